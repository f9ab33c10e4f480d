"""The stored urns are written anew after a poll; what is left on the disk is told, and tried again."""

from contextlib import contextmanager
from types import SimpleNamespace

import pytest
from django.db import DatabaseError, connection
from django.test import Client
from django.urls import reverse

from conferences import tasks
from conferences.models import Conference
from conferences.polling import poll_cleaning, polls
from documents import chores

from . import polled

pytestmark = pytest.mark.django_db
TRIGGERS = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name LIKE 'conferences_%%'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgrelid::regclass::text LIKE %s",
}


@pytest.fixture
def poll():
    return polled.closed(*["0"] * 5)


@pytest.fixture
def database(monkeypatch):
    """A database that notes what it is asked; `busy` and `refused` say how it answers."""
    fake = SimpleNamespace(vendor="sqlite", in_atomic_block=False, ops=connection.ops, said=[])
    fake.busy, fake.refused = 0, ()

    def execute(sql, facts=()):
        fake.said.append(sql)
        if sql in fake.refused:
            raise DatabaseError("may not")

    @contextmanager
    def cursor():
        yield SimpleNamespace(execute=execute, fetchone=lambda: (fake.busy, 3, 3 - fake.busy))

    fake.cursor = cursor
    monkeypatch.setattr(poll_cleaning, "connection", fake)
    return fake


def test_a_log_that_somebody_still_reads_is_not_told_as_done(poll, database):
    database.busy = 1

    assert poll_cleaning.clean(poll, by=None) is False
    assert (database.said, polled.now(poll).cleaned_at) == (["VACUUM", poll_cleaning.CHECKPOINT], None)
    assert poll_cleaning.lacking(poll) == poll_cleaning.LEFT

    database.busy = 0
    assert poll_cleaning.clean(poll, by=None) is True
    assert poll_cleaning.lacking(polled.now(poll)) == ""


def test_a_log_of_changes_that_the_account_may_not_end_is_told(poll, database):
    database.vendor, database.refused = "postgresql", ("CHECKPOINT",)

    assert poll_cleaning.clean(poll, by=None) is True
    assert (polled.now(poll).cleaned_at is not None, polled.now(poll).log_kept) == (True, True)
    assert poll_cleaning.lacking(polled.now(poll)) == poll_cleaning.LOG_LEFT


def test_what_is_left_is_tried_again_at_a_sweep_but_not_over_an_open_urn(poll, database):
    assert tasks.poll_cleaning.clean_left in chores._chores
    other = polled.opened(poll.conference, title="Hai")
    poll_cleaning.clean_left()
    assert database.said == []
    polls.void(other, reason="Nhầm", by=polled.closer())

    poll_cleaning.clean_left()

    assert (polled.now(poll).cleaned_at is None, polled.now(other).cleaned_at is None) == (False, False)


def test_the_button_is_there_after_the_conference_is_closed(poll, monkeypatch):
    monkeypatch.setattr(Conference, "is_over", True)
    client = Client()
    client.force_login(polled.opener())

    page = client.get(poll.get_absolute_url())

    assert (page.context["runs"], page.context["uncleaned"]) == (False, poll_cleaning.LEFT)
    assert reverse("conferences:poll_clean", args=[poll.pk]) in page.text


def test_the_guards_of_polls_stand_after_all_migrations():
    with connection.cursor() as cursor:
        cursor.execute(TRIGGERS[connection.vendor], ["conferences_%"][: connection.vendor == "postgresql"])
        found = {name for (name,) in cursor.fetchall()}

    assert {"poll_frozen_update", "poll_frozen_delete", "urn_shut_update", "urn_shut_delete"} <= found
    assert {f"elector_frozen_{event}" for event in ("insert", "update", "delete")} <= found
