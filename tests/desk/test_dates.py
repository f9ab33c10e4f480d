"""All dates of a year on one page, as workbook and as calendar file."""

import io
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from blocs import activities
from core import clock
from members.models import Post
from tests import world
from tests.conferences import scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def season(client):
    """A year in the phase of work with a conference and an activity; a member's clerk is signed in."""
    season = scene.running_season()
    scene.planned(season, "midyear", starts_on=date(2023, 7, 14), ends_on=None)
    activities.plan(season, name="Về nguồn", starts_on=date(2023, 9, 1), place="Tuyên Quang", by=None)
    client.force_login(scene.user_of(season, scene.MEMBER, Post.Kind.CLERK))
    return season


def page(season):
    return reverse("desk:dates", args=[season.pk])


def test_a_member_sees_phases_activities_and_conferences_by_month(client, season):
    with clock.at(date(2023, 7, 20)):
        answer = client.get(page(season))

    assert [month for month, _ in answer.context["months"]] == [
        "Tháng 2/2023",
        "Tháng 3/2023",
        "Tháng 7/2023",
        "Tháng 9/2023",
        "Tháng 12/2023",
    ]
    assert [(one.name, one.days_late) for one in answer.context["late"]] == [
        ("Hội nghị sơ kết công tác thi đua, khen thưởng 6 tháng đầu năm 2023 của Khối thử", 6)
    ]
    assert not answer.context["directs"]


def test_the_list_is_taken_away_as_a_workbook(client, season):
    answer = client.get(page(season), {"format": "xlsx"})
    rows = list(load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True))

    assert rows[0] == ("Từ ngày", "Đến ngày", "Việc", "Loại", "Địa điểm", "Tình trạng")
    assert rows[4][2:5] == ("Về nguồn", "Hoạt động chung", "Tuyên Quang")


def test_the_calendar_file_has_every_date_once_and_the_hour_of_a_conference(client, season):
    answer = client.get(reverse("desk:dates_file", args=[season.pk]))
    text = answer.content.decode()

    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Content-Disposition"].startswith("attachment; filename")
    assert text.count("BEGIN:VEVENT") == 6
    assert "DTSTART:20230714T010000Z" in text  # 8:00 in Hanoi
    keys = [line for line in text.split("\r\n") if line.startswith("UID:")]
    assert len(set(keys)) == len(keys) == 6


def test_a_stranger_finds_neither_page_nor_file(client, season):
    client.force_login(world.person(world.agency("Ngoài"), Post.Kind.CLERK, username="xa").user)

    assert client.get(page(season)).status_code == 404
    assert client.get(reverse("desk:dates_file", args=[season.pk])).status_code == 404


def test_the_page_asks_the_same_for_one_and_three_activities(client, season):
    def asked():
        client.get(page(season))
        with CaptureQueriesContext(connection) as captured:
            client.get(page(season))
        return len(captured)

    one = asked()
    for number in (2, 3):
        activities.plan(season, name=f"Hội thao {number}", starts_on=date(2023, 10, number), by=None)
    assert asked() == one
