"""The standing through the years: change against the year before, heirs of merged agencies, the page."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from blocs.models import Season
from core import clock
from members import successions
from members.models import Agency, Post
from results import appraisal, standings, years
from results.models import Standing
from tests import world
from tests.members.reorganised import NEW, founded

from . import appraised
from .appraised import HEAD, MEMBER

pytestmark = pytest.mark.django_db
FORMER = {HEAD: (2, "75"), 2: (1, "79"), MEMBER: (3, "70")}


@pytest.fixture
def season():
    """2023 with Ban Một 80, Ban Hai 74, Ban Ba 71; in 2022 they stood 2, 1, 3."""
    made = appraised.year()
    for place, points in ((HEAD, "50"), (2, "44"), (MEMBER, "41")):
        appraised.finished(made, place, lowered=points)
    before(made, {world.members(made.bloc)[place - 1]: facts for place, facts in FORMER.items()})
    return made


def before(season, places, year=2022):
    """A concluded former year of the bloc as its written standing tells it."""
    facts = {"phase": "closed", "standing_on": date(year, 12, 31), "phase_since": clock.now()}
    former = Season.objects.create(bloc=season.bloc, year=year, form=season.form, **facts)
    for agency, (rank, total) in places.items():
        Standing.objects.create(season=former, agency=agency, rank=rank, total=Decimal(total))
    return former


def changed(season, user=None):
    user = user or appraised.user_of(season, HEAD)
    places = standings.of(season)
    found = years.changes(season, places, user)
    return {place.name: found.get(place.agency_id) for place in places}


# against the year before


def test_each_member_is_set_against_its_place_and_points_of_the_year_before(season):
    found = changed(season)

    assert {name: (row.rank, row.told, row.points_told) for name, row in found.items()} == {
        "Ban Một": (1, "lên 1 bậc", "+5,00"),
        "Ban Hai": (-1, "xuống 1 bậc", "−5,00"),
        "Ban Ba": (0, "giữ nguyên thứ bậc", "+1,00"),
    }
    assert {row.year for row in found.values()} == {2022}


def test_a_member_that_was_none_the_year_before_has_no_change(season):
    Standing.objects.filter(season__year=2022, agency=world.members(season.bloc)[2]).delete()

    assert changed(season)["Ban Ba"] is None


def test_a_year_that_is_judged_anew_is_not_compared_with(season):
    Season.objects.filter(year=2022).update(phase="appraisal")

    assert set(changed(season).values()) == {None}


def test_an_heir_is_set_against_its_predecessor_and_says_so(season):
    old = world.agency("Ban Cũ", code="BC")
    Standing.objects.filter(season__year=2022, rank=3).update(agency=old)
    third = world.members(season.bloc)[2]
    day = date(2023, 3, 1)
    successions.merge([old], into=third, happens_on=day, decision="1-QĐ/TW", by=None)

    row = changed(season)["Ban Ba"]

    assert (row.former_rank, row.rank, row.words) == (3, 0, "Năm 2022 là Ban Cũ (thứ 3)")


def test_of_several_predecessors_none_is_chosen_and_all_are_named(season):
    olds = [world.agency(f"Ban Cũ {number}", code=f"BC{number}") for number in (1, 2)]
    former = Season.objects.get(year=2022)
    Standing.objects.filter(season=former, rank=3).update(agency=olds[0])
    Standing.objects.create(season=former, agency=olds[1], rank=4, total=Decimal(60))
    third = world.members(season.bloc)[2]
    successions.merge(olds, into=third, happens_on=date(2023, 3, 1), decision="1-QĐ/TW", by=None)

    row = changed(season)["Ban Ba"]

    assert (row.rank, row.points, row.told) == (None, None, "")
    assert row.words == "Năm 2022 là Ban Cũ 1 (thứ 3), Ban Cũ 2 (thứ 4)"


def test_who_was_there_itself_is_compared_with_itself_and_names_whom_it_received(season):
    old = world.agency("Ban Cũ", code="BC")
    former = Season.objects.get(year=2022)
    Standing.objects.create(season=former, agency=old, rank=4, total=Decimal(60))
    third = world.members(season.bloc)[2]
    successions.merge([old], into=third, happens_on=date(2023, 3, 1), decision="1-QĐ/TW", by=None)

    row = changed(season)["Ban Ba"]

    assert (row.former_rank, row.words) == (3, "Đã nhận Ban Cũ (thứ 4)")


def test_the_standing_shows_it_to_who_may_see_places_only(season, client):
    client.force_login(appraised.user_of(season, HEAD))
    page = reverse("results:standing", args=[season.pk])
    assert "So với 2022" in client.get(page).text
    assert load(client.get(page, {"format": "xlsx"}))[0][-3:] == (
        "Xếp thứ 2022",
        "Điểm so với 2022",
        "Trạng thái",
    )
    client.force_login(appraised.user_of(season, MEMBER))
    assert "So với 2022" not in client.get(page).text


# all years


def test_the_chart_and_its_table_hold_every_concluded_year(season):
    appraisal.conclude(season, by=None)
    found = years.of(season.bloc, appraised.user_of(season, MEMBER))

    assert found.years == (2022, 2023)
    assert [(row.name, [(cell.rank, cell.total) for cell in row.cells]) for row in found.rows] == [
        ("Ban Một", [(2, 75), (1, 80)]),
        ("Ban Hai", [(1, 79), (2, 74)]),
        ("Ban Ba", [(3, 70), (3, 71)]),
    ]
    assert [member.own for member in found.ranks.members] == [False, False, True]
    assert [[place.rank for place in member.places] for member in found.ranks.members] == [
        [2, 1],
        [1, 2],
        [3, 3],
    ]


def test_a_year_in_appraisal_is_in_no_chart(season):
    assert years.of(season.bloc, appraised.user_of(season, HEAD)).years == (2022,)


def test_who_has_gone_keeps_its_line_and_says_who_took_over(season):
    third = world.members(season.bloc)[2]
    into = founded(valid_from=date(2024, 6, 1))
    successions.merge([third], into=into, happens_on=date(2024, 6, 1), decision="1-QĐ/TW", by=None)

    with clock.at(date(2024, 7, 1)):
        rows = years.of(season.bloc, appraised.user_of(season, HEAD)).rows

    assert [(row.name, row.heir) for row in rows][-1] == ("Ban Ba", f"nay thuộc {NEW}")
    assert Agency.objects.get(names__name=NEW)


def test_its_page_and_workbook(season, client):
    client.force_login(appraised.user_of(season, MEMBER))
    page = reverse("results:standing_years", args=[season.bloc_id])

    assert "Thứ bậc của các đơn vị qua các năm" in client.get(page).text
    assert load(client.get(page, {"format": "xlsx"})) == [
        ("Đơn vị", "Ký hiệu", "Xếp thứ 2022", "Tổng điểm 2022"),
        ("Ban Hai", code_of(season, 2), 1, 79),
        ("Ban Một", code_of(season, HEAD), 2, 75),
        ("Ban Ba", code_of(season, MEMBER), 3, 70),
    ]


def test_a_bloc_without_a_concluded_year_says_so(client):
    made = world.season()
    client.force_login(world.head_of(made))

    answer = client.get(reverse("results:standing_years", args=[made.bloc_id]))

    assert "Chưa có năm nào chốt điểm" in answer.text


def test_a_stranger_finds_no_years(season, client):
    stranger = world.person(world.agency("Ngoài khối"), Post.Kind.CLERK, username="nguoi-la").user
    client.force_login(stranger)

    assert client.get(reverse("results:standing_years", args=[season.bloc_id])).status_code == 404


def test_three_years_ask_as_much_as_one(season, client):
    client.force_login(appraised.user_of(season, HEAD))
    page = reverse("results:standing_years", args=[season.bloc_id])
    client.get(page)
    one = queries_of(client, page)
    third = world.members(season.bloc)[2]
    for year in (2020, 2021):
        before(season, {third: (1, "90")}, year)

    assert queries_of(client, page) == one <= 14


def code_of(season, place):
    return world.members(season.bloc)[place - 1].code


def queries_of(client, page):
    with CaptureQueriesContext(connection) as captured:
        client.get(page)
    return len(captured)


def load(answer):
    return list(load_workbook(BytesIO(answer.content)).active.values)
