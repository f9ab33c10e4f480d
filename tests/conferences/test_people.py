"""Agenda, delegates and the list at the door."""

from datetime import date, time

import pytest
from django.core.exceptions import ValidationError

from blocs import founding
from conferences import agenda
from conferences.attending import attendance, delegates
from conferences.models import Attendance, Delegate
from core.models import Entry
from core.rules import RuleError
from members.models import Post
from tests import world

from . import scene

pytestmark = pytest.mark.django_db
ENDED = "Hội nghị đã bế mạc, biên bản đã lập; chỉ còn xem được."


@pytest.fixture
def conference():
    return scene.planned(world.season(), "thematic")


def points(conference):
    return list(conference.agenda.values_list("title", flat=True))


def names(conference):
    return [row.full_name for row in delegates.listed(conference)]


def figures(conference):
    turnout = attendance.turnout(*attendance.roll(conference))
    return (
        (turnout.units_present, turnout.units),
        (turnout.delegates_present, turnout.delegates),
        (turnout.guests_present, turnout.guests),
    )


# agenda


def test_points_are_added_at_the_end_moved_up_changed_and_removed(conference):
    first, second, third = (agenda.add(conference, title=title, by=None) for title in ("A", "B", "C"))

    agenda.move_up(third, by=None)
    assert points(conference) == ["A", "C", "B"]
    agenda.move_up(first, by=None)  # the first stays
    agenda.change(second, title="B, sửa", starts_at=time(9), presenter="Chủ trì", by=None)
    agenda.remove(first, by=None)
    agenda.remove(first, by=None)  # the second click
    agenda.move_up(first, by=None)  # what is gone stays gone
    agenda.add(conference, title="D", by=None)

    assert points(conference) == ["C", "B, sửa", "D"]


@pytest.mark.parametrize(("kind", "count"), [("midyear", 6), ("yearend", 9), ("thematic", 4)])
def test_the_usual_agenda_of_each_kind_fills_an_empty_one_once(kind, count):
    conference = scene.planned(world.season(), kind)

    agenda.use_template(conference, by=None)

    assert conference.agenda.count() == count
    assert conference.agenda.first().starts_at == time(8)
    with pytest.raises(RuleError, match="Chương trình đã có nội dung"):
        agenda.use_template(conference, by=None)
    assert conference.agenda.count() == count


def test_without_a_time_of_day_the_usual_agenda_has_no_times():
    conference = scene.planned(world.season(), "thematic", starts_at=None)

    agenda.use_template(conference, by=None)

    assert set(conference.agenda.values_list("starts_at", flat=True)) == {None}


def test_after_closing_agenda_people_and_attendance_stand_still():
    conference = scene.closed(world.season(), "thematic")
    delegate = conference.delegates.first()
    person = {"full_name": "Mới", "role": "delegate"}
    for act, args, facts in (
        (agenda.add, [conference], {"title": "A"}),
        (agenda.use_template, [conference], {}),
        (delegates.invite, [conference], person),
        (delegates.correct, [delegate], person),
        (delegates.invite_agency_leads, [conference], {}),
        (delegates.remove, [delegate], {}),
        (attendance.check_in, [delegate], {}),
        (attendance.undo, [delegate], {}),
    ):
        with pytest.raises(RuleError) as refusal:
            act(*args, **facts, by=None)
        assert str(refusal.value) == ENDED


# delegates


def test_leaders_of_today_are_invited_in_protocol_order_and_only_once(conference):
    for place, given in ((3, "Ba"), (1, "Một"), (2, "Hai")):
        agency = world.members(conference.season.bloc)[place - 1]
        world.person(agency, Post.Kind.LEADER, given=given)
        world.person(agency, Post.Kind.CLERK, given=f"Cán bộ {place}")
        world.person(agency, Post.Kind.LEADER, given=f"Nguyên {place}", ends_on=world.LONG_AGO)

    assert delegates.invite_agency_leads(conference, by=None) == 3
    assert delegates.invite_agency_leads(conference, by=None) == 0

    assert list(conference.delegates.values_list("full_name", flat=True)) == [
        "Nguyễn Thu Một",
        "Nguyễn Thu Hai",
        "Nguyễn Thu Ba",
    ]


def test_the_list_follows_protocol_with_the_chair_before_the_others_and_guests_last(conference):
    scene.guest(conference, "Khách")
    scene.person(conference, 3, "Của Ba")
    scene.person(conference, 1, "Thư ký", role="secretary")
    scene.person(conference, 1, "Chủ trì", role="chair")

    assert names(conference) == ["Chủ trì", "Thư ký", "Của Ba", "Khách"]


