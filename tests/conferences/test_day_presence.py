"""Who was there on the second day: noted all at once, told in the minutes, decides nothing."""

from datetime import date, time

import pytest
from django.urls import reverse

from conferences import marks
from conferences.attending import attendance, day_presence
from conferences.attending.forms import DayForm
from conferences.models import DayPresence
from conferences.running import meetings, minutes
from core import clock
from core.models import Entry
from core.rules import RuleError
from tests import kept, world

from . import polled, scene

pytestmark = pytest.mark.django_db
SECOND = date(2024, 2, 1)


@kept.once
def meeting():
    """An open conference of two days with four people in the room, one more invited; a clerk of the head."""
    with clock.at(scene.DAY, time(8, 0)):
        conference = scene.opened(world.season(), "thematic", ends_on=SECOND)
    scene.person(conference, scene.MEMBER, "Trần Thị Mai", came=False)
    scene.user_of(conference.season)
    return conference


def with_guests():
    """The same with a guest there on the first day and one who is invited."""
    conference = meeting()
    with clock.at(scene.DAY, time(8, 0)):
        scene.guest(conference)
    scene.guest(conference, "Hồ Văn Khách", came=False)
    return conference


@pytest.fixture
def conference():
    return meeting()


def everybody(conference, *, but):
    return {row.pk for row in day_presence.people(conference) if row.full_name != but}


def noted(conference, **facts):
    return day_presence.note(conference, by=None, **{"day": 2} | facts)


def test_the_minutes_tell_who_came_on_which_day_and_the_roll_stays_as_it_was(conference):
    assert list(day_presence.paragraphs(conference)) == []
    with clock.at(SECOND, time(8, 0)):
        noted(conference, there=everybody(conference, but="Đại biểu số 2"))

    assert [row.text for row in day_presence.paragraphs(conference)] == [
        "Ngày thứ 1 (31/01/2024): có mặt 3 đơn vị, 4 đại biểu; không dự ngày này: Trần Thị Mai (Ban Ba).",
        "Ngày thứ 2 (01/02/2024): có mặt 2 đơn vị, 4 đại biểu; không dự ngày này: Đại biểu số 2 (Ban Hai).",
    ]
    assert "Ngày thứ 2 (01/02/2024)" in str(minutes.blocks(conference))
    turnout = attendance.turnout(*attendance.roll(conference))
    assert (turnout.units_present, turnout.delegates_present) == (3, 5)  # who was marked is checked in


def test_guests_are_noted_by_day_and_counted_by_themselves():
    conference = with_guests()
    with clock.at(SECOND, time(8, 0)):
        noted(conference, there=everybody(conference, but="Ngô Thị Lan"))

    assert [row.text.partition("có mặt ")[2] for row in day_presence.paragraphs(conference)] == [
        "3 đơn vị, 4 đại biểu, 1 khách mời; không dự ngày này: Trần Thị Mai (Ban Ba); "
        "Hồ Văn Khách (Ban Thi đua - Khen thưởng Trung ương).",
        "3 đơn vị, 5 đại biểu, 1 khách mời; không dự ngày này: "
        "Ngô Thị Lan (Ban Thi đua - Khen thưởng Trung ương).",
    ]
    form = DayForm(people=day_presence.people(conference), noted=set(), begun=set())
    assert [label for _, label in form.fields["there"].choices][-2:] == [
        "Ngô Thị Lan, Ban Thi đua - Khen thưởng Trung ương (khách mời)",
        "Hồ Văn Khách, Ban Thi đua - Khen thưởng Trung ương (khách mời)",
    ]


def test_a_day_is_put_right_and_a_page_that_stood_open_is_refused(conference):
    every = everybody(conference, but="")
    noted(conference, there=every, seen=marks.of([]))
    told = Entry.objects.count()
    noted(conference, there=every, seen=marks.of([]))  # the second click
    assert Entry.objects.count() == told

    with pytest.raises(RuleError, match="người khác đã điểm danh ngày thứ 2"):
        noted(conference, there=set(), seen=marks.of([]))
    gone = conference.delegates.get(full_name="Trần Thị Mai")
    noted(conference, there=every - {gone.pk}, seen=marks.of(every))
    assert day_presence.noted(conference, 2) == every - {gone.pk}

    attendance.undo(conference.delegates.get(full_name="Đại biểu số 2"), by=None)
    assert DayPresence.objects.count() == len(every) - 2


def test_other_days_and_other_conferences_are_refused(conference):
    noted(conference, there=everybody(conference, but=""))
    facts = {"title": conference.title, "starts_on": scene.DAY, "venue": "Nơi khác", "by": None}
    acts = {
        "không họp ngày này": lambda: noted(conference, day=3, there=set()),
        "Đã điểm danh ngày thứ 2": lambda: meetings.change(conference, ends_on=scene.DAY, **facts),
        "họp một ngày": lambda: noted(scene.opened(conference.season, "exchange"), there=set()),
    }
    for sentence, act in acts.items():
        with pytest.raises(RuleError, match=sentence):
            act()


def test_the_page_marks_who_came_and_is_of_the_day_that_was_shown(client, conference):
    address = reverse("conferences:conference_days", args=[conference.pk])
    client.force_login(polled.opener())
    assert address in client.get(reverse("conferences:delegates", args=[conference.pk])).text
    with clock.at(SECOND, time(8, 0)):
        page = client.get(address)
    form, came = page.context["form"], everybody(conference, but="Trần Thị Mai")
    assert (set(form.initial["there"]), page.context["action"]) == (came, f"{address}?day=2")

    sent = {"there": sorted(came), "seen": form.initial["seen"]}
    assert client.post(f"{address}?day=2", sent).status_code == 302
    assert client.post(f"{address}?day=2", {"seen": sent["seen"]}).context["form"].non_field_errors() == [
        day_presence.CHANGED.format(2)
    ]
    assert day_presence.noted(conference, 2) == came

    client.force_login(scene.user_of(conference.season, scene.MEMBER))
    assert client.get(address).status_code == 403
