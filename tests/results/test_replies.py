"""The member's reply: how long it may be sent, what it has to say, what waits for its answer."""

from decimal import Decimal

import pytest

from blocs import corrections, phases
from blocs.models import Season
from core import clock
from core.models import Entry
from core.rules import RuleError
from results import appraisal, evidence, line_trail, replies, reply_lists, returns, second_reading
from results.models import Reply, ReplyLine
from results.replies import Wish

from . import appraised, replied, scene
from .appraised import DEPUTY, HEAD, MEMBER

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


def test_a_member_asks_until_the_end_of_the_last_day(season, sheet):
    with clock.at(replied.LAST):
        assert replies.words(sheet) == "Được đề nghị phúc tra đến hết ngày 12/01/2024"
    reply = replied.filed(season)

    row = replied.row(reply)
    assert (reply.state, reply.last_day, reply.appraised_at) == ("filed", replied.LAST, sheet.appraised_at)
    assert (row.held, row.asked, row.grounds) == (Decimal("49.00"), Decimal("50.00"), replied.GROUNDS)


def test_the_day_after_is_too_late(season, sheet):
    with clock.at(replied.LATE):
        assert replies.words(sheet) == ""
    assert (
        refusal(replied.filed, season, on=replied.LATE) == "Thời hạn đề nghị phúc tra đã hết ngày 12/01/2024."
    )


def test_a_second_reply_to_one_appraisal_is_refused(season):
    replied.filed(season)

    assert refusal(replied.filed, season) == (
        "Bảng này đã có đề nghị phúc tra (chờ phúc tra); mỗi lần thẩm định chỉ đề nghị một lần."
    )


def test_a_year_without_the_rule_takes_no_reply():
    season = replied.year(replies=0)

    assert replies.words(appraised.sheet(season)) == ""
    assert refusal(replied.filed, season) == "Quy tắc năm 2023 không có phúc tra."


def test_a_sheet_that_is_still_appraised_takes_no_reply(season):
    assert refusal(replied.filed, season, DEPUTY) == (
        "Bảng đang ở trạng thái “Chờ thẩm định”; đề nghị phúc tra được sau khi thẩm định xong."
    )


def test_another_phase_takes_no_reply(season):
    phases.step_back(season, reason="Nhầm", by=None)

    assert refusal(replied.filed, season) == (
        "Phúc tra được đề nghị ở bước Thẩm định; năm này đang ở bước Tự chấm."
    )


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (("", "Vì thế"), "Dòng I.1: hãy ghi số điểm đề nghị."),
        (("50", " "), "Dòng I.1: hãy ghi căn cứ của đề nghị."),
        (("49", "Vì thế"), "Dòng I.1 đang được tính 49,00 điểm, đúng bằng điểm đề nghị."),
        (("61", "Vì thế"), "Ô I.1: nhập từ 0 đến 60 điểm."),
    ],
)
def test_a_line_says_what_it_asks_and_why(season, asked, told):
    assert refusal(replied.filed, season, I_1=asked) == told
    assert not Reply.objects.exists()


def test_a_reply_without_lines_and_one_about_foreign_lines_are_refused(season, sheet):
    other = appraised.line(appraised.sheet(season, DEPUTY))
    with clock.at(replied.LAST):
        assert refusal(replies.file, sheet, wishes={}, by=None) == (
            "Hãy ghi điểm đề nghị và căn cứ cho ít nhất một dòng rồi gửi."
        )
        assert refusal(replies.file, sheet, wishes={other.pk: Wish("1", "Vì thế")}, by=None) == (
            "Có dòng không thuộc bảng này. Hãy tải lại trang."
        )


def test_while_the_criteria_are_corrected_nothing_is_asked(season):
    corrections.begin(season.criteria, reason="Sửa tên", by=None)

    assert "Chưa đề nghị phúc tra được; những gì đã nhập vẫn giữ nguyên." in refusal(replied.filed, season)


def test_a_reply_withdrawn_may_be_sent_anew(season, sheet):
    replies.withdraw(replied.filed(season), by=None)
    again = replied.filed(season, II_1="29")

    assert [reply.state for reply in Reply.objects.order_by("pk")] == ["withdrawn", "filed"]
    assert replies.of(sheet) == again


def test_a_reply_that_is_read_cannot_be_withdrawn(season):
    reply = replied.reading(season)

    assert refusal(replies.withdraw, reply, by=None) == (
        "Đã có người bắt đầu phúc tra nên không rút được. Hãy chờ trả lời."
    )


def test_a_reply_withdrawn_twice_is_withdrawn_once(season):
    reply = replied.filed(season)
    replies.withdraw(reply, by=None)

    assert "không làm được ở trạng thái “Đã rút”" in refusal(replies.withdraw, reply, by=None)
    assert Entry.objects.filter(act="line.undispute").count() == 1


# what waits


def test_the_round_is_not_concluded_while_a_reply_waits(season):
    replied.all_appraised(season)
    reply = replied.reading(season)
    assert replies.waiting(season) == ["Ban Ba"]
    assert refusal(replied.conclude, season) == (
        "Chưa chốt được điểm toàn Khối. Chưa trả lời đề nghị phúc tra: Ban Ba."
    )

    replied.answer(reply)
    second_reading.close(reply, by=None)

    assert replied.conclude(season).phase == "conference"
    assert season.standings.get(agency=reply.sheet.agency).total == Decimal("79.50")


def test_who_may_still_ask_is_told_with_the_day_until_it_asks(season):
    replied.all_appraised(season)
    with clock.at(replied.LAST):
        told = [(window.name, window.last_day) for window in replies.windows(season)]
        assert told == [(name, replied.LAST) for name in ("Ban Một", "Ban Hai", "Ban Ba")]
    replied.filed(season)
    with clock.at(replied.LAST):
        assert [window.name for window in replies.windows(season)] == ["Ban Một", "Ban Hai"]
    with clock.at(replied.LATE):
        assert replies.windows(season) == []


