"""Paper ballots at the same moment, on a real PostgreSQL: two who enter, who close, who vote or change."""

import pytest
from django.db import connection

from conferences import late_paper, polls, tellers, urns
from conferences.models import Elector, TellerCount, Urn
from tests.desk.test_races import at_once

from . import papered, polled

pytestmark = [pytest.mark.races, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def real_postgresql():
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL: set DATABASE_URL (make test does)")


def test_two_tellers_at_once_are_two_and_a_third_is_none():
    poll = papered.counted(polled.hall())
    people = (polled.opener(), polled.closer(), papered.third())

    answers = at_once(*[lambda by=by: papered.enter(poll, by) for by in people])

    assert answers == ["done", "done", "refused"]
    assert sorted(TellerCount.objects.values_list("seat", flat=True)) == [1, 2]


def test_a_double_click_enters_one_count():
    poll = papered.counted(polled.hall())
    one = polled.opener()

    assert at_once(*[lambda: papered.enter(poll, one)] * 3) == ["done"] * 3
    assert TellerCount.objects.count() == 1


def test_closing_beside_the_second_count_counts_it_or_waits():
    poll = papered.counted(polled.hall())
    closer, third = polled.closer(), papered.third()
    papered.enter(poll, polled.opener())

    answers = at_once(lambda: papered.enter(poll, third), lambda: polls.close(polled.now(poll), by=closer))

    closed = polled.now(poll).state == "closed"
    assert answers == (["done", "done"] if closed else ["done", "refused"])
    assert TellerCount.objects.count() == 2
    assert not closed or polled.now(poll).tally["votes"] == [4, 1, 1]


def test_one_vote_cast_and_changed_to_paper_at_once_counts_once():
    poll = polled.now(papered.opened(polled.hall(), mode="mixed", on_paper=0))
    unit = polled.voter(poll.conference, 3)
    row = poll.electors.get(place=3)

    answers = at_once(
        lambda: urns.cast(poll.pk, polls.key_of(row), "0"),
        lambda: late_paper.by_unit(poll, row.pk, by=unit),
    )

    assert answers == ["done", "refused"]
    moved, voted = Elector.objects.get(pk=row.pk).moved, polls.key_of(row) in Urn.objects.get().voted
    assert moved is not voted


def test_no_ballot_comes_in_beside_the_closing_of_the_box():
    poll = polled.now(papered.opened(polled.hall(8), mode="mixed", on_paper=1))
    keys, opener = polled.keys(poll)[1:], polled.opener()
    for key in keys[:5]:
        urns.cast(poll.pk, key, "0")

    at_once(
        lambda: tellers.close_box(poll, by=opener),
        *[lambda key=key: urns.cast(poll.pk, key, "0") for key in keys[5:]],
    )

    urn = Urn.objects.get()
    assert urn.admitted == urn.voted
    assert len(urn.papers) == len(urn.voted)
