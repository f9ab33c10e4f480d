"""Several appraisers at the same moment, on a real PostgreSQL."""

from decimal import Decimal
from functools import partial

import pytest

from core.models import Entry
from core.rules import RuleError
from members.models import Post
from results import appraisal, assignments
from results.models import ScoreSheet, Standing

from . import appraised
from .appraised import DEPUTY, HEAD, MEMBER
from .at_once import at_once, need_postgresql

ROUNDS = 8

pytestmark = [pytest.mark.races, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def real_postgresql():
    need_postgresql()


def kinds(answers):
    return sorted(type(answer).__name__ for answer in answers)


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
