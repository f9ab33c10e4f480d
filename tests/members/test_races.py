"""Two at one person at the same moment, on a real PostgreSQL."""

from datetime import date

import pytest
from django.db import IntegrityError, connection

from core.models import User
from core.rules import RuleError
from members import invitations, people, posts
from members.models import Invitation, Post
from tests import world
from tests.blocs.test_activity_races import at_once

pytestmark = [pytest.mark.races, pytest.mark.django_db(transaction=True)]
TYPED = {"password": "hoa-phượng-đỏ-41"}


@pytest.fixture(autouse=True)
def real_postgresql():
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL: set DATABASE_URL (make test does)")


@pytest.fixture
def person():
    return world.person(world.agency())


@pytest.mark.parametrize("turn", range(3))
def test_one_code_opens_one_account(person, turn):
    code = invitations.invite(person, by=None)

    said = at_once(
        *(lambda name=name: invitations.accept(code, username=name, **TYPED) for name in ("ha", "hai"))
    )

    assert sorted(said) == ["done", "refused"]
    assert User.objects.count() == 1


@pytest.mark.parametrize("turn", range(3))
def test_an_invitation_is_either_used_or_taken_back(person, turn):
    code = invitations.invite(person, by=None)
    invitation = Invitation.objects.get()

    said = at_once(
        lambda: invitations.accept(code, username="ha", **TYPED),
        lambda: invitations.revoke(invitation, by=None),
    )

    assert sorted(said) == ["done", "refused"]
    assert User.objects.exists() == (said[0] == "done")


@pytest.mark.parametrize("turn", range(3))
def test_two_officers_invite_once_and_account_and_invitation_exclude_each_other(person, turn):
    assert sorted(at_once(*[lambda: invitations.invite(person, by=None)] * 2)) == ["done", "refused"]
    code = invitations.renew(Invitation.objects.get(), by=None)

    said = at_once(
        lambda: invitations.accept(code, username="ha", **TYPED),
        lambda: people.give_account(person, username="hai", by=None),
    )

    assert sorted(said) == ["done", "refused"]
    assert User.objects.count() == 1


@pytest.mark.parametrize("turn", range(3))
def test_a_post_is_given_once_by_rule_and_by_database(person, turn):
    facts = {"agency": person.agency, "kind": Post.Kind.CLERK, "starts_on": world.LONG_AGO}
    ended = facts | {"ends_on": date(2020, 1, 1)}

    def past_the_rules():
        try:
            Post.objects.create(person=person, **ended)
        except IntegrityError as clash:
            raise RuleError("clash") from clash

    said = at_once(lambda: posts.appoint(person, **facts, by=None), past_the_rules)

    assert sorted(said) == ["done", "refused"]
    assert Post.objects.count() == 1
