"""The journal of a sheet: a step per stroke of the pen, taken back while it stands; what others changed."""

import io
from datetime import date, time

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core import clock
from core.models import Entry
from core.rules import RuleError
from members.models import Post
from results import journal, scoring
from tests import world
from tests.results import appraised, scene

pytestmark = pytest.mark.django_db

DAY = date(2023, 12, 5)


@pytest.fixture
def sheet():
    """The third member's sheet."""
    return scene.sheet_of(scene.scoring_season())


@pytest.fixture
def clerk(sheet):
    return world.person(sheet.agency, Post.Kind.CLERK, username="thu").user


def shown(sheet, *, everything=False):
    """(line, what, changes) of each step that is about a line."""
    found = journal.steps_of(scene.now(sheet), everything=everything)
    return [(step.line.criterion.code, step.what, step.changes) for step in found if step.line]


def at(sheet, minute, text, code="I.1", *, second=0, by=None, cell="self_points"):
    with clock.at(DAY, time(9, minute, second)):
        return scene.enter(sheet, code, text, cell=cell, by=by)


def last(sheet):
    return journal.of_sheet(sheet).first()


def test_a_step_says_cell_before_and_after(sheet, clerk):
    at(sheet, 1, "9,5", by=clerk)
    at(sheet, 5, "8", by=clerk)
    at(sheet, 6, "xong", cell="result", by=clerk)

    assert shown(sheet) == [
        ("I.1", "", [("kết quả", "", "xong")]),
        ("I.1", "", [("tự chấm", "9,50", "8,00")]),
        ("I.1", "", [("tự chấm", "", "9,50")]),
    ]
    assert [step.who for step in journal.steps_of(scene.now(sheet), everything=False)][:3] == [
        "Nguyễn Thu Hà"
    ] * 3


def test_what_one_hand_types_without_a_pause_is_one_step(sheet, clerk):
    at(sheet, 1, "Đã", cell="note", by=clerk)
    at(sheet, 1, "5", "II.1", by=clerk)
    at(sheet, 1, "Đã hoàn", second=8, cell="note", by=clerk)
    at(sheet, 1, "Đã hoàn thành", second=16, cell="note", by=clerk)

    assert shown(sheet) == [
        ("I.1", "", [("ghi chú", "", "Đã hoàn thành")]),
        ("II.1", "", [("tự chấm", "", "5,00")]),
    ]


def test_two_hands_or_a_long_pause_are_two_steps(sheet, clerk):
    at(sheet, 1, "Một", cell="note", by=clerk)
    at(sheet, 1, "Hai", cell="note")
    at(sheet, 5, "Ba", cell="note")

    assert [changes for _, _, changes in shown(sheet)] == [
        [("ghi chú", "Hai", "Ba")],
        [("ghi chú", "Một", "Hai")],
        [("ghi chú", "", "Một")],
    ]


def test_a_step_is_taken_back_and_back_again(sheet, clerk):
    at(sheet, 1, "9", by=clerk)
    at(sheet, 5, "8", by=clerk)

    journal.undo(last(sheet), by=clerk)
    assert (scene.line(sheet).self_points, scene.line(sheet).version) == (9, 4)
    assert shown(sheet)[0] == ("I.1", "Hoàn tác", [("tự chấm", "8,00", "9,00")])

    journal.undo(last(sheet), by=clerk)
    assert scene.line(sheet).self_points == 8


def test_a_step_of_several_entries_is_taken_back_as_a_whole(sheet):
    for text in ("Đã", "Đã hoàn", "Đã hoàn thành"):
        at(sheet, 1, text, cell="note")

    journal.undo(last(sheet), by=None)

    assert scene.line(sheet).note == ""


def test_a_cell_that_was_changed_since_is_not_taken_back(sheet):
    at(sheet, 1, "9")
    older = last(sheet)
    at(sheet, 5, "8")

    with pytest.raises(RuleError) as refusal:
        journal.undo(older, by=None)

    assert str(refusal.value) == (
        "Ô I.1 (tự chấm) đã được sửa sau bước này nên không hoàn tác được. "
        "Hãy hoàn tác bước mới nhất của ô đó trước."
    )
    assert scene.line(sheet).self_points == 8


def test_another_cell_of_the_line_may_have_changed_since(sheet):
    at(sheet, 1, "9")
    points = last(sheet)
    at(sheet, 2, "xong", cell="note")

    journal.undo(points, by=None)

    assert (scene.line(sheet).self_points, scene.line(sheet).note) == (None, "xong")


def test_nothing_is_taken_back_after_the_submission(sheet):
    scoring.submit(scene.fill(sheet), by=None)

    with pytest.raises(RuleError, match="Bảng đã nộp nên không sửa được"):
        journal.undo(last(sheet), by=None)


