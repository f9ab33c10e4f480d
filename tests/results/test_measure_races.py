"""Two people at the same moment on one measured line, on a real PostgreSQL."""

import pytest

from core.models import Entry
from results import appraisal, scoring, standings
from results.models import ScoreSheet
from tests import world
from tests.results import measured, scene
from tests.results.at_once import need_postgresql
from tests.results.test_sheet_races import ROUNDS, at_once

pytestmark = [pytest.mark.races, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def real_postgresql():
    need_postgresql()


@pytest.fixture
def season():
    return measured.season()


def test_of_a_number_and_points_of_ones_own_one_wins_and_the_points_fit_what_stands_there(season):
    sheet = scene.enter(scene.sheet_of(season), "I.2", "3", cell="actual").sheet
    for number in range(ROUNDS):
        row = scene.line(sheet, "I.2")
        facts = {"points": f"{number + 1}", "reason": f"lần {number}"}

        answers = at_once(
            lambda row=row, number=number: scoring.enter(
                row, cell="actual", text=f"{number + 4}", version=row.version, by=None
            ),
            lambda row=row, facts=facts: scoring.enter_own(
                row, cell="self_points", **facts, version=row.version, by=None
            ),
        )

        line = scene.line(sheet, "I.2")
        assert answers == ["StaleCell", "done"]
        assert line.version == row.version + 1
        assert line.override_reason or line.self_points == line.computed_points
    assert Entry.objects.filter(act="line.enter").count() == ROUNDS + 1


def test_the_same_number_sent_twice_at_once_is_written_once(season):
    row = scene.line(scene.sheet_of(season), "I.2")

    answers = at_once(*[lambda: scoring.enter(row, cell="actual", text="3", version=1, by=None)] * 2)

    assert (answers, scene.line(row.sheet, "I.2").version) == (["done", "done"], 2)


def test_no_number_reaches_a_sheet_that_is_being_submitted(season):
    sheet = measured.complete(scene.sheet_of(season))
    row = scene.line(sheet, "I.2")

    at_once(
        lambda: scoring.submit(ScoreSheet.objects.get(pk=sheet.pk), by=None),
        lambda: scoring.enter(row, cell="actual", text="", version=row.version, by=None),
    )

    late = scene.now(sheet)
    assert (late.state == "submitted") == (scoring.missing(late) == [])


def test_two_who_accept_the_rest_judge_each_line_that_applies_once():
    season = measured.appraising(exempt=("II.1",))
    sheet = season.sheets.get(agency=world.members(season.bloc)[2])

    at_once(*[lambda: appraisal.accept_rest(sheet, by=None)] * 2)

    assert Entry.objects.filter(act="line.accept").count() == 7
    assert standings.totals_of(scene.now(sheet)).by_key
