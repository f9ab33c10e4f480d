"""The first page: what each person has to do, under a constant number of queries."""

from datetime import date

import pytest
from django.urls import reverse

from blocs import publishing, seasons
from blocs.models import Season
from core import clock
from desk import todo
from members.models import Post
from results import midyear
from tests import world
from tests.results import halfyear

pytestmark = pytest.mark.django_db


def titles(user, season):
    return [row.title for row in todo.of(user, season)]


def test_the_head_is_told_to_plan_write_and_move_on():
    season = world.season()
    head = world.head_of(season)

    assert titles(head, season) == [
        "Đặt lịch cho các bước của năm",
        "Soạn và công bố bảng tiêu chí năm 2023",
    ]
    world.planned(season)
    publishing.publish(world.fill(season.criteria), by=head)
    season = type(season).objects.get(pk=season.pk)
    assert titles(head, season) == ["Chuyển sang bước Ký giao ước"]
    seasons.conclude_planning(season, by=head)
    assert titles(head, season) == ["Ghi và gửi chỉ tiêu giao ước năm 2023"]
    for agency in world.members(season.bloc):
        world.pledged(season, agency)
    assert titles(head, season) == ["Ghi lễ ký giao ước"]


def test_a_member_is_told_to_hand_in_targets_when_the_pledge_is_due():
    season = world.planned(world.season())
    publishing.publish(world.fill(season.criteria), by=None)
    member = world.person(world.members(season.bloc)[2], Post.Kind.CLERK, username="ha").user
    season = type(season).objects.get(pk=season.pk)
    assert titles(member, season) == []

    seasons.conclude_planning(season, by=None)

    with clock.at(date(2023, 3, 11)):
        (only,) = todo.of(member, season)
        assert (only.title, only.due_on, only.days_left) == (
            "Ghi và gửi chỉ tiêu giao ước năm 2023",
            date(2023, 3, 15),
            4,
        )


def test_an_officer_is_told_which_year_has_no_lead_and_who_has_no_clerk():
    body = world.agency("Cơ quan quản lý", code="QL")
    season = world.season(world.bloc(body=body), led=False)

    assert titles(world.officer(body), season) == [
        "Ghi lãnh đạo Khối năm 2023",
        "Cấp tài khoản cho cán bộ của 3 đơn vị",
    ]


def test_who_has_no_clerk_is_no_matter_once_every_sheet_is_handed_in():
    body = world.agency("Cơ quan quản lý", code="QL")
    season = world.season(world.bloc(body=body))
    officer = world.officer(body)
    told = titles(officer, season)
    season.phase = "appraisal"

    assert told == ["Cấp tài khoản cho cán bộ của 3 đơn vị"]
    assert titles(officer, season) == ["Đặt hạn mức khen thưởng năm 2023"]


def test_an_officer_is_told_to_open_the_first_year_of_a_bloc():
    body = world.agency("Cơ quan quản lý", code="QL")
    world.bloc(body=body)
    world.bloc([], body=body, name="Khối mới")

    assert titles(world.officer(body), None) == [
        "Thêm đơn vị thành viên cho Khối mới",
        "Mở năm thi đua đầu tiên của Khối thử",
    ]


def test_somebody_without_a_post_sees_an_empty_desk(client):
    user = world.person(world.agency(), username="ha").user
    client.force_login(user)

    answer = client.get(reverse("desk:desk"))

    assert answer.status_code == 200
    assert answer.context["todos"] == []


def test_looking_at_another_year_stays_for_the_session(client):
    season = world.season()
    other = world.season(world.bloc(["A9", "B9"], name="Khối khác", body=season.bloc.managing_body))
    client.force_login(world.officer(season.bloc.managing_body))

    client.post(reverse("desk:look_at", args=[other.pk]))
    assert client.get(reverse("desk:desk")).context["season"] == other
    client.post(reverse("desk:look_at", args=[season.pk]))
    assert client.get(reverse("desk:desk")).context["season"] == season


def test_a_stranger_cannot_look_at_a_year(client):
    season = world.season()
    client.force_login(world.person(world.agency("Ngoài khối"), Post.Kind.CLERK, username="xa").user)

    assert client.post(reverse("desk:look_at", args=[season.pk])).status_code == 404


def test_a_member_is_told_of_its_half_year_report_six_weeks_ahead():
    season = halfyear.running()
    leader = world.person(world.members(season.bloc)[2], Post.Kind.LEADER, username="lanh-dao").user
    seasons.plan(season, by=None, running=date(2023, 6, 30), reason="Theo kế hoạch")

    def told(day):
        with clock.at(day):
            return titles(leader, Season.objects.get(pk=season.pk))

    assert told(date(2023, 5, 18)) == []
    assert told(date(2023, 5, 19)) == ["Viết và gửi báo cáo 6 tháng đầu năm 2023"]
    midyear.hand_in(halfyear.whole(halfyear.begun(season)), by=None)
    assert told(date(2023, 6, 20)) == []
