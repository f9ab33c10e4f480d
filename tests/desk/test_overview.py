"""The year at a glance: how far everybody is, for who may know it, under few and constant queries."""

import io
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from blocs import activities, leadership, seasons
from blocs.models import Season
from core import clock
from desk import overview
from members.models import Post
from results import appraisal, pledges
from tests import world
from tests.results import appraised, scene

pytestmark = pytest.mark.django_db


def address(season):
    return reverse("desk:season", args=[season.pk])


def map_of(season, **rights):
    """Every member's row of the heat map, by name, as who follows the sheets sees it."""
    members = list(seasons.members_of(season))
    heat = overview.heat_of(season, members, **({"follows": True, "own": set()} | rights))
    return {row.name: ([cell.percent for cell in row.cells], row.mark.words, row.url) for row in heat.rows}


def queries_of(client, url):
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def test_the_map_says_how_complete_every_sheet_is():
    season = scene.scoring_season()
    half, done = scene.sheet_of(season, 2), scene.submitted(season, 3)
    scene.enter(half, "I.1", "30")

    with clock.at(date(2023, 12, 1)):
        found = map_of(season)

    assert found == {
        "Ban Một": ([0, 0, None, 0], "Chưa bắt đầu", ""),
        "Ban Hai": ([100, 0, None, 0], "Đang nhập", reverse("results:sheet", args=[half.pk])),
        "Ban Ba": (
            [100, 100, None, 100],
            "Chờ thẩm định",
            reverse("results:appraise", args=[done.pk]),
        ),
    }


def test_bonus_and_penalty_are_complete_when_what_is_declared_is_proven():
    season = scene.scoring_season()
    sheet = scene.fill(scene.sheet_of(season), codes=("I.1", "II.1"))

    scene.enter(sheet, "T.1", "2")
    assert map_of(season)["Ban Ba"][0] == [100, 100, 0, 66]
    scene.enter(sheet, "Tr.1", "0")  # 0 points are declared and need no proof
    assert map_of(season)["Ban Ba"][0] == [100, 100, 50, 66]
    scene.fill(sheet, points="2", codes=("T.1",))
    assert map_of(season)["Ban Ba"][0] == [100, 100, 100, 100]


def test_a_table_without_bonus_and_penalty_has_no_column_for_them():
    season = scene.scoring_season(bonus=0, penalty=0)
    members = list(seasons.members_of(season))

    heat = overview.heat_of(season, members, follows=True, own=set())

    assert [heading for heading, _ in heat.groups] == ["Nhóm I", "Nhóm II", "Minh chứng"]


@pytest.mark.parametrize(
    ("percent", "shade"),
    [
        (None, "qn"),
        (0, "q0"),
        (1, "q1"),
        (49, "q1"),
        (50, "q2"),
        (79, "q2"),
        (80, "q3"),
        (99, "q3"),
        (100, "q4"),
    ],
)
def test_the_more_is_missing_the_darker(percent, shade):
    assert overview.Cell(percent).shade == shade


def test_who_has_not_handed_in_after_the_day_is_late():
    season = scene.scoring_season()
    scene.submitted(season, 3)
    scene.sheet_of(season, 2)

    def words(day):
        with clock.at(day):
            return [words for _, words, _ in map_of(season).values()]

    assert words(date(2023, 12, 15)) == ["Chưa bắt đầu", "Đang nhập", "Chờ thẩm định"]
    assert words(date(2023, 12, 20)) == ["Quá hạn 5 ngày", "Quá hạn 5 ngày", "Chờ thẩm định"]


def test_a_returned_sheet_is_late_after_the_appraisal_and_nobody_after_the_round():
    season = appraised.year()
    seasons.plan(season, scoring=date(2023, 12, 15), appraisal=date(2023, 12, 20), reason="Lùi lịch", by=None)
    sheet = appraised.sheet(season)
    appraisal.send_back(sheet, lines=[appraised.line(sheet)], reason="Thiếu minh chứng", by=None)
    appraised.finished(season, appraised.DEPUTY)
    season = Season.objects.get(pk=season.pk)

    with clock.at(date(2023, 12, 18)):
        assert [words for _, words, _ in map_of(season).values()] == [
            "Chờ thẩm định",
            "Đã thẩm định",
            "Trả lại",
        ]
    with clock.at(date(2023, 12, 22)):
        assert map_of(season)["Ban Ba"][1] == "Quá hạn 2 ngày"


@pytest.mark.parametrize("place", [1, 2, "officer"])
def test_lead_deputies_and_managing_officers_see_every_row(client, place):
    season = scene.scoring_season()
    scene.submitted(season, 3)
    user = (
        world.officer(season.bloc.managing_body) if place == "officer" else appraised.user_of(season, place)
    )
    client.force_login(user)

    heat = client.get(address(season)).context["glance"].heat

    assert (heat.full, [row.name for row in heat.rows]) == (True, ["Ban Một", "Ban Hai", "Ban Ba"])


def test_a_member_sees_the_own_row_and_nothing_of_the_others(client):
    season = scene.scoring_season(world.bloc(["Ban Một", "Ban Hai", "Ban Ba", "Ban Bốn"]))
    other, own = scene.submitted(season, 3), scene.sheet_of(season, 4)
    client.force_login(appraised.user_of(season, 4))

    answer = client.get(address(season))

    (row,) = answer.context["glance"].heat.rows
    assert (row.name, row.url) == ("Ban Bốn", own.get_absolute_url())
    assert "Ban Ba" not in answer.text
    assert f"/sheets/{other.pk}/" not in answer.text
    exported = load_workbook(io.BytesIO(client.get(address(season), {"format": "xlsx"}).content)).active
    assert [line[1] for line in exported.iter_rows(min_row=2, values_only=True)] == ["Ban Bốn"]


