"""Scorers and the head at the same moment, on a real PostgreSQL."""

from functools import partial

import pytest
from django.db import connection

from blocs.cross_rules import CrossScoring
from core.rules import RuleError
from results import cross_closing, cross_rounds, cross_scoring
from results.models import CrossAssignment, CrossMark, CrossRound
from tests.results import appraised, crossed
from tests.results.test_appraisal_races import at_once, kinds

pytestmark = [pytest.mark.races, pytest.mark.django_db(transaction=True)]

ROUNDS = 6


@pytest.fixture(autouse=True)
def real_postgresql():
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL: set DATABASE_URL (make test does)")


def test_marks_taken_back_while_the_round_is_closed_count_or_keep_it_open():
    season = crossed.year()
    crossed.drawn(season)
    crossed.handed_in(season, s2t1="40")
    given = crossed.assignment(season, 2, 1)

    answers = at_once(
        lambda: cross_closing.close(season, by=None), lambda: cross_scoring.take_back(given, by=None)
    )

    assert sum(isinstance(answer, RuleError) for answer in answers) == 1
    given.refresh_from_db()
    closed = CrossRound.objects.get().state == "closed"
    assert given.state == ("handed_in" if closed else "draft")
    assert appraised.line(appraised.sheet(season, 1)).appraised_points == (45 if closed else None)


def test_the_last_marks_handed_in_while_the_round_is_closed_are_in_it_or_late():
    season = crossed.year()
    crossed.drawn(season)
    given = crossed.assignment(season, 2, 1)
    crossed.mark(given, text="40")
    cross_scoring.accept_rest(given, by=None)
    CrossAssignment.objects.exclude(pk=given.pk).update(state="left_out", reason="Vắng")

    closed, _ = at_once(
        lambda: cross_closing.close(season, by=None), lambda: cross_scoring.hand_in(given, by=None)
    )

    given.refresh_from_db()
    assert given.state == "handed_in"
    expected = None if isinstance(closed, RuleError) else 40
    assert appraised.line(appraised.sheet(season, 1)).appraised_points == expected


def test_of_two_clerks_in_one_cell_one_is_told_that_the_other_was_faster():
    season = crossed.year()
    crossed.drawn(season)
    given = crossed.assignment(season, 2, 1)

    for number in range(ROUNDS):
        answers = at_once(
            partial(crossed.mark, given, text=f"{40 - number}", version=number),
            partial(crossed.mark, given, text=f"{20 - number}", version=number),
        )
        assert kinds(answers) == ["CrossMark", "StaleCell"]
    assert CrossMark.objects.get().version == ROUNDS


def test_a_draw_beside_the_first_mark_loses_no_mark():
    season = crossed.year()
    crossed.drawn(season)
    given = crossed.assignment(season, 2, 1)

    drawn, marked = at_once(
        lambda: cross_rounds.draw(season, due_on=crossed.due(), by=None), lambda: crossed.mark(given)
    )

    assert isinstance(drawn, RuleError) != isinstance(marked, RuleError)
    assert CrossMark.objects.count() == (0 if isinstance(marked, RuleError) else 1)


def test_two_draws_at_once_make_one_round():
    season = crossed.year(CrossScoring("head", 2))

    at_once(*[lambda: cross_rounds.draw(season, due_on=crossed.due(), by=None)] * 2)

    assert (CrossRound.objects.count(), CrossAssignment.objects.count()) == (1, 2)
