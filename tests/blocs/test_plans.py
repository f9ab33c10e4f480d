"""The plan of a year's dates: taken over, moved with a reason, told as it was; late dates are warned of."""

from datetime import date

import pytest
from django.urls import reverse

from blocs import activities, calendar, founding, phases, seasons, takeover
from blocs.models import Season
from core import clock
from core.models import Entry
from core.rules import RuleError
from tests import world

pytestmark = pytest.mark.django_db

DATES = {
    "planning": date(2023, 2, 28),
    "pledging": date(2023, 3, 15),
    "scoring": date(2023, 12, 15),
    "conference": date(2023, 12, 28),
}


def moved(season, reason="", **ends):
    return seasons.plan(season, **DATES | ends, reason=reason, by=None)


# moving dates


def test_while_planning_dates_are_set_without_a_reason():
    season = world.planned(world.season())
    moved(season, scoring=date(2023, 12, 20))

    assert calendar.moves(season) == []


def test_after_planning_a_date_moves_with_a_reason_that_all_can_read():
    season = world.pledging()
    with pytest.raises(RuleError) as refusal:
        moved(season, scoring=date(2023, 12, 20))
    assert str(refusal.value) == (
        "Bước Xây dựng kế hoạch đã kết thúc, các đơn vị đã sắp việc theo lịch này. "
        "Hãy ghi lý do dời lịch rồi gửi lại."
    )

    moved(season, "Trùng kỳ họp", scoring=date(2023, 12, 20), conference=None, running=date(2023, 6, 30))

    assert [(move.name, move.before, move.after, move.reason) for move in calendar.moves(season)] == [
        ("Hội nghị", date(2023, 12, 28), None, "Trùng kỳ họp"),
        ("Tự chấm", date(2023, 12, 15), date(2023, 12, 20), "Trùng kỳ họp"),
        ("Thực hiện", None, date(2023, 6, 30), "Trùng kỳ họp"),
    ]


def test_a_plan_sent_again_unchanged_needs_no_reason_and_writes_nothing():
    season = world.pledging()
    before = Entry.objects.count()
    moved(season)

    assert Entry.objects.count() == before


def test_moves_of_another_year_are_not_told():
    season = world.pledging()
    moved(season, "Trùng kỳ họp", scoring=date(2023, 12, 20))
    other = world.season(world.bloc(["B1", "B2"], name="Khối hai"))

    assert calendar.moves(other) == []


def test_the_form_asks_for_the_reason_only_after_planning(client):
    season = world.planned(world.season())
    client.force_login(world.head_of(season))
    url = reverse("blocs:season_plan", args=[season.pk])

    assert "reason" not in client.get(url).context["form"].fields
    Season.objects.update(phase="pledging")
    answer = client.post(url, {"scoring": "20/12/2023"})
    assert answer.context["form"].non_field_errors()[0].startswith("Bước Xây dựng kế hoạch đã kết thúc")


# what is dated


def test_phases_and_activities_come_in_one_order_and_what_is_late_says_so():
    season = world.pledging()
    activities.plan(season, name="Hội thao", starts_on=date(2023, 3, 1), ends_on=date(2023, 3, 3), by=None)
    activities.plan(season, name="Chưa định ngày", by=None)
    with clock.at(date(2023, 3, 20)):
        found = calendar.dated(season)

    assert [(one.name, one.starts_on, one.days_late) for one in found] == [
        ("Hết bước Xây dựng kế hoạch", date(2023, 2, 28), 0),  # concluded
        ("Hội thao", date(2023, 3, 1), 17),
        ("Hết bước Ký giao ước", date(2023, 3, 15), 5),
        ("Hết bước Tự chấm", date(2023, 12, 15), 0),
        ("Hội nghị tổng kết", date(2023, 12, 28), 0),
    ]


def test_the_key_of_a_date_stays_when_it_is_taken_off_and_set_again():
    season = world.planned(world.season())
    key = calendar.dated(season)[0].key
    moved(season, planning=None)
    moved(season)

    assert calendar.dated(Season.objects.get(pk=season.pk))[0].key == key


# opening the next year


def appraised(season):
    for phase in ("pledging", "running", "midyear", "scoring"):
        phases.advance(season, frm=phase, by=None)
    return season


def test_opening_tells_what_is_taken_over_and_what_differs():
    season = appraised(world.pledging())
    founding.leave(season.bloc.memberships.get(order=3), left_on=date(2024, 3, 1), reason="Sáp nhập", by=None)
    founding.join(season.bloc, agency=world.agency("Ban Bốn"), joined_on=date(2024, 1, 1), by=None)
    found = takeover.of(season.bloc, 2024)

    assert (found.members, found.joined, found.left) == (3, ["Ban Bốn"], ["Ban Ba"])
    assert (found.groups, found.criteria, found.published, found.waits) == (4, 4, True, False)
    assert (found.dates[0].before, found.dates[0].after) == (date(2023, 2, 28), date(2024, 2, 28))
    assert found.head.name == "Ban Hai"


def test_the_next_year_is_opened_while_this_one_is_still_in_its_awards(client):
    season = appraised(world.pledging())
    for phase in ("appraisal", "conference"):
        phases.advance(season, frm=phase, by=None)
    client.force_login(world.head_of(season))
    url = reverse("blocs:season_new", args=[season.bloc_id])

    assert client.get(url).context["takeover"].former.phase == "awarding"
    client.post(url, {"year": "2024", "theme": ""})
    assert season.bloc.seasons.count() == 2


def test_the_first_year_takes_over_nothing_and_an_early_one_is_warned_of(client):
    assert takeover.of(world.bloc(["B1", "B2"], name="Khối hai"), 2023) is None
    season = world.season()
    client.force_login(world.officer(season.bloc.managing_body))
    page = client.get(reverse("blocs:season_new", args=[season.bloc_id]))

    assert page.context["takeover"].waits
    assert "Năm sau mở được khi năm 2023 tới bước Thẩm định." in page.text
