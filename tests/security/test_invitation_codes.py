"""What the code of an invitation must not tell: to logs, to other sites, to who tries codes."""

import logging

import pytest
from django.test import Client

from core import accounts
from members import invitations
from tests import world

pytestmark = [pytest.mark.django_db, pytest.mark.secrecy]
PAGE = "/invitation/"


@pytest.fixture
def person():
    return world.person(world.agency())


def test_the_code_is_in_no_log(client, person, caplog):
    caplog.set_level(logging.DEBUG)
    code = invitations.invite(person, by=None)

    for typed in (code, code[:-1]):
        client.post(PAGE, {"code": typed})
        client.post(PAGE, {"code": typed, "username": "x", "password": "y", "again": "z"})

    assert code[:9] not in caplog.text


def test_the_address_of_the_page_takes_no_code(client, person):
    code = invitations.invite(person, by=None)

    assert client.get(f"{PAGE}{code}/").status_code == 404
    assert person.given_name not in client.get(f"{PAGE}?code={code}").text


def test_a_code_is_long_enough_to_be_guessed_by_nobody():
    letters = invitations.GROUPS * invitations.LETTERS

    assert len(accounts.READABLE) ** letters > 2**96


def test_trying_codes_is_stopped(client, person):
    code = invitations.invite(person, by=None)
    answers = [client.post(PAGE, {"code": f"{number}"}).status_code for number in range(21)]

    assert answers == [200] * 20 + [429]
    assert client.post(PAGE, {"code": code}).status_code == 429


def test_other_sites_learn_nothing_and_no_cache_keeps_the_page(client, person):
    code = invitations.invite(person, by=None)

    for answer in (client.get(PAGE), client.post(PAGE, {"code": code})):
        assert (
            answer.headers["Referrer-Policy"] == "same-origin"
        )  # with "no-referrer" no form is taken: Origin is null
        assert answer.headers["Cache-Control"] == "private, no-store"


def test_the_new_account_does_not_take_over_a_planted_session(client, person):
    session = client.session
    session["planted"] = True
    session.save()
    code = invitations.invite(person, by=None)

    client.post(PAGE, {"code": code, "username": "ha", "password": world.PASSWORD, "again": world.PASSWORD})

    assert client.session["_auth_user_id"]
    assert not client.session.exists(session.session_key)


@pytest.mark.parametrize("code", ["", "\x00", "a" * 5000, "<script>", "ạ" * 20, "%s%n", "-----"])
def test_senseless_codes_get_a_sentence(client, person, code):
    invitations.invite(person, by=None)

    answer = client.post(PAGE, {"code": code})

    assert answer.status_code in (200, 400)
    assert person.given_name not in answer.text


def test_a_code_cannot_be_accepted_without_the_token_of_the_page(person):
    code = invitations.invite(person, by=None)

    assert Client(enforce_csrf_checks=True).post(PAGE, {"code": code}).status_code == 403
