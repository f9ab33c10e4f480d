"""Paper ballots at the same moment, on a real PostgreSQL: two who enter, who close, who vote or change."""

import pytest
from django.db import connection

from conferences import marks
from conferences.casting import channels, tellers, urns
from conferences.models import Elector, TellerCount, Urn
from conferences.polling import late_paper, polls
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


@pytest.mark.parametrize("turn", range(3))
def test_of_two_forms_of_channels_sent_at_once_one_is_kept_whole(turn):
    poll = polled.prepared(polled.hall(), mode="mixed")
    every = [(seat.unit_id, seat.name) for seat, _ in channels.seats(poll)]
    choices = [set(every[:2]), set(every[3:5])]
    facts = {"among": set(every), "seen": marks.of(set()), "by": None}

    answers = at_once(*[lambda wanted=wanted: channels.choose(poll, wanted, **facts) for wanted in choices])

    assert answers == ["done", "refused"]
    assert set(poll.paper_choices.values_list("unit_id", "name")) in choices


def test_a_form_of_channels_sent_beside_the_opening_holds_for_the_roll_or_is_refused():
    poll = polled.prepared(polled.hall(), mode="mixed")
    papered.chosen(poll, 1)
    every = [(seat.unit_id, seat.name) for seat, _ in channels.seats(poll)]
    opener = polled.opener()

    answers = at_once(
        lambda: polls.open(polled.now(poll), by=opener),
        lambda: channels.choose(poll, set(every[:2]), among=set(every), by=None),
    )

    chosen = poll.paper_choices.count()
    assert (answers, chosen) in ((["done", "done"], 2), (["done", "refused"], 1))
    assert poll.electors.filter(on_paper=True).count() == chosen
    assert len(Urn.objects.get().admitted) == 6 - chosen


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
