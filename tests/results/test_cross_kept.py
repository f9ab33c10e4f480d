"""What marks are worth: their mean stays after closing, and a changed sheet has to be scored anew."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from blocs import phases
from core.models import Entry
from core.rules import RuleError
from desk import todo
from members.models import Post
from results import appraisal, cross_closing, cross_scoring, cross_told, journal, returns, scoring
from results.models import CrossMark, ScoreLine
from tests.results import appraised, crossed

pytestmark = pytest.mark.django_db

WHY = "Trung bình chấm chéo của 2 đơn vị: 49"


@pytest.fixture
def season():
    return crossed.year()


@pytest.fixture
def sheet(season):
    """The third member's, whose line I.1 got 49 of its marks."""
    crossed.closed(season, s1t3="48")
    return appraised.sheet(season, 3)


@pytest.mark.parametrize(
    ("text", "reason"), [("46", WHY), ("46", "Sửa"), ("50", ""), ("", ""), ("49", "Lý do khác")]
)
def test_a_mean_is_not_replaced_neither_under_its_own_reason_nor_another(sheet, text, reason):
    with pytest.raises(RuleError, match="là kết quả chấm chéo nên giữ nguyên"):
        appraised.judge(sheet, text=text, reason=reason)

    line = appraised.line(sheet)
    assert (line.appraised_points, line.appraisal_reason) == (Decimal(49), WHY)


def test_the_same_mean_sent_again_changes_nothing(sheet):
    before = appraised.line(sheet).version

    assert appraised.judge(sheet, text="49", reason=WHY).version == before


def test_accepting_the_rest_leaves_the_means(sheet):
    assert appraisal.accept_rest(sheet, by=None) == 0
    assert appraised.line(sheet).appraised_points == 49
    assert appraised.agree(sheet, text="50", reason="Đã bổ sung").agreed_points == 50


def test_a_line_given_back_afterwards_is_judged_anew_and_tells_no_marks(sheet):
    appraisal.send_back(sheet, lines=[appraised.line(sheet)], reason="Thiếu", by=None)
    scoring.submit(sheet, by=None)

    assert appraised.judge(sheet, text="45").appraised_points == 45
    assert set(cross_told.of(sheet)) == {
        line.pk for line in sheet.lines.all() if line.criterion.code in ("II.1", "T.1", "Tr.1")
    }


def test_the_page_locks_the_cells_and_says_why(client, season, sheet):
    client.force_login(appraised.user_of(season, 1))
    line = appraised.line(sheet)

    page = client.get(reverse("results:appraise", args=[sheet.pk])).content.decode()
    assert "là kết quả chấm chéo nên giữ nguyên" in page
    assert (f'name="points-{line.pk}"' in page, f'name="agreed-{line.pk}"' in page) == (False, True)
    body = {"points": "46", "reason": WHY, "version": line.version, "cell": "points"}
    answer = client.post(reverse("results:line_judge", args=[sheet.pk, line.pk]), body)
    assert answer.status_code == 422
    block = {f"points-{line.pk}": "46", f"reason-{line.pk}": WHY, f"version-{line.pk}": line.version}
    assert client.post(reverse("results:appraisal_save", args=[sheet.pk]), block).status_code == 422
    assert appraised.line(sheet).appraised_points == 49


def test_a_typed_step_taken_back_after_a_step_back_locks_the_mean_again(season, sheet):
    phases.step_back(season, reason="Sửa bảng", by=None)
    scoring.withdraw(sheet, by=None)
    line = appraised.line(sheet)
    scoring.enter(line, cell="self_points", text="45", version=line.version, by=None)
    opened = appraised.line(sheet)
    assert (opened.appraised_points, opened.crossed) == (None, False)

    step = journal.steps_of(appraised.sheet(season, 3), everything=False)[0]
    assert step.changes == [("tự chấm", "50,00", "45,00")]
    journal.undo(step.entry, by=None)

    line = appraised.line(sheet)
    found = line.self_points, line.appraised_points, line.appraisal_reason, line.crossed
    assert found == (Decimal(50), Decimal(49), WHY, True)


def test_no_mean_without_points_in_the_database(sheet):
    with pytest.raises(IntegrityError), transaction.atomic():
        ScoreLine.objects.filter(pk=appraised.line(sheet).pk).update(appraised_points=None)


# --- sheets that are changed in an open round ---------------------------------------------------------------


def withdrawn(season):
    """The first member's sheet was scored; a step back, taken back, changed, handed in, forward again."""
    crossed.drawn(season)
    for place in (2, 3):
        given = crossed.assignment(season, place, 1)
        cross_scoring.accept_rest(given, by=None)
        cross_scoring.hand_in(given, by=None)
    phases.step_back(season, reason="Sửa bảng", by=None)
    sheet = appraised.sheet(season, 1)
    scoring.withdraw(sheet, by=None)
    line = appraised.line(sheet)
    scoring.enter(line, cell="self_points", text="45", version=line.version, by=None)
    scoring.submit(sheet, by=None)
    scoring.conclude(season, by=None)
    season.refresh_from_db()


def test_a_sheet_taken_back_is_handed_in_anew_by_its_scorers(season):
    withdrawn(season)
    given = crossed.assignment(season, 2, 1)

    assert (given.state, given.marks.count()) == ("draft", 4)
    with pytest.raises(RuleError, match=r"Dòng I\.1: điểm chấm khác điểm tự chấm"):  # 50 of what was 50
        cross_scoring.hand_in(given, by=None)
    with pytest.raises(RuleError, match="Chưa khép được"):
        cross_closing.close(season, by=None)
    scorer = appraised.user_of(season, 2, Post.Kind.LEADER)
    assert [line.detail for line in todo.of(scorer, season) if line.title.startswith("Chấm chéo")] == [
        "Bảng của Ban Một, Ban Bốn"
    ]


def test_a_line_returned_by_a_correction_is_marked_anew(season):
    crossed.drawn(season)
    crossed.handed_in(season, s2t1="48")
    sheet = appraised.sheet(season, 1)
    line = appraised.line(sheet)

    returns.give_back([(line, "I.1")], reason="Bảng tiêu chí sửa lần 1: thiếu.", by=None)

    given = crossed.assignment(season, 2, 1)
    assert (given.state, given.marks.get(line=line).points, given.marks.get(line=line).reason) == (
        "draft",
        None,
        "",
    )
    assert crossed.assignment(season, 1, 3).state == "handed_in"
    (entry,) = Entry.objects.about(CrossMark.objects.get(assignment=given, line=line)).filter(
        act="cross.unmark"
    )
    assert entry.before["points"] == "48.00"
    scoring.submit(appraised.sheet(season, 1), by=None)
    with pytest.raises(RuleError, match=r"Chưa chấm: I\.1"):
        cross_scoring.hand_in(given, by=None)


def test_the_head_that_has_read_all_marks_is_left_out_of_a_changed_sheet(season):
    crossed.drawn(season)
    crossed.handed_in(season)
    line = appraised.line(appraised.sheet(season, 3))

    returns.give_back([(line, "I.1")], reason="Bảng tiêu chí sửa lần 1: thiếu.", by=None)

    states = [crossed.assignment(season, place, 3).state for place in (1, 4)]
    assert states == ["left_out", "draft"]
