"""A nomination on its way: its length, files, the check by somebody else, its return and completion."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from awards import rounds, trail
from awards.models import Nomination
from awards.nominating import checking, conditions, nomination_files, nominations, reporting
from awards.submitting import lengths, opinions, workdays
from conferences.endorsing import endorsement
from core import clock
from core.rules import RuleError
from members.models import Person, Post
from tests.awards import scene, sent_up
from tests.awards.scene import DEPUTY, HEAD, MEMBER
from tests.results import appraised

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today():
    with clock.at(sent_up.DAY):
        yield sent_up.DAY


@pytest.fixture
def season():
    return sent_up.season()


def refusal(act, *args, **facts):
    with pytest.raises((RuleError, ValidationError)) as refused:
        act(*args, **facts)
    return " ".join(getattr(refused.value, "messages", [str(refused.value)]))


# length


def test_words_are_counted_between_blanks_and_signs_alone_are_none():
    assert [lengths.count(text) for text in ("", "Đạt 9,5 điểm", "việc - kết quả\n 12 %")] == [0, 3, 4]


def test_a_guide_says_what_is_too_short_and_too_long():
    guide = lengths.Guide(20, 150, "Thông lệ")

    assert guide.words == "20 đến 150 chữ"
    assert [guide.remark(count) for count in (20, 150)] == ["", ""]
    assert guide.remark(5) == ("Có 5 chữ, ngắn hơn thường lệ (20 đến 150 chữ). Hãy ghi thêm việc và số liệu.")
    assert guide.remark(151) == (
        "Có 151 chữ, dài hơn thường lệ (20 đến 150 chữ). Hãy giữ việc và số liệu chính."
    )


def test_the_guide_of_a_form_is_data(season):
    flag, merit = scene.form("government-flag", season), scene.form("pm-merit", season)

    assert lengths.guide(flag).words == "20 đến 150 chữ"
    assert lengths.guide(flag, "report").words == "300 đến 3000 chữ"
    assert [(guide.words, names) for guide, names in lengths.guides([flag, merit])] == [
        ("20 đến 150 chữ", ["Cờ thi đua của Chính phủ", "Bằng khen của Thủ tướng Chính phủ"])
    ]


# check


def test_nobody_checks_what_is_ones_own(season):
    clerk = appraised.user_of(season, HEAD)
    of_head = scene.nomination(season, HEAD, code="pm-merit")
    typed = scene.nomination(season, code="pm-merit", by=clerk)
    deputy = appraised.user_of(season, DEPUTY)
    honoured = scene.nomination(season, DEPUTY, code="ministry-merit", of=deputy.person)

    assert refusal(checking.check, of_head, by=clerk) == (
        "Đề nghị này của Ban Một, nơi mình đang giữ chức trách, nên cán bộ của đơn vị Khối phó hoặc cơ quan "
        "quản lý kiểm tra."
    )
    assert refusal(checking.check, typed, by=clerk) == (
        "Đề nghị này do chính mình ghi, nên người khác kiểm tra."
    )
    assert refusal(checking.check, honoured, by=deputy) == (
        "Đề nghị này khen chính mình, nên người khác kiểm tra."
    )
    leader = appraised.user_of(season, HEAD, Post.Kind.LEADER)
    assert checking.check(typed, note="Đã xem 2 đề án", by=leader).checked_by == leader
    assert refusal(checking.check, typed, by=leader) == (
        f"{leader.person} đã kiểm tra lúc 09:00, 15/01/2026."
    )


def test_what_is_returned_waits_until_its_day_and_goes_on_from_where_it_was(season, today):
    row = sent_up.checked(sent_up.endorsed(season))
    due = today + timedelta(days=5)

    late = refusal(checking.send_back, row, reason="Thiếu số liệu", due_on=today - timedelta(days=1), by=None)
    assert late == "Hạn bổ sung 14/01/2026 đã qua. Hãy chọn ngày từ hôm nay trở đi."
    checking.send_back(row, reason="Thiếu số liệu", due_on=due, by=None)
    row = sent_up.again(row)
    assert (row.state, row.due_on, row.checked_at, row.check_note) == ("returned", due, None, "")
    assert list(endorsement.reminders(season)) == [
        "1 đề nghị cấp Nhà nước đang trả lại để bổ sung. Bế mạc rồi thì hội nghị không thông qua được nữa."
    ]
    assert rounds.lacking(season) == ["1 đề nghị khen thưởng chưa có kết quả"]
    assert refusal(checking.send_back, row, reason="Nữa", due_on=due, by=None).startswith(
        "Việc này không làm được ở trạng thái “Trả lại để bổ sung”"
    )

    said = {"achievement": "Hoàn thành 4 đề án", "achieved_from": date(2023, 1, 1)}
    said["achieved_to"] = date(2023, 12, 31)
    checking.complete(row, **said, by=None)
    row = sent_up.again(row)
    assert (row.state, row.achievement, row.due_on, row.votes) == ("endorsed", "Hoàn thành 4 đề án", None, 3)
    assert refusal(checking.complete, row, **said, by=None).startswith("Việc này không làm được")
    assert [step.what for step in trail.of(row)] == [
        "Đề nghị",
        "Khối thông qua tại hội nghị",
        "Kiểm tra, đủ điều kiện",
        "Trả lại để bổ sung",
        "Đơn vị bổ sung, gửi lại",
    ]


def test_a_returned_one_still_counts_and_may_be_withdrawn(season, today):
    row = scene.nomination(season, code="pm-merit")
    checking.send_back(row, reason="Thiếu", due_on=today, by=None)

    assert Nomination.objects.filter(season=season).live().count() == 1
    assert nominations.withdraw(row, reason="Thôi", by=None).due_on is None
    assert nominations.propose_again(sent_up.again(row), by=None).state == "proposed"


# the same person twice


def test_the_second_agency_is_told_of_the_first(season):
    person = scene.person(season)
    scene.nomination(season, code="pm-merit", of=person)
    Person.objects.filter(pk=person.pk).update(agency=scene.member(season, DEPUTY))
    person.refresh_from_db()

    said = refusal(scene.nomination, season, DEPUTY, code="pm-merit", of=person)
    assert said == (
        "Trần Thị Mai đã được Ban Ba đề nghị Bằng khen của Thủ tướng Chính phủ năm 2023, nên Ban Hai không "
        "đề nghị lần thứ hai (theo Luật Thi đua, khen thưởng 15/2003/QH11, Điều 6, chưa đối chiếu "
        "văn bản gốc). Hai cơ quan hãy thống nhất; Ban Ba rút thì Ban Hai mới đề nghị được."
    )


def test_namesakes_of_two_agencies_are_told_on_both(season):
    rows = [
        scene.nomination(season, place, code="pm-merit", of=scene.person(season, place))
        for place in (DEPUTY, MEMBER)
    ]

    found = conditions.of(season, rows)
    assert [[remark.text[:46] for remark in found[row.pk]] for row in rows] == [
        ["Trùng họ tên với người được Ban Ba đề nghị cùn"],
        ["Trùng họ tên với người được Ban Hai đề nghị cù"],
    ]


# files, report, opinions


def test_a_file_is_stored_once_and_stays_once_it_was_checked(season):
    first, second = (
        scene.nomination(season, code="pm-merit"),
        scene.nomination(season, DEPUTY, code="pm-merit"),
    )
    kept = nomination_files.add(first, upload=sent_up.upload(), by=None)
    other = nomination_files.add(second, upload=sent_up.upload("khác.pdf"), kind="initiative", by=None)

    assert (kept.file, kept.name, other.name) == (other.file, "minh chứng.pdf", "khác.pdf")
    assert refusal(nomination_files.add, first, upload=sent_up.upload(), by=None) == (
        "Tệp này đã có trong đề nghị."
    )
    sent_up.checked(first)
    assert refusal(nomination_files.remove, kept, by=None).startswith(
        "Đề nghị đã được kiểm tra cùng tệp này nên không gỡ được."
    )


def test_a_report_begins_with_the_achievement_and_keeps_what_is_written(season):
    row = scene.nomination(season, code="pm-merit")
    assert [section.text for section in reporting.sections(row) if section.text] == [row.achievement]
    assert reporting.is_written(row) is False

    reporting.write(row, texts={"profile": "Có 40 người.", "results": "4 đề án"}, by=None)
    reporting.write(row, texts={"results": "5 đề án"}, by=None)

    assert {section.key: section.text for section in reporting.sections(row) if section.text} == {
        "profile": "Có 40 người.",
        "results": "5 đề án",
    }


def test_working_days_leave_out_saturdays_and_sundays():
    friday = date(2026, 1, 16)

    assert [workdays.after(friday, count) for count in (0, 1, 10)] == [
        friday,
        date(2026, 1, 19),
        date(2026, 1, 30),
    ]
    assert workdays.after(friday, 1, {date(2026, 1, 19), date(2026, 1, 20)}) == date(2026, 1, 21)


def test_an_opinion_is_due_in_ten_working_days_and_answered_once(season):
    row = scene.nomination(season, code="pm-merit")
    asked = opinions.ask(row, asked_of="Ủy ban nhân dân tỉnh", asked_on=date(2025, 12, 25), by=None)

    assert asked.due_on == date(2026, 1, 8)
    before = {"asked_of": "Bộ Tài chính", "asked_on": date(2025, 12, 25), "due_on": date(2025, 12, 24)}
    assert refusal(opinions.ask, row, **before, by=None) == "Hạn trả lời phải từ ngày hỏi trở đi."
    assert [each.is_overdue for each in opinions.of([row])[row.pk]] == [True]
    facts = {"answer": "agrees", "by": None}
    early = refusal(opinions.answer, asked, answered_on=date(2025, 12, 1), **facts)
    assert early == "Ngày trả lời phải từ ngày hỏi trở đi và có ý kiến."
    opinions.answer(asked, answered_on=date(2026, 1, 12), upload=sent_up.upload(), **facts)
    assert refusal(opinions.answer, asked, answered_on=date(2026, 1, 13), **facts) == (
        "Ủy ban nhân dân tỉnh đã trả lời ngày 12/01/2026; lần ghi đầu được giữ."
    )
    assert [each.is_overdue for each in opinions.of([row])[row.pk]] == [False]
