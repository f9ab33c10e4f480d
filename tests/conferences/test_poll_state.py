"""What a page asks every two seconds: its right to see is remembered a moment and never outlives itself."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from conferences.models import Poll
from core import accounts, admissions, clock
from members import posts
from tests import world

from . import polled

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.secrecy]
OF_THE_POLL = {"conferences_poll", "conferences_conference", "blocs_season", "blocs_criteriatable"}


@pytest.fixture
def poll():
    return polled.opened(polled.hall())


@pytest.fixture
def voter(poll):
    return polled.voter(poll.conference, 3)


@pytest.fixture
def phone(voter):
    client = Client()
    client.force_login(voter)
    return client


def ask(phone, poll):
    return phone.get(reverse("conferences:poll_state", args=[poll.pk]), {"seen": "open"})


def questions(phone, poll):
    with CaptureQueriesContext(connection) as asked:
        assert ask(phone, poll).status_code == 200
    return len(asked)


def test_who_asked_a_moment_ago_costs_two_questions_beside_session_and_account(phone, poll):
    first, second = questions(phone, poll), questions(phone, poll)

    assert (first > 4, second) == (True, 4)


def test_whose_post_has_ended_is_a_stranger_at_the_next_question(phone, voter, poll):
    assert (ask(phone, poll).status_code, ask(phone, poll).status_code) == (200, 200)

    posts.end(voter.person.posts.get(), ends_on=clock.today() - timedelta(days=1), by=None)

    assert ask(phone, poll).status_code == 404


def test_a_post_that_ended_by_itself_is_not_remembered_into_the_next_day(phone, voter, poll):
    posts.end(voter.person.posts.get(), ends_on=clock.today(), by=None)
    assert (ask(phone, poll).status_code, ask(phone, poll).status_code) == (200, 200)

    with clock.at(clock.today() + timedelta(days=1)):
        assert ask(phone, poll).status_code == 404


def test_whose_account_is_closed_and_who_signs_out_is_nobody_at_the_next_question(phone, voter, poll):
    other = Client()
    other.force_login(voter)
    assert (ask(phone, poll).status_code, ask(other, poll).status_code) == (200, 200)

    other.logout()
    assert (ask(phone, poll).status_code, ask(other, poll).status_code) == (200, 302)
    accounts.close(voter, by=None, reason="Chuyển công tác")
    assert ask(phone, poll).status_code == 302


def test_what_one_account_may_see_another_one_may_not(phone, poll):
    ask(phone, poll)
    stranger = Client()
    stranger.force_login(world.person(world.agency("Ngoài"), "clerk", username="la").user)

    assert ask(stranger, poll).status_code == 404


def test_the_state_of_a_poll_is_never_remembered(phone, poll):
    ask(phone, poll)
    assert "HX-Refresh" not in ask(phone, poll).headers
    polled.cast(poll, *["0"] * 5)

    assert "5<small>" in " ".join(ask(phone, poll).text.split())
    polled.polls.close(poll, by=polled.closer())

    assert ask(phone, poll).headers["HX-Refresh"] == "true"


def test_without_a_cache_everything_is_asked_anew_and_no_page_fails(phone, poll, monkeypatch):
    def away(*words, **facts):
        raise ConnectionError

    for act in ("get_many", "set", "get_or_set"):
        monkeypatch.setattr(cache, act, away)

    assert questions(phone, poll) == questions(phone, poll) > 4


def test_every_table_that_is_asked_who_may_see_a_poll_drops_what_is_remembered(voter):
    with CaptureQueriesContext(connection) as asked:
        list(Poll.objects.visible_to(type(voter).objects.get(pk=voter.pk)))
    said = " ".join(row["sql"] for row in asked)
    read = {model for model in apps.get_models() if f'"{model._meta.db_table}"' in said}
    named = {model._meta.db_table for model in read if not getattr(model, "GIVES_RIGHTS", False)}

    # The row and its year, that never change hands, and the account, which is read with each request.
    assert named <= OF_THE_POLL | {"blocs_term", "core_user"}


def test_rights_that_change_while_they_are_asked_are_not_remembered(voter, poll):
    asked = admissions.of(voter, Poll, poll.pk)
    admissions.drop_all()  # by another process, between the question and its answer
    asked.note()

    assert admissions.of(voter, Poll, poll.pk).stands is False