def test_every_link_of_the_map_opens_for_who_sees_it(client):
    season = scene.scoring_season()
    for place in (1, 2):
        scene.sheet_of(season, place)
    scene.submitted(season, 3)
    for user in (
        appraised.user_of(season, 1),
        appraised.user_of(season, 2),
        appraised.user_of(season, 3),
        world.officer(season.bloc.managing_body),
    ):
        client.force_login(user)
        rows = client.get(address(season)).context["glance"].heat.rows
        assert [client.get(row.url).status_code for row in rows] == [200] * len(rows)


def test_the_map_is_taken_away_as_excel(client):
    season = scene.scoring_season()
    scene.submitted(season, 3)
    client.force_login(appraised.user_of(season, 1))

    answer = client.get(address(season), {"format": "xlsx"})

    lines = list(load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True))
    assert lines[0] == (
        *("TT", "Đơn vị", "Ký hiệu", "Nhóm I (%)", "Nhóm II (%)"),
        *("Thưởng, trừ (%)", "Minh chứng (%)", "Trạng thái"),
    )
    assert lines[3][3:] == (100, 100, None, 100, "Chờ thẩm định")


def test_before_the_scoring_everybody_sees_how_far_the_pledges_are(client):
    season = world.pledging()
    members = world.members(season.bloc)
    world.pledged(season, members[0])
    pledges.start(season, agency=members[1], by=None)
    client.force_login(appraised.user_of(season, 3))

    def words(day):
        with clock.at(day):
            rows = client.get(address(season)).context["glance"].promises.rows
        return [(row.targets, row.mark.words) for row in rows]

    assert words(date(2023, 3, 15)) == [(1, "Đã gửi"), (0, "Đang ghi"), (0, "Chưa bắt đầu")]
    assert words(date(2023, 3, 16)) == [(1, "Đã gửi"), (0, "Quá hạn 1 ngày"), (0, "Quá hạn 1 ngày")]
    lines = load_workbook(io.BytesIO(client.get(address(season), {"format": "xlsx"}).content)).active
    assert lines["E2"].value == "Đã gửi"


def test_while_the_year_is_planned_the_page_leads_to_its_rules(client):
    season = world.season()
    client.force_login(world.head_of(season))

    answer = client.get(address(season), {"format": "xlsx"})

    assert answer.context["glance"].progress is None
    assert f'href="{season.get_absolute_url()}"' in answer.text


def test_the_page_names_lead_activities_and_movements(client):
    season = world.season()
    first, second, third = world.members(season.bloc)
    leadership.appoint(season, head=first, standing_deputy=second, deputies=[third], by=None)
    for name in ("Về nguồn", "Hội thao", "Tọa đàm"):
        activities.plan(season, name=name, host=third, starts_on=world.LONG_AGO, by=None)
    held, cancelled, _ = season.activities.all()
    activities.hold(held, starts_on=world.LONG_AGO, by=None)
    activities.cancel(cancelled, reason="Mưa bão", by=None)
    activities.add_movement(season, name="Văn hóa công sở", launched_by="", note="", by=None)
    client.force_login(world.head_of(season))

    context = client.get(address(season)).context

    assert context["lead"] == [
        ("Khối trưởng", "Ban Một", first.pk),
        ("Khối phó Thường trực", "Ban Hai", second.pk),
        ("Khối phó", "Ban Ba", third.pk),
    ]
    assert [str(row) for row in context["activities"]] == ["Về nguồn", "Tọa đàm"]
    assert (context["held"], context["planned"]) == (1, 2)
    assert [str(row) for row in context["movements"]] == ["Văn hóa công sở"]


def test_a_stranger_does_not_find_the_year(client):
    season = world.season()
    client.force_login(world.person(world.agency("Ngoài khối"), Post.Kind.CLERK, username="xa").user)

    assert client.get(address(season)).status_code == 404


@pytest.mark.parametrize("names", [["Ban Một", "Ban Hai"], ["Ban Một", "Ban Hai", "Ban Ba", "Ban Bốn"]])
def test_the_map_asks_twelve_times_whatever_the_members(client, names):
    season = scene.scoring_season(world.bloc(names))
    for place in range(1, len(names) + 1):
        scene.submitted(season, place)
        activities.plan(season, name=f"Hoạt động {place}", host=world.members(season.bloc)[1], by=None)
        activities.add_movement(season, name=f"Phong trào {place}", launched_by="", note="", by=None)
    client.force_login(world.officer(season.bloc.managing_body))

    assert queries_of(client, address(season)) == 12


@pytest.mark.parametrize("names", [["Ban Một", "Ban Hai"], ["Ban Một", "Ban Hai", "Ban Ba", "Ban Bốn"]])
def test_the_pledges_ask_twelve_times_whatever_the_members(client, names):
    season = world.pledging(world.season(world.bloc(names)))
    for agency in world.members(season.bloc):
        world.pledged(season, agency)
    client.force_login(world.officer(season.bloc.managing_body))

    assert queries_of(client, address(season)) == 12


def test_a_projector_shows_every_page_larger_until_it_is_switched_off(client):
    season = world.season()
    client.force_login(world.head_of(season))
    url, switch = address(season), reverse("desk:project")

    assert client.post(switch, {"on": "1", "next": url}).url == url
    assert '<html lang="vi" class="kt-project">' in client.get(url).text
    client.post(switch, {"next": url})
    assert '<html lang="vi">' in client.get(url).text


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "", "javascript:alert(1)"])
def test_the_switch_leads_back_to_our_own_pages_only(client, elsewhere):
    client.force_login(world.head_of(world.season()))

    assert client.post(reverse("desk:project"), {"on": "1", "next": elsewhere}).url == "/"
