"""The menu: short enough for a notebook, with the entry marked that leads to the page; the year on view."""

from importlib.util import find_spec

import pytest
from django.urls import reverse

from blocs.models import Season
from desk import menu
from tests import world
from tests.awards import printed
from tests.awards import scene as honours
from tests.conferences import scene

pytestmark = pytest.mark.django_db

MOST = 15  # entries that a screen of 768 pixels holds beside bloc and account


def at(season, phase):
    Season.objects.filter(pk=season.pk).update(phase=phase)
    return Season.objects.get(pk=season.pk)


def entries(user, season, path="/"):
    return [item for section in menu.of(user, season, path) for item in section.items]


def marked(user, season, path):
    return [(item.title, item.current) for item in entries(user, season, path) if item.current]


def test_the_head_has_the_longest_menu_and_it_fits_in_every_phase():
    season = world.season()
    head = scene.user_of(season)

    longest = max(len(entries(head, at(season, phase))) for phase in Season.Phase.values)

    assert longest <= MOST


def test_criteria_and_pledges_stand_in_it_until_the_sheets_show_them():
    season = world.season()
    head = scene.user_of(season)

    assert [item.title for item in entries(head, at(season, "running"))[2:10]] == [
        "Năm thi đua",
        "Bảng tiêu chí",
        "Giao ước",
        "Lịch của năm",
        "Hoạt động chung",
        "Báo cáo 6 tháng",
        "Hội nghị",
        "Báo cáo",
    ]
    assert [item.title for item in entries(head, at(season, "appraisal"))[2:7]] == [
        "Năm thi đua",
        "Hoạt động chung",
        "Tự chấm điểm",
        "Thẩm định",
        "Hội nghị",
    ]


def test_the_standing_stands_behind_the_appraisal_for_who_appraises_and_in_the_menu_for_others():
    season = at(world.season(), "appraisal")
    standing = reverse("results:standing", args=[season.pk])

    assert marked(scene.user_of(season, 1), season, standing) == [("Thẩm định", "true")]
    assert marked(scene.user_of(season, 3), season, standing) == [("Kết quả, xếp thứ", "page")]


def test_who_prints_finds_the_designs_in_every_phase():
    season = world.season()
    officer = printed.officer(season)

    found = [[item.title for item in entries(officer, at(season, phase))] for phase in Season.Phase.values]
    assert [titles.count("Mẫu Bằng khen") for titles in found] == [1] * len(Season.Phase.values)


def test_the_page_an_entry_leads_to_is_marked_and_so_is_the_room_of_the_pages_behind_it():
    season = scene.season()
    conference = scene.planned(season)
    flag = honours.nomination(season, code="government-flag")
    head = scene.user_of(season)
    own = honours.member(season, scene.HEAD)

    for path, mark in (
        ("/", ("Bàn làm việc", "page")),
        (reverse("conferences:conferences", args=[season.pk]), ("Hội nghị", "page")),
        (conference.get_absolute_url(), ("Hội nghị", "true")),
        (reverse("conferences:delegate_new", args=[conference.pk]), ("Hội nghị", "true")),
        (reverse("awards:nomination", args=[flag.pk]), ("Đề nghị khen", "true")),
        (season.get_absolute_url(), ("Năm thi đua", "true")),
        (season.criteria.get_absolute_url(), ("Năm thi đua", "true")),
        (reverse("members:agency", args=[own.pk]), ("Cơ quan của tôi", "page")),
        (reverse("awards:catalogue"), ("Hình thức khen", "page")),
    ):
        assert marked(head, season, path) == [mark], path
    assert marked(head, season, "/khong-co/") == []


def test_every_room_the_menu_names_exists():
    season = scene.season()
    head = scene.user_of(season)
    named = {
        room
        for phase in Season.Phase.values
        for item in entries(head, at(season, phase))
        for room in item.rooms
    }

    modules = {room.replace(".", ".views.", 1) for room in named}

    assert [name for name in sorted(modules) if find_spec(name) is None] == []


# the year on view


@pytest.fixture
def two_years():
    """2023 at its conference, headed by the first member; 2024 open, headed by the second."""
    season = scene.season()
    scene.elected(scene.opened(season))
    return season, Season.objects.get(year=2024)


def on_view(client, user):
    client.force_login(user)
    return client.get("/").context["season"]


def test_each_head_looks_at_its_own_year_and_a_member_at_the_one_to_be_concluded(client, two_years):
    season, following = two_years

    assert on_view(client, scene.user_of(season, 1)) == season
    assert on_view(client, scene.user_of(season, 2)) == following
    assert on_view(client, scene.user_of(season, 3)) == season


def test_after_the_conference_a_member_looks_at_the_next_year_and_the_head_goes_on_awarding(
    client, two_years
):
    season, following = two_years
    at(season, "awarding")

    assert on_view(client, scene.user_of(season, 1)) == season
    assert on_view(client, scene.user_of(season, 3)) == following
    at(season, "closed")
    assert on_view(client, scene.user_of(season, 1, "leader")) == following
