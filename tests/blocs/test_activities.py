"""What a bloc does together: planned, held, cancelled, with gifts; open until the year is closed."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from blocs import activities, phases, states
from blocs.models import Activity, Gift, Movement
from core import clock
from core.models import Entry
from core.rules import RuleError
from tests import world

pytestmark = pytest.mark.django_db

JUNE, JULY = date(2023, 6, 1), date(2023, 7, 14)


@pytest.fixture
def season():
    return world.season()


def planned(season, **facts):
    """An activity in the plan for a day in July, unless `facts` say otherwise."""
    given = {"name": "Trao đổi nghiệp vụ", "host": world.members(season.bloc)[1], "starts_on": JULY} | facts
    return activities.plan(season, **given, by=None)


def closed(season):
    """The year with all its phases behind it."""
    for phase in states.KEYS[:-1]:
        phases.advance(season, frm=phase, by=None)
    return season


def test_an_activity_is_planned_changed_and_held(season):
    activity = planned(season)

    activities.change(activity, name="Sơ kết, trao đổi nghiệp vụ", place="Đà Lạt", by=None)
    with clock.at(date(2023, 7, 20)):
        activities.hold(activity, starts_on=date(2023, 7, 15), ends_on=date(2023, 7, 16), by=None)

    held = Activity.objects.get()
    assert (held.name, held.place, held.state) == ("Sơ kết, trao đổi nghiệp vụ", "Đà Lạt", "held")
    assert (held.starts_on, held.last_day) == (date(2023, 7, 15), date(2023, 7, 16))
    history = Entry.objects.filter(subject_type="blocs.activity", subject_id=held.pk).order_by("pk")
    assert [entry.act for entry in history] == ["activity.plan", "activity.change", "hold"]


def test_an_activity_may_be_hosted_by_an_agency_outside_the_bloc_or_by_none_yet(season):
    guest = world.agency("Tỉnh ủy Đắk Lắk", code="TUDL")

    assert planned(season, host=guest).host == guest
    assert planned(season, host=None).host is None


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "said"),
    [
        (JULY, None, "Ngày 14/07/2023 chưa tới. Ghi “đã tổ chức” khi hoạt động đã xong."),
        (JUNE, JULY, "Ngày 14/07/2023 chưa tới. Ghi “đã tổ chức” khi hoạt động đã xong."),
        (JUNE, date(2023, 5, 30), "Ngày kết thúc 30/05/2023 trước ngày bắt đầu 01/06/2023."),
    ],
)
def test_days_that_are_not_over_or_in_the_wrong_order_are_not_held(season, starts_on, ends_on, said):
    activity = planned(season)

    with clock.at(JUNE), pytest.raises(RuleError) as refusal:
        activities.hold(activity, starts_on=starts_on, ends_on=ends_on, by=None)

    assert str(refusal.value) == said
    assert Activity.objects.get().state == "planned"


def test_who_was_slower_hears_that_it_is_held_already(season):
    activity = planned(season, starts_on=JUNE)
    seen = Activity.objects.get()
    with clock.at(JULY):
        activities.hold(activity, starts_on=JUNE, by=None)

        with pytest.raises(RuleError) as refusal:
            activities.cancel(seen, reason="Mưa bão", by=None)

    assert str(refusal.value).startswith("Việc này không làm được ở trạng thái “Đã tổ chức”.")


def test_a_cancelled_activity_says_why_and_can_return_to_the_plan(season):
    activity = planned(season)
    with pytest.raises(RuleError):
        activities.cancel(activity, reason=" ", by=None)

    activities.cancel(activity, reason="Mưa bão", by=None)
    assert (activity.state, activity.cancel_reason) == ("cancelled", "Mưa bão")
    for act in (
        lambda: activities.change(activity, name="Khác", by=None),
        lambda: activities.add_gift(activity, item="Sách", quantity=1, by=None),
    ):
        with pytest.raises(RuleError):
            act()

    activities.restore(activity, by=None)
    activities.change(activity, name="Khác", by=None)
    assert Activity.objects.values_list("name", "state", "cancel_reason").get() == ("Khác", "planned", "")


def test_a_held_activity_keeps_a_day_that_has_been(season):
    activity = planned(season, starts_on=JUNE)
    with clock.at(JULY):
        activities.hold(activity, starts_on=JUNE, by=None)

        activities.change(activity, name="Tên đúng", starts_on=JUNE, by=None)
        with pytest.raises(RuleError):
            activities.change(activity, starts_on=date(2023, 8, 1), by=None)
        with pytest.raises(ValidationError) as refusal:
            activities.change(activity, starts_on=None, by=None)

    assert refusal.value.messages == ["Hoạt động đã tổ chức thì phải có ngày tổ chức."]


def test_the_gifts_reported_in_2019_add_up(season):
    activity = planned(season, name="An sinh xã hội tại xã Ea Kly", kind="welfare")
    given = [
        ("suất học bổng cho học sinh nghèo vượt khó", 10, None),
        ("phần quà cho Cựu Thanh niên xung phong", 10, 1_000_000),
        ("Quỹ Khuyến học của xã", 1, 5_000_000),
    ]
    gifts = [
        activities.add_gift(activity, item=item, quantity=count, unit_value_vnd=value, by=None)
        for item, count, value in given
    ]
    assert (activity.gifts_value, activity.gifts_without_value) == (15_000_000, 1)

    activities.remove_gift(gifts[1], by=None)
    assert (activity.gifts_value, activity.gifts_without_value) == (5_000_000, 1)
    activities.remove_gift(gifts[2], by=None)
    assert (activity.gifts_value, activity.gifts_without_value) == (None, 1)


def test_movements_are_added_changed_and_removed_each_name_once(season):
    facts = {"launched_by": "Thủ tướng Chính phủ", "note": "", "by": None}
    movement = activities.add_movement(season, name="Thi đua thực hiện văn hóa công sở", **facts)
    with pytest.raises(ValidationError) as refusal:
        activities.add_movement(season, name=" Thi đua thực hiện  văn hóa công sở", **facts)
    assert refusal.value.messages == ["Năm này đã có phong trào mang tên đó."]

    activities.change_movement(movement, note="Sơ kết vào tháng 7", by=None)
    assert Movement.objects.get().note == "Sơ kết vào tháng 7"
    activities.remove_movement(movement, by=None)
    assert not Movement.objects.exists()


def test_a_closed_year_takes_nothing_more(season):
    activity = planned(season, starts_on=JUNE)
    gift = activities.add_gift(activity, item="Sách", quantity=1, by=None)
    movement = activities.add_movement(season, name="Một", launched_by="", note="", by=None)
    closed(season)

    acts = [
        lambda: planned(season),
        lambda: activities.change(activity, name="Khác", by=None),
        lambda: activities.hold(activity, starts_on=JUNE, by=None),
        lambda: activities.cancel(activity, reason="Mưa bão", by=None),
        lambda: activities.restore(activity, by=None),
        lambda: activities.add_gift(activity, item="Vở", quantity=1, by=None),
        lambda: activities.remove_gift(gift, by=None),
        lambda: activities.add_movement(season, name="Hai", launched_by="", note="", by=None),
        lambda: activities.change_movement(movement, name="Ba", by=None),
        lambda: activities.remove_movement(movement, by=None),
    ]
    for act in acts:
        with pytest.raises(RuleError) as refusal:
            act()
        assert str(refusal.value) == (
            "Năm thi đua 2023 đã khép lại; hoạt động và phong trào chỉ còn xem được."
        )
    assert (Activity.objects.count(), Gift.objects.count(), Movement.objects.count()) == (1, 1, 1)


@pytest.mark.parametrize(
    "facts",
    [
        {"state": "held"},
        {"state": "cancelled"},
        {"cancel_reason": "Mưa bão"},
        {"starts_on": JULY, "ends_on": JUNE},
        {"ends_on": JUNE},
    ],
)
def test_the_database_refuses_an_activity_that_contradicts_itself(season, facts):
    with pytest.raises(IntegrityError), transaction.atomic():
        Activity.objects.create(season=season, name="Một", **facts)


@pytest.mark.parametrize("facts", [{"quantity": 0}, {"quantity": 1, "unit_value_vnd": 0}])
def test_the_database_refuses_an_empty_gift(season, facts):
    with pytest.raises(IntegrityError), transaction.atomic():
        Gift.objects.create(activity=planned(season), item="Sách", **facts)
