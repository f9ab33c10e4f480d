"""The share that must come: rounded up, shown live, asked for at the opening, told in the minutes."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from conferences.attending import attendance, quorum
from conferences.attending.quorum import Standing
from conferences.models import Conference
from conferences.running import meetings, minutes
from core.rules import RuleError
from tests import kept, world

from . import polled, scene


@pytest.mark.parametrize(
    ("total", "part", "whole", "needed"),
    [(14, 2, 3, 10), (15, 2, 3, 10), (3, 2, 3, 2), (1, 2, 3, 1), (0, 2, 3, 1), (14, 1, 2, 7), (7, 3, 4, 6)],
)
def test_a_share_is_rounded_up(total, part, whole, needed):
    assert quorum.needed(total, part, whole) == needed


def test_in_words():
    assert Standing("units", 11, 14, 10).words == "Có mặt 11/14 đơn vị, đủ điều kiện tiến hành (cần 10)"
    assert Standing("delegates", 5, 14, 10).words == (
        "Có mặt 5/14 đại biểu, chưa đủ điều kiện tiến hành (cần 10, còn thiếu 5)"
    )
    assert not Standing("units", 0, 0, 1).is_reached


@kept.once
def half():
    """A planned conference of three members; only the head's people are there."""
    conference = scene.planned(world.season(), "thematic")
    scene.person(conference, scene.HEAD, "Vũ Trọng Lâm", role="chair")
    scene.person(conference, scene.HEAD, "Lê Quang Vinh", role="secretary")
    scene.person(conference, scene.MEMBER, came=False)
    scene.user_of(conference.season)
    return conference


@pytest.mark.django_db
def test_below_the_share_a_reason_is_asked_for_and_told_in_the_minutes():
    conference = half()
    with pytest.raises(RuleError, match=r"Có mặt 1/3 đơn vị, chưa đủ .*\(cần 2, còn thiếu 1\)"):
        meetings.open(conference, by=None)

    opened = meetings.open(conference, below_reason="Các đơn vị vắng đã gửi ý kiến.", by=None)
    attendance.check_in(conference.delegates.get(role="delegate"), by=None)  # came later

    assert (
        "khi khai mạc: có mặt 1/3 đơn vị, chưa đủ điều kiện tiến hành (cần 2, còn thiếu 1) "
        "(2/3 đơn vị thành viên, theo quy chế của Khối). "
        "Hội nghị vẫn khai mạc vì: Các đơn vị vắng đã gửi ý kiến."
    ) in str(minutes.blocks(opened)).replace("Khi", "khi")


@pytest.mark.django_db
def test_the_share_is_data_of_the_conference_until_it_opens(client):
    conference = half()
    client.force_login(polled.opener())
    address = reverse("conferences:quorum", args=[conference.pk])
    rule = {"counted": "delegates", "part": 1, "whole": 2, "source": "Điều 7 Quy chế"}
    client.post(address, rule)

    again = Conference.objects.get(pk=conference.pk)
    found = quorum.standing(again, attendance.turnout(*attendance.roll(again)))
    assert found == Standing("delegates", 2, 3, 2)
    opened = meetings.open(again, by=None)
    assert quorum.at_opening(opened) == (
        "Khi khai mạc: có mặt 2/3 đại biểu, đủ điều kiện tiến hành (cần 2) "
        "(1/2 đại biểu được mời, theo Điều 7 Quy chế)."
    )
    with pytest.raises(RuleError, match="đã khai mạc"):
        quorum.set_rule(again, **rule, by=None)


@pytest.mark.django_db
def test_more_than_the_whole_is_no_share():
    with pytest.raises(ValidationError, match="Số phần phải từ 1"):
        quorum.set_rule(half(), counted="units", part=3, whole=2, source="Quy chế", by=None)


@pytest.mark.django_db
def test_the_page_leads_to_the_reason_and_opens(client):
    conference = half()
    client.force_login(polled.opener())
    below = reverse("conferences:conference_open_below", args=[conference.pk])
    page = client.get(conference.get_absolute_url()).text
    assert below in page
    assert "Có mặt 1/3 đơn vị, chưa đủ điều kiện" in page

    assert list(client.post(below, {"below_reason": " "}).context["form"].errors) == ["below_reason"]
    client.post(below, {"below_reason": "Đã hẹn trước"})
    assert Conference.objects.get(pk=conference.pk).state == "open"
