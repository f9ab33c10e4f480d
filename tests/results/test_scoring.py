"""The score sheet's rules: what a cell takes, who was faster, when it is locked, what is missing."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from blocs import phases
from core.models import Entry
from core.rules import RuleError
from results import appraisal, scoring, standings
from results.cells import StaleCell
from results.models import ScoreLine, ScoreSheet
from tests import world
from tests.results import scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def season():
    return scene.scoring_season()


@pytest.fixture
def sheet(season):
    return scene.sheet_of(season)


def refusal(act, *args, **facts):
    """The sentence with which an act is refused."""
    with pytest.raises(RuleError) as refused:
        act(*args, by=None, **facts)
    return str(refused.value)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("60,01", "Ô I.1: nhập từ 0 đến 60 điểm."),
        ("-1", "Ô I.1: nhập từ 0 đến 60 điểm."),
        ("9,555", "Ô I.1: “9,555” có 3 chữ số sau dấu phẩy. Nhập nhiều nhất 2 chữ số sau dấu phẩy."),
        (
            "chín",
            "Ô I.1: “chín” không đọc được thành số. Dấu phẩy đứng trước phần lẻ, dấu chấm ngăn hàng nghìn: "
            "ví dụ 9,5 hoặc 1.000.000,5.",
        ),
        (
            "1.500",
            "Ô I.1: “1.500” có thể là 1500 hoặc 1,5. "
            "Bỏ dấu chấm nếu là hàng nghìn, dùng dấu phẩy nếu là phần lẻ.",
        ),
    ],
)
def test_points_that_are_none_are_refused_with_the_cell_and_the_remedy(sheet, typed, sentence):
    assert refusal(scoring.enter, scene.line(sheet), cell="self_points", text=typed, version=1) == sentence
    assert (scene.line(sheet).self_points, scene.line(sheet).version) == (None, 1)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("9,5", Decimal("9.50")), ("9.5", Decimal("9.50")), ("0", Decimal(0)), ("60", Decimal(60)), (" ", None)],
)
def test_points_are_read_as_people_write_them(sheet, typed, kept):
    scene.enter(sheet, text="1")

    scene.enter(sheet, text=typed)

    assert scene.line(sheet).self_points == kept


@pytest.mark.parametrize("cell", ["version", "appraised_points", "returned", "sheet_id", ""])
def test_a_cell_that_is_not_the_members_is_refused(sheet, cell):
    answer = refusal(scoring.enter, scene.line(sheet), cell=cell, text="9", version=1)

    assert answer == "Ô này không nhập trực tiếp được."


def test_a_text_too_long_is_refused_with_its_length(sheet):
    with pytest.raises(ValidationError) as refused:
        scene.enter(sheet, cell="note", text="a" * 301)

    assert refused.value.messages == ["Hãy viết ngắn lại: nhiều nhất 300 ký tự, hiện có 301."]


def test_a_text_is_kept_clean(sheet):
    scene.enter(sheet, cell="result", text="  4\u200b  đề án\n")

    assert scene.line(sheet).result == "4 đề án"


def test_a_change_on_an_older_version_is_stale_and_says_what_stands_there(sheet):
    scene.enter(sheet, text="8")

    with pytest.raises(StaleCell) as stale:
        scoring.enter(scene.line(sheet), cell="self_points", text="9", version=1, by=None)

    assert (stale.value.shown, stale.value.version) == ("8,00", 2)
    assert scene.line(sheet).self_points == 8


def test_the_same_text_sent_again_is_not_stale_and_writes_nothing(sheet):
    scene.enter(sheet, text="8")

    row = scoring.enter(scene.line(sheet), cell="self_points", text="8,0", version=1, by=None)

    assert row.version == 2
    assert Entry.objects.about(row).count() == 1


def test_every_cell_enters_the_history_with_before_and_after(sheet):
    clerk = world.head_of(sheet.season)
    scene.enter(sheet, text="8", by=clerk)
    scene.enter(sheet, text="9,5", by=clerk)

    entry = Entry.objects.about(scene.line(sheet)).first()
    assert (entry.act, entry.actor) == ("line.enter", clerk)
    assert entry.before == {"self_points": "8.00", "version": 2}
    assert entry.after == {"self_points": "9.50", "version": 3}


def test_starting_twice_gives_the_same_sheet_with_one_line_per_criterion(season):
    first, second = scene.sheet_of(season), scene.sheet_of(season)

    assert first == second
    assert ScoreLine.objects.filter(sheet=first).count() == 4


def test_only_a_member_has_a_sheet(season):
    stranger = world.agency("Ban Ngoài Khối")

    assert refusal(scoring.start, season, agency=stranger) == (
        "Ban Ngoài Khối không phải thành viên của Khối trong năm 2023."
    )


def test_no_sheet_is_started_before_or_after_the_scoring(season):
    phases.step_back(season, reason="Sửa kế hoạch", by=None)

    assert refusal(scoring.start, season, agency=world.members(season.bloc)[0]) == (
        "Việc này làm ở bước Tự chấm; năm này đang ở bước Sơ kết và thực hiện 6 tháng cuối năm."
    )


def test_what_is_missing_is_the_same_on_the_page_and_in_the_refusal(sheet):
    scene.enter(sheet, "I.1", "30")
    scene.enter(sheet, "T.1", "2")

    lacks = ["minh chứng I.1", "điểm tự chấm II.1", "minh chứng T.1"]
    assert scoring.missing(scene.now(sheet)) == lacks
    assert refusal(scoring.submit, sheet) == f"Chưa nộp được bảng. Còn thiếu: {', '.join(lacks)}."


def test_zero_points_need_no_evidence(sheet):
    scene.enter(sheet, "I.1", "0")
    scene.enter(sheet, "II.1", "0")

    assert scoring.submit(sheet, by=None).state == "submitted"


def test_the_self_total_is_the_one_computation(sheet):
    scene.fill(sheet, points="30,25")
    scene.enter(sheet, "T.1", "2")
    scene.enter(sheet, "Tr.1", "0,5")

    totals = standings.totals_of(scene.now(sheet), scoring.self_points)

    assert [(group.code, group.points) for group in totals.groups] == [
        ("I", Decimal("30.25")),
        ("II", Decimal("30.25")),
        ("+", Decimal("2.00")),
        ("−", Decimal("0.50")),
    ]
    assert totals.total == Decimal("62.00")


def test_a_submitted_sheet_is_locked_until_it_is_withdrawn(season):
    sheet = scene.submitted(season)
    locked = "Bảng đã nộp nên không sửa được. Muốn sửa, hãy rút bảng hoặc đề nghị trả lại."

    assert refusal(scoring.enter, scene.line(sheet), cell="note", text="x", version=2) == locked
    assert refusal(scoring.submit, sheet) == locked
    scoring.withdraw(sheet, by=None)
    assert scene.enter(sheet, cell="note", text="x").note == "x"


def test_a_late_click_finds_the_round_over(season):
    sheets = [scene.submitted(season, place) for place in (1, 2, 3)]
    scoring.conclude(season, by=None)

    over = "Việc này làm ở bước Tự chấm; năm này đang ở bước Thẩm định."
    assert refusal(scoring.withdraw, sheets[2]) == over
    assert refusal(scoring.start, season, agency=world.members(season.bloc)[2]) == over
    assert refusal(scoring.conclude, season) == over


def test_the_round_ends_when_all_members_have_submitted(season):
    scene.submitted(season, 2)
    scene.sheet_of(season, 3)

    assert refusal(scoring.conclude, season) == (
        "Chưa kết thúc được bước Tự chấm. Chưa nộp bảng: Ban Một, Ban Ba."
    )


@pytest.fixture
def returned(season):
    """A sheet whose line I.1 was appraised and returned."""
    sheets = [scene.submitted(season, place) for place in (1, 2, 3)]
    scoring.conclude(season, by=None)
    appraisal.accept_rest(sheets[2], by=None)
    lines = [scene.line(sheets[2], "I.1")]
    return appraisal.send_back(sheets[2], lines=lines, reason="Thiếu xác nhận", by=None)


def test_only_the_returned_lines_of_a_returned_sheet_are_open(returned):
    assert scene.enter(returned, "I.1", "29").self_points == 29
    assert refusal(scoring.enter, scene.line(returned, "II.1"), cell="note", text="x", version=3) == (
        "Dòng II.1 không bị trả lại nên đang khóa."
    )


def test_a_returned_line_asks_for_a_new_appraisal_and_the_others_keep_theirs(returned):
    points = {line.criterion.code: line.appraised_points for line in scene.now(returned).lines.all()}

    assert points == {"I.1": None, "II.1": 30, "T.1": 0, "Tr.1": 0}


def test_after_a_step_back_new_self_points_ask_for_a_new_appraisal_and_a_note_does_not(season):
    *_, sheet = [scene.submitted(season, place) for place in (1, 2, 3)]
    scoring.conclude(season, by=None)
    appraisal.accept_rest(sheet, by=None)
    phases.step_back(scene.now(sheet).season, reason="Mở lại tự chấm", by=None)
    scoring.withdraw(scene.now(sheet), by=None)

    assert scene.enter(sheet, "I.1", "x", cell="note").appraised_points == 30
    assert scene.enter(sheet, "I.1", "29").appraised_points is None


def test_a_returned_sheet_is_submitted_again_during_the_appraisal(returned):
    scoring.submit(returned, by=None)

    again = scene.now(returned)
    assert (again.state, [line.returned for line in again.lines.all()]) == ("submitted", [False] * 4)


def test_a_scan_must_be_a_paper(sheet):
    scene.fill(sheet)
    word = scene.upload("bản ký.docx", scene.office())

    assert refusal(scoring.submit_for, sheet, scan=word) == (
        "Tệp “bản ký.docx” không đúng loại. Chỉ nhận PDF, ảnh JPEG hoặc PNG."
    )
    assert scene.now(sheet).state == "draft"


def test_an_entered_sheet_carries_its_scan_and_is_confirmed_once(sheet):
    scene.fill(sheet)
    scoring.submit_for(sheet, scan=scene.upload("bản ký.pdf"), by=None)

    entered = scene.now(sheet)
    assert (entered.is_entered_for, entered.scan.content_type) == (True, "application/pdf")
    scoring.confirm(entered, by=None)
    assert refusal(scoring.confirm, entered) == "Bảng này đã được xác nhận."


def test_a_sheet_of_the_members_own_hand_needs_no_confirmation(season):
    assert refusal(scoring.confirm, scene.submitted(season)) == (
        "Bảng này do chính đơn vị nhập, không cần xác nhận."
    )


def test_a_withdrawn_sheet_is_no_longer_entered_for(sheet):
    scene.fill(sheet)
    scoring.submit_for(sheet, scan=scene.upload("bản ký.pdf"), by=None)
    scoring.withdraw(sheet, by=None)

    scoring.submit(sheet, by=None)

    assert scene.now(sheet).is_entered_for is False


def test_the_whole_grid_writes_what_differs_and_says_what_it_refuses(sheet):
    scene.enter(sheet, "I.1", "8")
    first, second = scene.line(sheet, "I.1"), scene.line(sheet, "II.1")
    typed = {
        first.pk: (2, {"result": "100%", "self_points": "8,00", "note": "x"}),
        second.pk: (1, {"result": "", "self_points": "41", "note": "y"}),
        10**9: (1, {"note": "dòng của bảng khác"}),
    }

    refused = scoring.enter_all(sheet, typed, by=None)

    assert refused == {(second.pk, "self_points"): "Ô II.1: nhập từ 0 đến 40 điểm."}
    first, second = scene.line(sheet, "I.1"), scene.line(sheet, "II.1")
    assert (first.result, first.note, first.version) == ("100%", "x", 4)
    assert (second.note, second.self_points, second.version) == ("y", None, 2)


def test_a_whole_grid_never_reaches_the_lines_of_another_sheet(season, sheet):
    other = scene.line(scene.sheet_of(season, 2))

    scoring.enter_all(sheet, {other.pk: (1, {"note": "lạ"})}, by=None)

    assert scene.line(other.sheet).note == ""


def test_the_whole_grid_asks_before_it_overwrites(sheet):
    row = scene.enter(sheet, "I.1", "8")

    refused = scoring.enter_all(sheet, {row.pk: (1, {"self_points": "9"})}, by=None)

    assert refused == {
        (row.pk, "self_points"): "Người khác vừa sửa dòng này; trên máy chủ là “8,00”. "
        "Bấm Lưu bảng lần nữa để ghi đè bằng giá trị vừa nhập."
    }
    assert scoring.enter_all(sheet, {row.pk: (2, {"self_points": "9"})}, by=None) == {}
    assert ScoreSheet.objects.get(pk=sheet.pk).lines.get(pk=row.pk).self_points == 9
