"""A session is its owner's alone: a new id at sign-in, unread by script, no POST without its token."""

import pytest
from django.test import Client
from django.urls import resolve, reverse

from core import accounts, first_run
from tests import proofs, world
from tests.desk.test_first_run import FACTS
from tests.security.test_matrix import bloc, drawn_once  # noqa: F401 - fixtures
from tests.security.things import address, things_of, urls

pytestmark = [pytest.mark.django_db, pytest.mark.secrecy]


@pytest.fixture
def planted(client):
    """The id of a session that somebody else put into this browser."""
    session = client.session
    session["planted"] = True
    session.save()
    return session.session_key


def test_signing_in_ends_the_session_that_was_planted(client, planted):
    accounts.open_own("ha", password=world.PASSWORD)

    client.post(reverse("account_login"), {"login": "ha", "password": world.PASSWORD})

    assert client.session["_auth_user_id"]
    assert client.session.session_key != planted
    assert not client.session.exists(planted)


def test_the_first_set_up_ends_the_session_that_was_planted(client, planted):
    client.post(reverse("desk:first_run"), {**FACTS, "code": first_run.code()})

    assert client.session["_auth_user_id"]
    assert client.session.session_key != planted
    assert not client.session.exists(planted)


def test_a_new_password_from_an_officer_ends_the_sessions_of_the_old_one(client):
    user = accounts.open_own("ha", password=world.PASSWORD)
    client.force_login(user)

    accounts.reset_password(user, by=None)

    assert client.get(reverse("members:agencies")).url.startswith(reverse("account_login"))


def test_no_script_reads_the_session_and_no_foreign_page_sends_it(client):
    accounts.open_own("ha", password=world.PASSWORD)
    answer = client.post(reverse("account_login"), {"login": "ha", "password": world.PASSWORD})

    cookie = answer.cookies["sessionid"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


def test_no_act_is_taken_without_the_token_of_its_page(bloc):  # noqa: F811
    """No address is excused; in the short form every eighth is tried as well, in the full form all."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.officer(bloc.managing_body))
    things = things_of(bloc)
    addresses = [address(name, route, things) for name, route in urls()]

    excused = [url for url in addresses if getattr(resolve(url).func, "csrf_exempt", False)]
    answers = {client.post(url).status_code for url in addresses[:: proofs.size(8, 1)]}

    assert excused == []
    assert answers == {403}