def test_the_appraisers_words_are_no_steps_of_the_member():
    sheet = appraised.sheet(appraised.year())
    appraised.judge(sheet)

    judged = [("lý do thẩm định khác", "", "Thiếu một đề án"), ("thẩm định", "", "49,00")]
    assert [row for row in shown(sheet, everything=True) if row not in shown(sheet)] == [("I.1", "", judged)]
    with pytest.raises(RuleError, match="không phải là ô do đơn vị nhập"):
        journal.undo(last(sheet), by=None)


def test_what_came_after_a_mark_is_told_in_one_query(sheet, clerk):
    known = journal.mark(sheet)
    row = scene.enter(sheet, by=clerk)
    scene.enter(scene.sheet_of(sheet.season, 2))

    with CaptureQueriesContext(connection) as asked:
        changed = journal.since(sheet, known)

    assert len(asked) == 1
    assert (changed.lines, changed.actor, changed.moved) == (frozenset({row.pk}), clerk, False)
    assert journal.since(sheet, changed.mark) == journal.Changed(changed.mark, frozenset(), None, False, True)


# --- pages ------------------------------------------------------------------------------------------------


@pytest.fixture
def signed_in(client, clerk):
    client.force_login(clerk)
    return client


def url(sheet, name="sheet_journal", *more):
    return reverse(f"results:{name}", args=[sheet.pk, *more])


def test_the_page_asks_the_same_for_one_and_three_steps(signed_in, sheet, clerk):
    def queries():
        signed_in.get(url(sheet))
        with CaptureQueriesContext(connection) as asked:
            signed_in.get(url(sheet))
        return len(asked)

    at(sheet, 1, "9", by=clerk)
    one = queries()
    at(sheet, 5, "8")
    at(sheet, 9, "7", "II.1", by=clerk)

    assert (queries(), one <= 16) == (one, True)


def test_a_step_is_taken_back_from_the_page_without_script(signed_in, sheet):
    at(sheet, 1, "9")
    assert signed_in.get(url(sheet)).text.count(">Hoàn tác</button>") == 1

    answer = signed_in.post(url(sheet, "journal_undo", last(sheet).pk), follow=True)

    assert "Đã hoàn tác một bước ở dòng I.1." in answer.text
    assert scene.line(sheet).self_points is None


def test_a_step_of_another_sheet_is_not_found(signed_in, sheet):
    other = scene.sheet_of(sheet.season, 2)
    scene.enter(other)

    assert signed_in.post(url(sheet, "journal_undo", last(other).pk)).status_code == 404


def test_the_journal_is_taken_away_as_a_workbook(signed_in, sheet, clerk):
    at(sheet, 1, "9", by=clerk)

    book = openpyxl.load_workbook(io.BytesIO(signed_in.get(url(sheet) + "?format=xlsx").content))

    rows = [[cell or "" for cell in row] for row in book.active.iter_rows(values_only=True)]
    assert rows[1] == ["09:01, 05/12/2023", "Nguyễn Thu Hà", "I.1", "tự chấm", "", "9,00", "", ""]


def test_an_open_page_is_told_what_others_changed(signed_in, sheet):
    known = journal.mark(sheet)
    asks = f"{url(sheet, 'sheet_changes')}?since={known}"
    assert signed_in.get(asks).status_code == 204

    row = scene.enter(sheet, text="8")
    answer = signed_in.get(asks).json()

    assert answer["rows"] == {
        str(row.pk): {"version": 2, "values": {"result": "", "note": "", "self_points": "8,00"}}
    }
    assert (answer["totals"]["total"], answer["own"], answer["moved"]) == ("8,00", False, False)
    assert answer["mark"] == Entry.objects.latest("pk").pk


def test_a_page_is_told_of_others_even_when_its_own_hand_was_last(sheet, clerk):
    known = journal.mark(sheet)
    other = world.person(sheet.agency, Post.Kind.LEADER, username="khac").user
    scene.enter(sheet, by=other)
    scene.enter(sheet, "II.1", by=clerk)

    changed = journal.since(sheet, known, reader=clerk)
    assert (changed.actor, changed.own, len(changed.lines)) == (other, False, 2)
    assert journal.since(sheet, known, reader=other).actor == clerk


def test_an_open_page_is_told_that_the_sheet_was_submitted(signed_in, sheet):
    scene.fill(sheet)
    known = journal.mark(sheet)
    scoring.submit(sheet, by=None)

    assert signed_in.get(f"{url(sheet, 'sheet_changes')}?since={known}").json()["moved"] is True


def test_a_senseless_mark_asks_for_everything(signed_in, sheet):
    scene.enter(sheet)

    assert len(signed_in.get(f"{url(sheet, 'sheet_changes')}?since=x").json()["rows"]) == 1