def test_people_of_other_bodies_are_guests(conference):
    with pytest.raises(RuleError, match="người của cơ quan khác ghi là khách mời"):
        delegates.invite(conference, body="Văn phòng", full_name="A", role="chair", by=None)
    with pytest.raises(RuleError, match="Ngoài khối không phải thành viên của Khối trong năm 2023"):
        delegates.invite(conference, agency=world.agency("Ngoài khối"), full_name="A", by=None)
    with pytest.raises(ValidationError, match="Chọn một đơn vị thành viên, hoặc ghi cơ quan của khách mời"):
        delegates.invite(conference, full_name="A", role="guest", by=None)
    assert Delegate.objects.count() == 0


def test_one_person_stands_once_on_the_list_of_an_agency(conference):
    scene.person(conference, 3, "Trần Thị Mai")

    with pytest.raises(ValidationError, match="Người này đã có trong danh sách đại biểu của đơn vị"):
        scene.person(conference, 3, "Trần Thị Mai")


def test_a_conference_has_one_secretary_who_hands_over(conference):
    first = scene.person(conference, 1, "Lê Quang Vinh", role="secretary")
    with pytest.raises(RuleError, match="Hội nghị đã có thư ký là Lê Quang Vinh"):
        scene.person(conference, 2, "Người khác", role="secretary")

    delegates.correct(
        first, full_name="Lê Quang Vinh", agency=first.agency, role="delegate", position="Vụ trưởng", by=None
    )
    scene.person(conference, 2, "Người khác", role="secretary")

    assert scene.now(first).position == "Vụ trưởng"


def test_chair_and_secretary_of_an_open_conference_are_not_removed():
    conference = scene.opened(world.season(), "thematic")
    chair = conference.delegates.get(role="chair")

    with pytest.raises(RuleError, match="Vũ Trọng Lâm là chủ trì của hội nghị đang họp"):
        delegates.remove(chair, by=None)


def test_who_is_removed_takes_the_attendance_along(conference):
    delegate = scene.person(conference)

    delegates.remove(delegate, by=None)
    delegates.remove(delegate, by=None)  # the second click

    assert (Delegate.objects.count(), Attendance.objects.count()) == (0, 0)
    assert Entry.objects.filter(act__in=["attendance.undo", "delegate.remove"]).count() == 2


# attendance


def test_units_and_people_present_are_counted(conference):
    scene.person(conference, 1, "A")
    scene.person(conference, 1, "B")
    scene.person(conference, 2, "C", came=False)
    scene.person(conference, 3, "D", role="guest")  # a guest does not represent the unit
    scene.guest(conference)
    scene.guest(conference, "Vắng", came=False)

    assert figures(conference) == ((1, 3), (2, 3), (2, 3))
    assert attendance.present(conference) == 1


def test_a_second_check_in_keeps_the_first_moment_and_an_undo_takes_it_back(conference):
    delegate = scene.person(conference, came=False)

    first = attendance.check_in(delegate, by=None)
    assert attendance.check_in(delegate, by=None) == first
    attendance.undo(delegate, by=None)
    attendance.undo(delegate, by=None)

    assert Attendance.objects.count() == 0
    kept = Entry.objects.filter(act__startswith="attendance").order_by("pk")
    assert list(kept.values_list("act", flat=True)) == ["attendance.check_in", "attendance.undo"]


def test_an_agency_that_left_before_the_standing_day_is_no_unit_and_its_people_stand_with_the_guests(
    conference,
):
    scene.person(conference, 3, "Trần Thị Mai")
    membership = conference.season.bloc.memberships.get(order=3)
    founding.leave(membership, left_on=scene.DAY.replace(year=2023), reason="Sáp nhập", by=None)

    units, guests = attendance.roll(conference)

    assert [unit.name for unit in units] == ["Ban Một", "Ban Hai"]
    assert [(row.full_name, row.name) for row in guests] == [("Trần Thị Mai", "Ban Ba")]


def test_people_of_an_agency_that_left_after_the_day_of_the_conference_are_still_corrected():
    conference = scene.planned(world.season(), "thematic", starts_on=date(2023, 7, 14))
    delegate = scene.person(conference, 3, "Trần Thị Mai")
    membership = conference.season.bloc.memberships.get(order=3)
    founding.leave(membership, left_on=date(2023, 10, 1), reason="Sáp nhập", by=None)

    delegates.correct(delegate, full_name="Trần Thị Mai Hoa", agency=delegate.agency, role="guest", by=None)

    assert [agency.name for agency in delegates.invited(conference)] == ["Ban Một", "Ban Hai", "Ban Ba"]
    assert scene.now(delegate).full_name == "Trần Thị Mai Hoa"
