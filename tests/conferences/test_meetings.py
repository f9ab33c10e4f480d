"""A conference from the calendar to its minutes: what is refused, what a step writes, how the year moves."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from blocs import phases
from conferences.attending import attendance
from conferences.models import Conference, Resolution
from conferences.running import meetings, resolutions
from core.models import Entry
from core.rules import RuleError
from documents.models import Document
from tests import world

from . import scene

pytestmark = pytest.mark.django_db


def refused(act, *args, **facts):
    with pytest.raises(RuleError) as refusal:
        act(*args, **facts, by=None)
    return str(refusal.value)


# on the calendar


@pytest.mark.parametrize(
    ("kind", "title"),
    [
        ("midyear", "Hội nghị sơ kết công tác thi đua, khen thưởng 6 tháng đầu năm 2023 của Khối thử"),
        ("yearend", "Hội nghị tổng kết công tác thi đua, khen thưởng năm 2023 của Khối thử"),
        ("thematic", "Hội nghị chuyên đề năm 2023 của Khối thử"),
    ],
)
def test_a_conference_without_a_title_is_called_after_kind_year_and_bloc(kind, title):
    conference = scene.planned(world.season(), kind)

    assert (conference.title, conference.ends_on) == (title, scene.DAY)


def test_a_year_has_one_yearend_conference_and_any_number_of_thematic_ones():
    season = world.season()
    scene.planned(season)

    with pytest.raises(ValidationError, match="Năm này đã có hội nghị loại đó"):
        scene.planned(season)
    for number in range(2):
        scene.planned(season, "thematic", title=f"Chuyên đề {number}")
    assert season.conferences.count() == 3


def test_a_conference_cannot_end_before_it_begins():
    with pytest.raises(ValidationError, match="Ngày bế mạc phải từ ngày khai mạc trở đi"):
        scene.planned(world.season(), ends_on=date(2024, 1, 30))


def test_a_closed_year_takes_no_conference():
    season = world.season()
    while not season.is_closed:
        phases.advance(season, frm=season.phase, by=None)

    assert refused(meetings.plan, season, kind="thematic", starts_on=scene.DAY, venue="A") == (
        "Năm 2023 đã khép lại; chỉ còn xem được."
    )


def test_day_and_venue_are_changed_until_it_is_closed():
    conference = scene.closed(world.season(), "thematic")

    facts = {"title": "", "starts_on": scene.DAY, "venue": "Nơi khác"}
    assert refused(meetings.change, conference, **facts) == (
        "Hội nghị đã bế mạc, biên bản đã lập; chỉ còn xem được."
    )


# opening


def test_it_opens_with_chair_secretary_and_somebody_in_the_room():
    conference = scene.planned(scene.season())
    assert meetings.missing(conference) == ["người chủ trì", "thư ký", "điểm danh đại biểu có mặt"]
    assert refused(meetings.open, conference) == (
        "Chưa khai mạc được. Còn thiếu: người chủ trì, thư ký, điểm danh đại biểu có mặt."
    )

    scene.staffed(conference)
    meetings.open(conference, by=None)

    assert scene.now(conference).state == "open"
    assert refused(meetings.open, conference) == (
        "Hội nghị đã khai mạc. Hãy tải lại trang để xem tình hình mới nhất."
    )


def test_who_is_invited_but_not_there_does_not_open_it():
    conference = scene.planned(scene.season())
    scene.person(conference, 1, "Vũ Trọng Lâm", role="chair", came=False)
    scene.person(conference, 1, "Lê Quang Vinh", role="secretary", came=False)

    assert meetings.missing(conference) == ["điểm danh đại biểu có mặt"]


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("yearend", "Hội nghị tổng kết họp ở bước Hội nghị; năm này đang ở bước Thực hiện."),
        (
            "midyear",
            "Hội nghị sơ kết họp ở bước Thực hiện hoặc Sơ kết và thực hiện 6 tháng cuối năm; "
            "năm này đang ở bước Xây dựng kế hoạch.",
        ),
    ],
)
def test_it_opens_only_in_its_phase_of_the_year(kind, sentence):
    season = scene.running_season() if kind == "yearend" else world.season()
    conference = scene.staffed(scene.planned(season, kind))

    assert refused(meetings.open, conference) == sentence


def test_a_thematic_conference_needs_no_phase():
    assert scene.opened(world.season(), "thematic").state == "open"


def test_one_opened_by_mistake_goes_back_with_a_reason_and_keeps_what_was_recorded():
    conference = scene.opened(world.season(), "thematic")
    resolutions.add(conference, text="Một nghị quyết", by=None)

    assert refused(meetings.back_to_plan, conference, reason=" ") == "Hãy ghi lý do rồi gửi lại."
    meetings.back_to_plan(conference, reason="Mở nhầm ngày", by=None)

    conference = scene.now(conference)
    assert (conference.state, conference.opened_at) == ("planned", None)
    assert Resolution.objects.count() == 1
    assert Entry.objects.get(act="reopen_plan").reason == "Mở nhầm ngày"


# while it runs


def test_resolutions_and_conclusion_are_recorded_only_while_it_runs():
    conference = scene.planned(world.season(), "thematic")
    sentence = "Hội nghị chưa khai mạc. Hãy khai mạc trước rồi ghi tiếp."

    assert refused(resolutions.add, conference, text="A") == sentence
    assert refused(meetings.conclude, conference, conclusion="A") == sentence


def test_resolutions_are_corrected_and_taken_back():
    conference = scene.opened(world.season(), "thematic")
    first = resolutions.add(conference, text="Một", by=None)
    second = resolutions.add(conference, text="Hai", by=None)
    resolutions.change(second, text="Hai, sửa", by=None)
    resolutions.remove(first, by=None)
    resolutions.remove(first, by=None)  # the second click

    third = resolutions.add(conference, text="Ba", by=None)
    assert list(conference.resolutions.values_list("position", "text")) == [(2, "Hai, sửa"), (3, "Ba")]
    assert third.position == 3


# closing


def test_what_is_missing_is_told_before_it_is_closed():
    season = scene.season()
    scene.honours.nomination(season, code="government-flag")
    conference = scene.opened(season)

    lacking = [
        "kết luận của chủ trì",
        "kết quả của 1 đề nghị khen thưởng cấp Nhà nước",
    ]
    assert meetings.lacking(conference) == lacking
    assert refused(meetings.close, conference) == f"Chưa bế mạc được. Còn thiếu: {'; '.join(lacking)}."
    assert Document.objects.filter(kind="minutes").count() == 0


def test_without_an_election_it_is_closed_with_a_reminder_and_minutes_that_do_not_speak_of_one():
    conference = scene.opened(scene.season())
    meetings.conclude(conference, conclusion="Thống nhất.", by=None)

    assert meetings.reminders(conference) == [
        "Chưa ghi kết quả bầu lãnh đạo Khối năm 2024. Bế mạc rồi thì chỉ cơ quan quản lý khối ghi được, "
        "tại trang quy định của năm 2024."
    ]
    meetings.close(conference, by=None)

    headings = [block["text"] for block in scene.now(conference).minutes.blocks if block["kind"] == "heading"]
    assert [text for text in headings if text.startswith("Bầu")] == []


def test_when_everybody_was_checked_out_it_is_not_closed():
    conference = scene.ready(world.season(), "thematic")
    for delegate in conference.delegates.all():
        attendance.undo(delegate, by=None)

    assert meetings.lacking(conference) == ["điểm danh đại biểu có mặt"]


def test_the_yearend_conference_ends_its_phase_and_issues_its_minutes():
    season = scene.season()

    conference = scene.closed(season)

    assert (conference.state, conference.minutes.kind) == ("closed", "minutes")
    assert scene.reread(season).phase == "awarding"
    assert refused(meetings.close, conference) == "Hội nghị đã bế mạc, biên bản đã lập; chỉ còn xem được."
    assert Document.objects.filter(kind="minutes").count() == 1


def test_a_halfyear_conference_ends_the_running_phase_once():
    season = scene.running_season()

    scene.closed(season, "midyear")

    assert scene.reread(season).phase == "midyear"


def test_a_halfyear_conference_held_late_moves_nothing():
    season = scene.go_on(scene.running_season())
    assert season.phase == "midyear"

    scene.closed(season, "midyear")

    assert scene.reread(season).phase == "midyear"


def test_a_thematic_conference_moves_nothing():
    season = world.season()

    scene.closed(season, "thematic")

    assert scene.reread(season).phase == "planning"


def test_a_year_that_stepped_back_meanwhile_does_not_close_its_conference():
    conference = scene.ready(scene.season())
    phases.step_back(conference.season, reason="Cộng nhầm", by=None)

    assert refused(meetings.close, conference) == (
        "Hội nghị tổng kết họp ở bước Hội nghị; năm này đang ở bước Thẩm định."
    )
    assert Conference.objects.get().state == "open"


def test_a_year_that_stepped_back_behind_its_closed_conference_is_led_on_again():
    conference = scene.closed(scene.season())
    paper = conference.minutes_id
    phases.step_back(scene.reread(conference.season), reason="Sửa một đề nghị", by=None)

    meetings.resume(conference, by=None)

    assert scene.reread(conference.season).phase == "awarding"
    assert (scene.now(conference).state, scene.now(conference).minutes_id) == ("closed", paper)
    assert refused(meetings.resume, conference) == (
        "Năm 2023 đang ở bước Trình khen thưởng; hội nghị đã bế mạc không chuyển bước này."
    )


def test_stepped_back_by_two_the_appraisal_is_concluded_first():
    conference = scene.closed(scene.season())
    for _ in range(2):
        phases.step_back(scene.reread(conference.season), reason="Cộng nhầm", by=None)

    assert refused(meetings.resume, conference) == (
        "Năm 2023 đang ở bước Thẩm định; hội nghị đã bế mạc không chuyển bước này."
    )
    assert scene.conference_of(conference.season).election.year == 2024


def test_an_open_conference_is_closed_not_led_past():
    conference = scene.opened(scene.season())

    assert refused(meetings.resume, conference) == (
        "Hội nghị đã khai mạc. Hãy tải lại trang để xem tình hình mới nhất."
    )


def test_text_that_cannot_be_printed_keeps_it_open_and_is_told():
    conference = scene.ready(world.season(), "thematic")
    meetings.conclude(conference, conclusion="Xong 😀", by=None)

    assert refused(meetings.close, conference).startswith("Phông chữ của văn bản không có ký tự “😀”")
    assert scene.now(conference).state == "open"
