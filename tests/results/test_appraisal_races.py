"""Several appraisers at the same moment, on a real PostgreSQL."""

import threading
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from functools import partial

import pytest
from django.db import connection

from core.models import Entry
from core.rules import RuleError
from members.models import Post
from results import appraisal, assignments
from results.cells import StaleCell
from results.models import ScoreSheet, Standing

from . import appraised
from .appraised import DEPUTY, HEAD, MEMBER

pytestmark = [pytest.mark.races, pytest.mark.django_db(transaction=True)]

ROUNDS = 8


@pytest.fixture(autouse=True)
def real_postgresql():
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL: set DATABASE_URL (make test does)")


def at_once(*acts):
    """Call `acts` at the same moment, each on its own connection; return what they answered or refused."""
    start = threading.Barrier(len(acts))

    def run(act):
        try:
            with connection.cursor() as cursor:
                cursor.execute("SET lock_timeout = '5s'")  # a test that waits for itself fails
            start.wait(timeout=10)
            return act()
        except RuleError as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(run, acts))


def kinds(answers):
    return sorted(type(answer).__name__ for answer in answers)


def test_of_two_appraisers_of_one_line_one_is_told_that_the_other_was_faster():
    sheet = appraised.sheet(appraised.year())

    for number in range(ROUNDS):
        seen = appraised.line(sheet)
        facts = {"reason": f"Lượt {number}", "version": seen.version, "by": None}
        answers = at_once(
            partial(appraisal.judge, seen, text=f"{40 - number}", **facts),
            partial(appraisal.judge, seen, text=f"{20 - number}", **facts),
        )
        assert kinds(answers) == ["ScoreLine", "StaleCell"]
        stale = next(answer for answer in answers if isinstance(answer, StaleCell))
        now = appraised.line(sheet)
        assert (stale.value, stale.version) == (now.appraised_points, seen.version + 1)
    assert Entry.objects.about(appraised.line(sheet)).filter(act="line.judge").count() == ROUNDS


def test_a_round_concluded_twice_at_once_is_concluded_once():
    season = appraised.year()
    for place in (HEAD, DEPUTY, MEMBER):
        appraised.finished(season, place)

    answers = at_once(*[lambda: appraisal.conclude(season, by=None)] * 2)

    assert kinds(answers) == ["RuleError", "Season"]
    assert Standing.objects.count() == 3
    assert Entry.objects.filter(act="standing.withdraw").count() == 0


def test_a_sheet_reopened_while_the_round_is_concluded_is_either_ranked_or_open():
    season = appraised.year()
    for place in (HEAD, DEPUTY, MEMBER):
        appraised.finished(season, place)
    sheet = ScoreSheet.objects.get(pk=appraised.sheet(season).pk)

    answers = at_once(
        lambda: appraisal.conclude(season, by=None),
        lambda: appraisal.reopen(sheet, reason="Nhầm dòng", by=None),
    )

    assert sum(isinstance(answer, RuleError) for answer in answers) == 1
    season.refresh_from_db()
    sheet.refresh_from_db()
    assert (season.phase, sheet.state) in {("conference", "appraised"), ("appraisal", "submitted")}


def test_a_sheet_closed_while_it_is_judged_holds_all_that_was_said_to_be_saved():
    sheet = appraised.sheet(appraised.year())
    appraisal.accept_rest(sheet, by=None)
    seen = appraised.line(sheet)

    judged, _ = at_once(
        lambda: appraisal.judge(seen, text="41", reason="Thiếu", version=seen.version, by=None),
        lambda: appraisal.finish(sheet, by=None),
    )

    saved = not isinstance(judged, RuleError)
    assert appraised.line(sheet).appraised_points == Decimal(41 if saved else 50)
    assert appraised.sheet(sheet.season).state == "appraised"


def test_a_line_given_away_while_it_is_judged_was_judged_before_or_is_refused():
    season = appraised.year()
    sheet, clerk = appraised.sheet(season), appraised.user_of(season, HEAD)
    other = appraised.user_of(season, HEAD, Post.Kind.LEADER).person
    part = {(sheet.agency_id, None)}

    for number in range(ROUNDS):
        seen = appraised.line(sheet)
        facts = {"reason": f"Lượt {number}", "version": seen.version, "by": clerk}
        judged, given = at_once(
            partial(appraisal.judge, seen, text=f"{40 - number}", **facts),
            partial(assignments.assign, season, person=other, parts=part, shown=set(), by=None),
        )
        assert given is None
        acts = Entry.objects.filter(act__in=("line.judge", "appraisal.assign")).order_by("-pk")
        last = list(acts.values_list("act", flat=True)[:2])
        if isinstance(judged, RuleError):
            assert str(judged).startswith("Dòng I.1 do Nguyễn Thu Hà thẩm định")
            assert last[0] == "appraisal.assign"
        else:
            assert last == ["appraisal.assign", "line.judge"]
        assignments.assign(season, person=other, parts=set(), shown=part, by=None)
