"""Two who act on one sheet at the same moment, again and again, on a real PostgreSQL.

Nothing is lost and nothing happens twice, whoever is faster. Thirty times each, a thousand in the full form
(`make proof NAME=repeated_races`). Between two times the rows are put back, which is quicker than a new year.
"""

from datetime import date

import pytest

from blocs.models import Season
from core import clock
from core.models import Entry
from results import appraisal, extensions, scoring
from results.cells import StaleCell
from results.models import Extension, ScoreLine, ScoreSheet
from tests import proofs, world

from . import appraised, scene
from .at_once import ended, hands, need_postgresql

pytestmark = [pytest.mark.races, pytest.mark.django_db(transaction=True)]

TIMES = proofs.size(30, 1000)
PLANNED_OVER, UNTIL = date(2023, 12, 20), date(2023, 12, 22)  # after the day all have; the further one
ONE_OF_TWO = ["RuleError", "done"]


@pytest.fixture(autouse=True)
def real_postgresql():
    need_postgresql()


@pytest.fixture
def together():
    with hands() as both:
        yield both


@pytest.fixture
def count(capsys):
    """Prints how often a race was run when nothing was found."""
    yield
    with capsys.disabled():
        print(f" {TIMES} times", end="", flush=True)


def now(sheet):
    return ScoreSheet.objects.select_related("season").get(pk=sheet.pk)


class Before:
    """A sheet and its lines as they are, to be put back."""

    def __init__(self, sheet):
        self.sheet, self.lines = now(sheet), list(ScoreLine.objects.filter(sheet=sheet))

    def put_back(self):
        self.sheet.save()
        fields = ["returned", "version", *scoring.UNJUDGED]
        ScoreLine.objects.bulk_update(self.lines, fields)


def test_a_double_submit_is_one_submission(together, count):
    sheet = scene.fill(scene.sheet_of(scene.scoring_season()))

    def submit():
        return scoring.submit(now(sheet), by=None)

    for number in range(1, TIMES + 1):
        answers = together(submit, submit)

        assert sorted(ended(answers)) == ONE_OF_TWO
        assert Entry.objects.filter(act="submit").count() == number
        scoring.withdraw(now(sheet), by=None)


def late():
    """A complete sheet whose member has more time, while the others are appraised; and that Extension."""
    with clock.at(date(2023, 12, 10)):
        season = scene.scoring_season()
        third = world.members(season.bloc)[2]
        extensions.grant(season, agency=third, until=UNTIL, reason="Thay cán bộ", by=None)
        for place in (1, 2):
            scene.submitted(season, place)
        sheet = scene.fill(scene.sheet_of(season))
        scoring.conclude(season, by=None)
    return sheet, Extension.objects.get(agency=third)


def test_a_sheet_is_handed_in_within_its_time_or_not_at_all(together, count):
    sheet, more_time = late()
    before = Before(sheet)

    def submit():
        with clock.at(PLANNED_OVER):
            return scoring.submit(now(sheet), by=None)

    def end_the_time():
        with clock.at(PLANNED_OVER):
            extensions.withdraw(Extension.objects.get(agency=sheet.agency_id), by=None)

    for _ in range(TIMES):
        answers = together(submit, end_the_time)

        found = now(sheet)
        assert (*ended(answers), found.state, found.days_late) in {
            ("done", "done", "submitted", 0),
            ("RuleError", "done", "draft", 0),
        }
        before.put_back()
        Extension.objects.bulk_create([more_time])


def test_of_two_appraisers_of_one_line_one_is_told_that_the_other_was_faster(together, count):
    sheet = appraised.sheet(appraised.year())

    for number in range(TIMES):
        seen = appraised.line(sheet)

        def judge(points, seen=seen, number=number):
            facts = {"text": points, "reason": f"Lượt {number}", "version": seen.version}
            return lambda: appraisal.judge(seen, **facts, by=None)

        answers = together(judge(f"{number % 20}"), judge(f"{20 + number % 20}"))

        assert sorted(ended(answers)) == ["StaleCell", "done"]
        stale = next(answer for answer in answers if isinstance(answer, StaleCell))
        found = appraised.line(sheet)
        assert (stale.value, stale.version) == (found.appraised_points, seen.version + 1)
    assert Entry.objects.about(appraised.line(sheet)).filter(act="line.judge").count() == TIMES


def test_a_sheet_is_returned_or_closed_and_never_both(together, count):
    sheet = appraised.sheet(appraised.year())
    appraisal.accept_rest(sheet, by=None)
    before, chosen = Before(sheet), [appraised.line(sheet)]

    for number in range(1, TIMES + 1):
        answers = together(
            lambda: appraisal.send_back(now(sheet), lines=chosen, reason="Bổ sung", by=None),
            lambda: appraisal.finish(now(sheet), by=None),
        )

        assert sorted(ended(answers)) == ONE_OF_TWO
        returned = ended(answers)[0] == "done"
        line = appraised.line(sheet)
        assert now(sheet).state == ("returned" if returned else "appraised")
        assert (line.returned, line.appraised_points is None) == (returned, returned)
        assert Entry.objects.filter(act__in=("send_back", "finish")).count() == number
        before.put_back()


def entered_for():
    """A sheet that the lead's clerk handed in for the third member, in appraisal."""
    season = scene.scoring_season()
    for place in (1, 2):
        scene.submitted(season, place)
    sheet = scene.fill(scene.sheet_of(season))
    scoring.submit_for(sheet, scan=scene.upload(), by=None)
    scoring.conclude(Season.objects.get(pk=season.pk), by=None)
    return now(sheet)


def test_what_a_member_confirms_and_what_is_returned_at_that_moment_both_stand(together, count):
    sheet = entered_for()
    before, chosen = Before(sheet), [scene.line(sheet)]

    for number in range(1, TIMES + 1):
        answers = together(
            lambda: scoring.confirm(sheet, by=None),
            lambda: appraisal.send_back(now(sheet), lines=chosen, reason="Bổ sung", by=None),
        )

        found = now(sheet)
        assert ended(answers) == ["done", "done"]
        assert (found.state, found.confirmed_at is None, scene.line(sheet).returned) == (
            "returned",
            False,
            True,
        )
        assert Entry.objects.filter(act="sheet.confirm").count() == number
        before.put_back()
