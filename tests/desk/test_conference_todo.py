"""What the head still has to do in the phase of the conference, line by line; the way there in the menu."""

import pytest
from django.urls import reverse

from blocs import phases
from conferences.running import meetings
from desk import menu, todo
from tests.awards import scene as honours
from tests.conferences import scene

pytestmark = pytest.mark.django_db


def lines(user, season):
    """(title, due day) of what the conference asks of somebody."""
    found = todo.of(user, scene.reread(season))
    return [(row.title, row.due_on, row.detail) for row in found if "/conferences/" in row.url]


def test_the_head_is_led_from_the_calendar_to_the_minutes():
    season = scene.season()
    flag = honours.nomination(season, code="government-flag")
    head = scene.user_of(season)
    end = season.deadlines.get(phase="conference").ends_on
    assert lines(head, season) == [
        ("Tổ chức hội nghị tổng kết", end, "Lên lịch, ghi chương trình, mời đại biểu")
    ]

    conference = scene.planned(season)
    assert lines(head, season) == [
        (
            "Tổ chức hội nghị tổng kết",
            scene.DAY,
            "Còn thiếu: người chủ trì, thư ký, điểm danh đại biểu có mặt",
        )
    ]

    meetings.open(scene.staffed(conference), by=None)
    assert [title for title, *_ in lines(head, season)] == [
        "Ghi kết quả biểu quyết khen thưởng",
        "Ghi kết quả bầu",
        "Bế mạc hội nghị",
    ]

    scene.endorsement.endorse(conference, {flag: 3}, 3, by=None)
    scene.elected(conference)
    meetings.conclude(conference, conclusion="Xong.", by=None)
    assert lines(head, season) == [("Bế mạc hội nghị", scene.DAY, "Đã đủ để lập biên bản")]

    meetings.close(scene.now(conference), by=None)
    assert lines(head, season) == []
    handing_over = [row for row in todo.of(head, scene.reread(season)) if "/handover/" in row.url]
    assert [(row.title, row.detail) for row in handing_over] == [
        ("Lập biên bản bàn giao", "Giao việc còn dở, hồ sơ cho Khối trưởng năm 2024")
    ]

    phases.step_back(scene.reread(season), reason="Sửa một đề nghị", by=None)
    assert lines(head, season) == [
        ("Chuyển tiếp năm 2023 sau khi lùi bước", None, "Hội nghị tổng kết đã bế mạc, biên bản giữ nguyên")
    ]


@pytest.mark.parametrize("place", [scene.DEPUTY, scene.MEMBER])
def test_a_member_has_nothing_to_do_for_it_and_finds_it_in_the_menu(place):
    season = scene.season()
    member = scene.user_of(season, place)

    assert lines(member, season) == []
    urls = [item.url for section in menu.of(member, season, "/") for item in section.items]
    assert reverse("conferences:conferences", args=[season.pk]) in urls
