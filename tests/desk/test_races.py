"""Two people at the same moment, on PostgreSQL: the first start, one user name, the last officer."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.urls import reverse

from core.models import User
from core.rules import RuleError
from members import people, posts
from members.models import Agency, Post
from tests import world

from .test_first_run import facts  # noqa: F401 - the fixture

pytestmark = [pytest.mark.races, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def real_postgresql():
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL: set DATABASE_URL (make test does)")


def at_once(*acts):
    """Call all `acts` at the same moment, each on its own connection; return "done" or "refused" for each."""
    start = Barrier(len(acts))

    def run(act):
        start.wait(timeout=10)
        try:
            act()
        except (RuleError, ValidationError):
            return "refused"
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(acts)) as threads:
        return sorted(threads.map(run, acts))


@pytest.mark.parametrize("turn", range(3))
def test_two_first_officers_set_up_one_installation(facts, turn):  # noqa: F811
    url = reverse("desk:first_run")
    other = {**facts, "username": "nguoi.khac", "agency_name": "Cơ quan khác", "bloc_name": "Khối khác"}

    at_once(lambda: Client().post(url, facts), lambda: Client().post(url, other))

    assert User.objects.count() == Agency.objects.count() == Post.objects.count() == 1


@pytest.mark.parametrize("turn", range(3))
def test_one_user_name_goes_to_one_of_two_persons(turn):
    agency = world.agency()
    first, second = world.person(agency), world.person(agency, given="Mai")

    answers = at_once(
        lambda: people.give_account(first, username="ha", by=None),
        lambda: people.give_account(second, username="ha", by=None),
    )

    assert answers == ["done", "refused"]
    assert User.objects.count() == 1


@pytest.mark.parametrize("turn", range(3))
def test_two_officers_cannot_end_each_others_post(turn):
    body = world.agency("Cơ quan quản lý", code="QL")
    held = [Post.objects.get(person__user=world.officer(body, username=name)) for name in ("lan", "mai")]

    answers = at_once(*(lambda post=post: posts.end(post, ends_on=world.LONG_AGO, by=None) for post in held))

    assert answers == ["done", "refused"]
