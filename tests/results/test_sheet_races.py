"""Two people at the same moment in one sheet, on a real PostgreSQL."""

import pytest

from core.models import Entry
from documents import drawings
from documents.models import Job
from results import evidence, scoring
from results.cells import StaleCell
from results.models import Evidence, ScoreSheet
from tests import sent, world
from tests.results import at_once as hands
from tests.results import scene

pytestmark = [pytest.mark.races, pytest.mark.django_db(transaction=True)]

ROUNDS = 10


@pytest.fixture(autouse=True)
def real_postgresql():
    hands.need_postgresql()


@pytest.fixture
def season():
    return scene.scoring_season()


def at_once(*acts):
    """Carry out the acts at the same moment; return, sorted, how they ended."""
    return sorted(hands.ended(hands.at_once(*acts)))


def test_of_two_hands_in_one_row_one_wins_and_one_is_told(season):
    sheet = scene.sheet_of(season)
    with hands.hands() as together:
        for number in range(ROUNDS):
            row = scene.line(sheet)

            def write(cell, text, row=row):
                return lambda: scoring.enter(row, cell=cell, text=text, version=row.version, by=None)

            answers = together(write("self_points", f"{number + 1}"), write("note", f"ghi {number}"))

            assert sorted(hands.ended(answers)) == [StaleCell.__name__, "done"]
            assert scene.line(sheet).version == row.version + 1
    assert Entry.objects.filter(act="line.enter").count() == ROUNDS


def test_two_rows_of_one_sheet_are_both_written(season):
    sheet = scene.sheet_of(season)
    first, second = scene.line(sheet, "I.1"), scene.line(sheet, "II.1")

    answers = at_once(
        lambda: scoring.enter(first, cell="note", text="a", version=1, by=None),
        lambda: scoring.enter(second, cell="note", text="b", version=1, by=None),
    )

    assert answers == ["done", "done"]


def test_two_first_clicks_open_one_sheet(season):
    agency = world.members(season.bloc)[2]

    answers = at_once(*[lambda: scoring.start(season, agency=agency, by=None)] * 2)

    assert answers == ["done", "done"]
    assert [sheet.lines.count() for sheet in ScoreSheet.objects.all()] == [4]


def test_no_sheet_is_withdrawn_into_a_round_that_is_over(season):
    for place in (1, 2, 3):
        scene.submitted(season, place)
    sheet = ScoreSheet.objects.last()

    answers = at_once(
        lambda: scoring.withdraw(sheet, by=None),
        lambda: scoring.conclude(season, by=None),
    )

    season.refresh_from_db()
    sheet.refresh_from_db()
    assert answers == ["RuleError", "done"]
    assert (season.phase, sheet.state) in (("appraisal", "submitted"), ("scoring", "draft"))


def test_the_same_file_at_once_is_one_piece_of_evidence(season):
    row = scene.line(scene.sheet_of(season))

    answers = at_once(*[lambda: evidence.add(row, upload=scene.upload(), by=None)] * 2)

    assert answers == ["ValidationError", "done"]
    assert Evidence.objects.count() == 1


def test_a_page_asked_for_by_two_at_once_is_drawn_once(season):
    row = evidence.add(scene.line(scene.sheet_of(season)), upload=scene.upload(content=sent.pdf(4)), by=None)

    answers = at_once(*[lambda: drawings.request(row.file, [2, 3], by=None)] * 2)

    assert answers == ["done", "done"]
    assert list(row.file.previews.values_list("page", flat=True)) == [1, 2, 3]
    assert Job.objects.filter(task=drawings.TASK).count() == 2


def test_a_cell_is_not_written_into_a_sheet_that_is_being_submitted(season):
    sheet = scene.fill(scene.sheet_of(season))
    row = scene.line(sheet)

    at_once(
        lambda: scoring.submit(ScoreSheet.objects.get(pk=sheet.pk), by=None),
        lambda: scoring.enter(row, cell="self_points", text="", version=row.version, by=None),
    )

    late = scene.now(sheet)
    assert (late.state == "submitted") == (scoring.missing(late) == [])
