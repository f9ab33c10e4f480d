"""Sheets that are scored across are said to wait for that, and for no appraiser before it is closed."""

import pytest
from django.urls import reverse

from blocs.models import Season
from desk import todo
from results import appraisal, overview, workload

from . import appraised, crossed
from .appraised import HEAD, MEMBER
from .test_assignments import give, other_clerk

pytestmark = pytest.mark.django_db


@pytest.fixture
def season():
    return crossed.year()


def now(season):
    return Season.objects.get(pk=season.pk)


def test_nothing_waits_for_an_appraiser_before_the_cross_scoring_is_closed(season):
    user = other_clerk(season)
    season = give(season, user, (None, "I"))
    assert workload.waiting(season, user) == (0, None)
    assert [row.counted.waiting for row in workload.board(season).progress] == [0, 0]
    assert workload.board(season).crossing == 4
    crossed.drawn(season)
    crossed.handed_in(season)

    assert [row.title for row in todo.of(user, season) if "thẩm định" in row.title] == []


def test_the_list_of_sheets_tells_that_they_are_scored_across(season):
    assert {line.todo for line in overview.of(season)} == {"Các đơn vị chấm chéo"}
    crossed.closed(season)

    assert [line.todo for line in overview.of(now(season))] == [
        "",
        "Khối trưởng thẩm định",
        "Khối trưởng thẩm định",
        "Khối trưởng thẩm định",
    ]


def test_the_heads_sheet_is_of_those_who_score_it_also_when_they_have_done(season):
    def told():
        rows = appraisal.overview(now(season))
        return [rows[place - 1].appraisers for place in (HEAD, MEMBER)]

    head = f"Khối trưởng ({appraisal.overview(season)[0].code})"
    assert told() == ["Các đơn vị chấm chéo", f"{head}, sau khi các đơn vị chấm chéo"]
    crossed.closed(season)
    assert told() == ["Các đơn vị chấm chéo", head]


def test_the_persons_are_named_where_the_appraisal_is_shared(client):
    season = appraised.year()
    bound, other = other_clerk(season), appraised.user_of(season, HEAD)
    season = give(season, bound, (MEMBER, "I"))
    rows = appraisal.overview(season)
    assert rows[2].appraisers == f"Nguyễn Thu Bình, Khối trưởng ({rows[0].code})"
    assert rows[1].appraisers == f"Khối trưởng ({rows[0].code})"

    give(season, other, (MEMBER, None))
    client.force_login(other)
    page = client.get(reverse("results:appraisals", args=[season.pk])).content.decode()
    assert f"{bound.person}, {other.person}" in page or f"{other.person}, {bound.person}" in page
