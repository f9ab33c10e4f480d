"""Blocks of cells: tried out with the rules' own words before they are pasted, and written in one request."""

import pytest
from django.urls import reverse

from core.models import Entry
from members.models import Post
from results import pledges
from results.models import Target
from tests import world
from tests.results import appraised, scene

pytestmark = pytest.mark.django_db


def post(client, user, name, pk, typed):
    client.force_login(user)
    return client.post(reverse(f"results:{name}", args=[pk]), typed)


def test_a_block_for_the_sheet_is_tried_out_and_taken_back(client):
    sheet = scene.sheet_of(scene.scoring_season())
    clerk = world.person(sheet.agency, Post.Kind.CLERK, username="thu").user
    one, two = scene.line(sheet), scene.line(sheet, "II.1")
    known = Entry.objects.count()
    typed = {
        f"self_points-{one.pk}": "9.5",
        f"version-{one.pk}": "1",
        f"self_points-{two.pk}": "41",
        f"version-{two.pk}": "1",
    }

    answer = post(client, clerk, "sheet_rehearse", sheet.pk, typed).json()

    assert answer["refused"] == {f"self_points-{two.pk}": "Ô II.1: nhập từ 0 đến 40 điểm."}
    assert answer["values"][f"self_points-{one.pk}"] == "9,50"
    assert answer["totals"]["total"] == "9,50"
    assert (scene.line(sheet).self_points, scene.line(sheet).version) == (None, 1)
    assert Entry.objects.count() == known


def test_a_block_of_cells_is_written_and_each_answered_for_itself(client):
    sheet = scene.sheet_of(scene.scoring_season())
    clerk = world.person(sheet.agency, Post.Kind.CLERK, username="thu").user
    one, two = scene.line(sheet), scene.line(sheet, "II.1")
    typed = {f"self_points-{one.pk}": "9.5", f"note-{one.pk}": "xong", f"self_points-{two.pk}": "41"}
    typed |= {f"version-{row.pk}": "1" for row in (one, two)}

    facts = post(client, clerk, "sheet_block", sheet.pk, typed).json()

    assert facts["rows"][str(one.pk)] == {
        "version": 3,
        "values": {"result": "", "note": "xong", "self_points": "9,50"},
    }
    assert facts["refused"] == {f"self_points-{two.pk}": "Ô II.1: nhập từ 0 đến 40 điểm."}
    assert facts["totals"]["total"] == "9,50"


def test_a_page_of_another_account_saves_nothing(client):
    sheet = scene.sheet_of(scene.scoring_season())
    client.force_login(world.person(sheet.agency, Post.Kind.CLERK, username="thu").user)
    line, stranger = scene.line(sheet), {"X-User": "0"}
    one = reverse("results:line_enter", args=[line.pk, "self_points"])
    block = reverse("results:sheet_block", args=[sheet.pk])
    typed = {f"self_points-{line.pk}": "9", f"version-{line.pk}": "1"}

    assert client.post(one, {"value": "9", "version": "1"}, headers=stranger).status_code == 401
    assert client.post(block, typed, headers=stranger).status_code == 401
    assert scene.line(sheet).self_points is None


def test_a_block_for_the_appraisal_is_tried_out_and_taken_back(client):
    season = appraised.year()
    sheet = appraised.sheet(season)
    line = appraised.line(sheet)
    typed = {f"points-{line.pk}": "49", f"version-{line.pk}": str(line.version)}

    answer = post(client, appraised.user_of(season, 1), "appraisal_rehearse", sheet.pk, typed).json()

    assert answer["refused"][f"points-{line.pk}"] == (
        "Dòng I.1: điểm thẩm định khác điểm tự chấm thì phải ghi lý do."
    )
    answer = post(
        client, sheet_clerk(season), "appraisal_rehearse", sheet.pk, typed | {f"reason-{line.pk}": "Thiếu"}
    ).json()
    assert (answer["refused"], answer["values"][f"points-{line.pk}"]) == ({}, "49,00")
    assert appraised.line(sheet).appraised_points is None


def sheet_clerk(season):
    """A second clerk of the head."""
    return world.person(world.members(season.bloc)[0], Post.Kind.CLERK, username="hai").user


def test_a_block_for_the_pledge_is_tried_out_and_taken_back(client):
    season = world.pledging(world.planned(world.season()))
    agency = world.members(season.bloc)[2]
    pledge = pledges.start(season, agency=agency, by=None)
    criterion = season.criteria.groups.first().criteria.first()
    clerk = world.person(agency, Post.Kind.CLERK, username="thu").user
    typed = {
        str(criterion.pk): "4 đề án",
        f"number-{criterion.pk}": "bốn",
        f"unit-{criterion.pk}": "đề án",
        f"due_on-{criterion.pk}": "30/6/2023",
        f"v{criterion.pk}": "0",
    }

    answer = post(client, clerk, "targets_rehearse", pledge.pk, typed).json()

    assert sorted(answer["refused"]) == [f"number-{criterion.pk}", f"unit-{criterion.pk}"]
    assert answer["values"][str(criterion.pk)] == "4 đề án"
    assert answer["values"][f"due_on-{criterion.pk}"] == "30/06/2023"
    assert Target.objects.count() == 0
