"""The second reading: every line is answered with a reason, then all answers hold at once."""

from decimal import Decimal

import pytest

from blocs import phases
from core import clock
from core.rules import RuleError
from results import explained, line_trail, reply_lists, second_reading, standings, why_paper
from results.cells import StaleCell
from results.models import ScoreSheet

from . import appraised, replied
from .appraised import HEAD

pytestmark = pytest.mark.django_db


@pytest.fixture
def season():
    return replied.year()


@pytest.fixture
def sheet(season):
    return appraised.sheet(season)


def refusal(act, *args, **facts):
    with pytest.raises(RuleError) as told:
        act(*args, **facts)
    return str(told.value)


def test_changed_points_count_once_the_reading_is_closed(season, sheet):
    reply = replied.reading(season)
    replied.answer(reply)
    assert standings.final_points(appraised.line(sheet)) == Decimal(49)

    second_reading.close(reply, by=None)

    line = appraised.line(sheet)
    assert (line.appraised_points, line.appraisal_reason) == (Decimal("49.50"), "Quyết định ký trong năm")
    assert (reply.state, appraised.sheet(season).state) == ("answered", "appraised")


def test_kept_points_stay_with_the_reason_they_had(season, sheet):
    replied.closed(season, outcome="kept", text="", reason="Quyết định ký sau 31/12")

    line = appraised.line(sheet)
    assert (line.appraised_points, line.appraisal_reason) == (Decimal(49), "Thiếu một đề án")


def test_changed_points_take_the_place_of_an_earlier_agreement():
    season = appraised.year(replies=3)
    sheet = appraised.sheet(season)
    appraised.judge(sheet, text="48")
    appraised.agree(sheet, text="49")
    with clock.at(replied.DAY):
        appraised.finished(season)
    replied.closed(season)
    line = appraised.line(sheet)

    assert (line.agreed_points, line.agreed_reason) == (None, "")
    assert standings.final_points(line) == Decimal("49.50")


def test_every_line_is_answered_before_the_reading_is_closed(season):
    reply = replied.reading(season, I_1="50", II_1="29")
    replied.answer(reply)

    assert refusal(second_reading.close, reply, by=None) == (
        "Chưa kết thúc phúc tra được. Chưa trả lời: II.1."
    )


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({"outcome": ""}, "Dòng I.1: hãy chọn giữ nguyên hay sửa điểm."),
        ({"text": ""}, "Dòng I.1: hãy ghi điểm sau phúc tra."),
        ({"text": "61"}, "Ô I.1: nhập từ 0 đến 60 điểm."),
        ({"text": "49"}, "Dòng I.1 đang được tính 49 điểm; hãy chọn giữ nguyên."),
        ({"reason": " "}, "Dòng I.1: hãy ghi lý do trả lời để đơn vị được rõ."),
        ({"outcome": "kept", "reason": ""}, "Dòng I.1: hãy ghi lý do trả lời để đơn vị được rõ."),
    ],
)
def test_an_answer_says_what_and_why(season, facts, told):
    assert refusal(replied.answer, replied.reading(season), **facts) == told


def test_nothing_is_answered_before_the_reading_begins_or_after_it_is_closed(season):
    reply = replied.filed(season)
    assert refusal(replied.answer, reply) == (
        "Hãy bấm “Bắt đầu phúc tra” trước khi trả lời; từ lúc đó đơn vị không rút được nữa."
    )
    second_reading.begin(reply, by=None)
    replied.answer(reply)
    second_reading.close(reply, by=None)

    ended = "Đề nghị phúc tra này ở trạng thái “Đã trả lời” nên không trả lời được."
    assert refusal(replied.answer, reply, text="48") == ended
    assert refusal(second_reading.close, reply, by=None) == ended


def test_an_answer_is_written_anew_until_the_reading_is_closed(season):
    reply = replied.reading(season)
    replied.answer(reply)
    row = replied.answer(reply, outcome="kept", text="", reason="Xem lại")

    assert (row.outcome, row.points, row.version) == ("kept", None, 3)


def test_who_answers_on_what_somebody_else_has_answered_is_told(season):
    reply = replied.reading(season)
    seen = replied.row(reply)
    replied.answer(reply)
    with pytest.raises(StaleCell):
        second_reading.answer(seen, outcome="kept", text="", reason="Khác", version=seen.version, by=None)


def test_the_same_answer_sent_twice_is_written_once(season):
    reply = replied.reading(season)
    seen = replied.row(reply)
    facts = {"outcome": "kept", "text": "", "reason": "Đúng quy chế"}
    for _ in range(2):
        row = second_reading.answer(seen, **facts, version=seen.version, by=None)

    assert row.version == 2


def test_a_reading_is_begun_once(season):
    reply = replied.reading(season)

    assert "không làm được ở trạng thái “Đang phúc tra”" in refusal(second_reading.begin, reply, by=None)


def test_in_another_phase_nothing_is_read(season):
    reply = replied.filed(season)
    phases.step_back(season, reason="Nhầm", by=None)

    assert refusal(second_reading.begin, reply, by=None) == (
        "Phúc tra làm ở bước Thẩm định; năm này đang ở bước Tự chấm."
    )


def test_the_trail_tells_before_after_who_and_why(season, sheet):
    head = appraised.user_of(season, HEAD)
    reply = replied.reading(season)
    replied.answer(reply, by=head)
    second_reading.close(reply, by=head)

    line = appraised.line(sheet)
    step = line_trail.of([line])[line.pk][-1]
    assert (step.who, step.what, step.reason) == (
        str(head.person),
        "Phúc tra: 49,50",
        "Quyết định ký trong năm",
    )


def test_the_account_and_its_paper_tell_grounds_and_answer(season, sheet):
    replied.closed(season)
    whole = ScoreSheet.objects.whole().named(sheet.season.standing_on).get(pk=sheet.pk)
    told = explained.of(whole, full=False)

    line = told.groups[0].children[0]
    assert reply_lists.sentences(line.replies) == (
        f"Đề nghị phúc tra 50,00: {replied.GROUNDS}",
        "Trả lời: sửa thành 49,50. Quyết định ký trong năm",
    )
    table = next(
        block for block in why_paper.blocks(told) if getattr(block, "columns", ()) == why_paper.LINES
    )
    cell = next(row.cells[-1] for row in table.rows if row.cells[0] == "I.1")
    assert cell.split("\n")[-1] == "Trả lời: sửa thành 49,50. Quyết định ký trong năm"
