"""The map of missing evidence says the same as what keeps a sheet from being handed in."""

import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from members.models import Post
from results import evidence, proof_map, scoring
from tests import world
from tests.results import scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def season():
    return scene.scoring_season()


def cells(season, place=3):
    """{code: what the map says of this member's line}."""
    found = proof_map.of(season)
    return {row.criterion.code: row.cells[place - 1].text for _, rows in found.groups for row in rows}


def page(season):
    return reverse("results:evidence_map", args=[season.pk])


def sign_in(client, season, place, kind=Post.Kind.CLERK):
    client.force_login(world.person(world.members(season.bloc)[place - 1], kind, username=f"u{place}").user)
    return client


def test_a_line_with_points_and_no_file_is_missing(season):
    sheet = scene.sheet_of(season)
    assert cells(season)["I.1"] == "Chưa chấm"

    scene.enter(sheet, "I.1", "9")
    assert cells(season)["I.1"] == "Thiếu"
    assert "minh chứng I.1" in scoring.missing(scene.now(sheet))

    evidence.add(scene.line(sheet), upload=scene.upload(), by=None)
    assert cells(season)["I.1"] == "1 tệp"


def test_a_line_of_zero_points_needs_none(season):
    scene.enter(scene.sheet_of(season), "I.1", "0")

    assert cells(season)["I.1"] == "Không cần"


def test_members_stand_in_protocol_order_with_what_they_lack(season):
    scene.enter(scene.sheet_of(season, 2), "I.1", "9")
    found = proof_map.of(season)

    names = [member.name for member in found.members]
    assert names == [row.name for row in proof_map.seasons.members_of(season)]
    assert [member.missing for member in found.members] == [0, 1] + [0] * (len(names) - 2)
    assert found.missing == 1


def test_who_follows_the_bloc_sees_all_and_a_member_only_itself(client, season):
    scene.enter(scene.sheet_of(season), "I.1", "9")
    members = world.members(season.bloc)

    assert len(sign_in(client, season, 1).get(page(season)).context["map"].members) == len(members)
    shown = sign_in(client, season, 3).get(page(season))
    assert [member.agency_id for member in shown.context["map"].members] == [members[2].pk]
    assert "✕ Thiếu" in shown.content.decode()


def test_a_stranger_does_not_find_it(client, season):
    client.force_login(world.person(world.agency("Lạ", code="LA"), Post.Kind.CLERK, username="la").user)

    assert client.get(page(season)).status_code == 404


def test_the_workbook_says_the_same(client, season):
    scene.enter(scene.sheet_of(season), "I.1", "9")

    answer = sign_in(client, season, 1).get(page(season) + "?format=xlsx")

    rows = [[cell.value for cell in row] for row in load_workbook(io.BytesIO(answer.content)).active]
    assert rows[0][:2] == ["TT", "Nội dung"]
    assert (rows[1][0], rows[1][4], rows[1][-1]) == ("I.1", "Thiếu", 1)
    assert rows[-1][-1] == 1


def test_it_asks_the_same_for_1_and_3_sheets(client, season):
    sign_in(client, season, 1)
    counts = []
    for place in (1, 2, 3):
        scene.fill(scene.sheet_of(season, place))
        client.get(page(season))
        with CaptureQueriesContext(connection) as captured:
            client.get(page(season))
        counts.append(len(captured))

    assert counts[0] == counts[2]