def test_a_sheet_with_a_reply_that_waits_is_not_opened_again(season, sheet):
    replied.filed(season)

    assert refusal(appraisal.reopen, sheet, reason="Nhầm", by=None) == (
        "Bảng này còn đề nghị phúc tra chưa trả lời. Hãy trả lời xong rồi mở lại."
    )


def test_a_sheet_appraised_anew_takes_a_reply_anew(season, sheet):
    replied.closed(season)
    appraisal.reopen(sheet, reason="Có số liệu mới", by=None)
    with clock.at(replied.LAST):
        appraisal.finish(sheet, by=None)

    again = replied.filed(season, on=replied.LATE, I_1="50")
    assert [reply.state for reply in Reply.objects.order_by("pk")] == ["answered", "filed"]
    assert again.last_day.day == 15


def test_a_line_given_back_by_a_correction_ends_the_reply(season, sheet):
    reply = replied.reading(season)
    line = appraised.line(sheet)
    returns.give_back([(line, "kết quả")], reason="Sửa cách tính.", by=None)

    reply.refresh_from_db()
    assert (reply.state, reply.lapse_reason) == ("lapsed", "Sửa cách tính. Hãy ghi lại kết quả.")
    assert appraised.sheet(season).state == "returned"


# evidence


def test_new_evidence_may_be_added_to_disputed_lines_until_somebody_reads(season, sheet):
    reply = replied.filed(season)
    disputed, other = appraised.line(sheet), appraised.line(sheet, "II.1")
    with clock.at(replied.LAST):
        added = evidence.add(disputed, upload=scene.upload("quyết định.pdf", scene.PDF + b"2"), by=None)
        assert "Bảng đã nộp nên không sửa được" in refusal(
            evidence.add, other, upload=scene.upload(), by=None
        )
        second_reading.begin(reply, by=None)
        assert "Bảng đã nộp nên không sửa được" in refusal(evidence.remove, added, by=None)


def test_evidence_that_was_appraised_stays_as_it_is(season, sheet):
    appraised_proof = appraised.line(sheet).evidence.get()
    appraised_proof.added_at = sheet.submitted_at.replace(year=2023)
    appraised_proof.save()
    replied.filed(season)
    with clock.at(replied.LAST):
        added = evidence.add(appraised.line(sheet), upload=scene.upload("b.pdf", scene.PDF + b"2"), by=None)
        evidence.remove(added, by=None)
        assert refusal(evidence.remove, appraised_proof, by=None) == (
            "Minh chứng này đã được thẩm định nên giữ nguyên. Hãy thêm minh chứng mới."
        )


def test_after_the_last_day_no_evidence_is_added(season, sheet):
    replied.filed(season)
    with clock.at(replied.LATE):
        told = refusal(evidence.add, appraised.line(sheet), upload=scene.upload("b.pdf"), by=None)
    assert told.startswith("Bảng đã nộp nên không sửa được.")


def test_only_the_member_adds_evidence_to_its_reply_and_takes_it_away(season, sheet):
    replied.filed(season)
    head, own = appraised.user_of(season, HEAD), appraised.user_of(season, MEMBER)
    told = "Trong lúc chờ phúc tra, minh chứng của dòng này chỉ do chính đơn vị thêm, sửa, gỡ."
    with clock.at(replied.LAST):
        facts = {"upload": scene.upload("b.pdf", scene.PDF + b"2")}
        assert refusal(evidence.add, appraised.line(sheet), **facts, by=head) == told
        added = evidence.add(appraised.line(sheet), **facts, by=own)
        assert refusal(evidence.describe, added, page="2", note="", by=head) == told
        assert refusal(evidence.remove, added, by=head) == told
        evidence.remove(added, by=own)


def test_what_was_added_to_a_reply_that_was_withdrawn_may_be_taken_away_under_the_next(season, sheet):
    first = replied.filed(season)
    with clock.at(replied.LAST):
        added = evidence.add(appraised.line(sheet), upload=scene.upload("b.pdf", scene.PDF + b"2"), by=None)
        replies.withdraw(first, by=None)
    replied.filed(season)
    with clock.at(replied.LAST):
        evidence.remove(added, by=None)

    assert appraised.line(sheet).evidence.count() == 1


# lists and the history


def test_replies_are_listed_in_protocol_order_with_their_lines(season):
    replied.all_appraised(season)
    replied.filed(season, MEMBER)
    replied.filed(season, HEAD, II_1="29", I_1="49")

    found = [
        (name, [row.line.criterion.code for row in reply.lines.all()])
        for name, reply in reply_lists.listed(season)
    ]
    assert found == [("Ban Một", ["I.1", "II.1"]), ("Ban Ba", ["I.1"])]


def test_the_trail_of_a_line_tells_the_request_and_its_end(season, sheet):
    person = appraised.user_of(season, MEMBER, "leader")
    reply = replied.filed(season, by=person)
    replies.withdraw(reply, by=person)

    line = appraised.line(sheet)
    steps = [(step.who, step.what, step.reason) for step in line_trail.of([line])[line.pk][-2:]]
    who = str(person.person)
    assert steps == [
        (who, "Đề nghị phúc tra, xin 50,00", replied.GROUNDS),
        (who, "Rút đề nghị phúc tra", ""),
    ]
    assert reply_lists.told([line]) == {line.pk: ()}


def test_the_season_of_a_reply_stays_what_it_was(season):
    replied.filed(season)

    assert Season.objects.get(pk=season.pk).phase == "appraisal"
    assert ReplyLine.objects.get().outcome == ""
