"""The standing: live totals and places, who may see them and when, the page and its workbook."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from blocs import founding, phases
from blocs.models import Season
from members.models import Post
from results import appraisal, standings
from results.permissions import can_see_standing
from tests import world

from . import appraised
from .appraised import DEPUTY, HEAD, MEMBER

pytestmark = pytest.mark.django_db

FIVE = ("Một", "Hai", "Ba", "Bốn", "Năm")


@pytest.fixture
def season():
    return appraised.year()


@pytest.fixture
def tied():
    """Five members of whom the third's sheet is still open and the second and fourth are level."""
    season = appraised.year(FIVE)
    for place, points in ((1, "50"), (2, "48"), (4, "48"), (5, "40")):
        appraised.finished(season, place, lowered=points)
    return season


def concluded(season):
    for place in (HEAD, DEPUTY, MEMBER):
        appraised.finished(season, place)
    appraisal.conclude(season, by=None)
    return Season.objects.get(pk=season.pk)


def page(client, season, user, **query):
    client.force_login(user)
    return client.get(reverse("results:standing", args=[season.pk]), query)


def shown(answer):
    """(place, name, total) of each row of the page."""
    places = [row.place for row in answer.context["rows"]]
    return [(place.rank, place.name, place.totals and str(place.totals.total)) for place in places]


# the rule


def test_members_without_an_appraised_sheet_have_no_place(tied):
    found = [(row.rank, row.name, row.shared, row.state) for row in standings.of(tied)]

    assert found == [
        (1, "Một", False, "Đã thẩm định"),
        (2, "Hai", True, "Đã thẩm định"),
        (None, "Ba", False, "Chờ thẩm định"),
        (2, "Bốn", True, "Đã thẩm định"),
        (4, "Năm", False, "Đã thẩm định"),
    ]


def test_by_place_the_first_stands_first_and_the_waiting_last(tied):
    found = standings.by_place(standings.of(tied))

    assert [row.name for row in found] == ["Một", "Hai", "Bốn", "Năm", "Ba"]


def test_who_left_before_the_standing_date_keeps_the_sheet_and_has_no_place(tied):
    membership = tied.bloc.memberships.get(agency=world.members(tied.bloc)[0])
    founding.leave(membership, left_on=date(2023, 7, 1), reason="Sáp nhập", by=None)

    assert [(row.rank, row.name) for row in standings.by_place(standings.of(tied))] == [
        (1, "Hai"),
        (1, "Bốn"),
        (3, "Năm"),
        (None, "Ba"),
    ]
    assert tied.sheets.count() == 5


def test_what_counts_are_the_agreed_points_and_the_total_is_the_one_computation(season):
    sheet = appraised.sheet(season)
    appraised.judge(sheet, text="49")
    appraised.agree(sheet, text="49,5")
    appraised.judge(sheet, "Tr.1", text="1,25", reason="Nộp chậm")
    appraised.finished(season)

    place = standings.of(season)[MEMBER - 1]

    assert place.totals == standings.totals_of(appraised.sheet(season))
    assert [group.signed for group in place.totals.groups] == [
        Decimal("49.50"),
        Decimal("30.00"),
        Decimal(0),
        Decimal("-1.25"),
    ]
    assert place.totals.total == Decimal("78.25")


# who sees it


@pytest.mark.parametrize(("place", "sees"), [(HEAD, True), (DEPUTY, True), (MEMBER, False)])
def test_before_the_conclusion_only_who_appraises_sees_the_places(season, place, sees):
    assert can_see_standing(appraised.user_of(season, place), season) is sees


@pytest.mark.parametrize("phase", ["conference", "awarding", "closed"])
def test_after_the_conclusion_every_member_sees_the_places(season, phase):
    season = concluded(season)
    while season.phase != phase:
        phases.advance(season, frm=season.phase, by=None)

    assert can_see_standing(appraised.user_of(season, MEMBER), season) is True


def test_a_stranger_finds_no_standing(season, client):
    stranger = world.person(world.agency("Ngoài khối"), Post.Kind.CLERK, username="nguoi-la").user

    assert page(client, season, stranger).status_code == 404


def test_a_member_sees_only_its_own_points_while_the_others_are_judged(season, client):
    for place in (HEAD, DEPUTY, MEMBER):
        appraised.finished(season, place, lowered=f"4{place}")

    answer = page(client, season, appraised.user_of(season, MEMBER))

    assert shown(answer) == [(None, "Ban Ba", "73.00")]
    assert [name for name in ("Ban Một", "Ban Hai", "71,00", "72,00") if name in answer.text] == []
    assert answer.context["rows"][0].link == appraised.sheet(season).get_absolute_url()


def test_a_member_gets_no_other_points_in_the_workbook_either(season, client):
    for place in (HEAD, DEPUTY, MEMBER):
        appraised.finished(season, place, lowered=f"4{place}")

    answer = page(client, season, appraised.user_of(season, MEMBER), format="xlsx")

    rows = list(load_workbook(BytesIO(answer.content)).active.values)
    assert [row[:2] for row in rows] == [("Xếp thứ", "Đơn vị"), (None, "Ban Ba")]


def test_after_a_step_back_the_places_are_closed_to_members_again(season, client):
    season = concluded(season)
    member = appraised.user_of(season, MEMBER)
    assert len(shown(page(client, season, member))) == 3

    phases.step_back(season, reason="Cộng nhầm", by=None)

    assert len(shown(page(client, season, member))) == 1


# the page


def test_the_head_sees_places_totals_and_the_way_to_each_sheet(tied, client):
    answer = page(client, tied, appraised.user_of(tied, HEAD))

    assert shown(answer) == [
        (1, "Một", "80.00"),
        (2, "Hai", "78.00"),
        (2, "Bốn", "78.00"),
        (4, "Năm", "70.00"),
        (None, "Ba", None),
    ]
    links = [row.link for row in answer.context["rows"]]
    assert links[1] == reverse("results:appraise", args=[appraised.sheet(tied, 2).pk])
    assert answer.text.count('class="is-tie"') == 2


def test_in_protocol_order_the_waiting_stand_between_the_others(tied, client):
    answer = page(client, tied, appraised.user_of(tied, HEAD), order="protocol")

    assert [name for _, name, _ in shown(answer)] == list(FIVE)


def test_a_member_opens_only_its_own_sheet_from_the_concluded_table(season, client):
    season = concluded(season)

    answer = page(client, season, appraised.user_of(season, MEMBER), order="protocol")

    assert [bool(row.link) for row in answer.context["rows"]] == [False, False, True]


def test_the_workbook_holds_numbers_and_no_place_for_the_waiting(tied, client):
    answer = page(client, tied, appraised.user_of(tied, HEAD), format="xlsx")

    sheet = load_workbook(BytesIO(answer.content)).active
    assert list(sheet.values) == [
        (
            "Xếp thứ",
            "Đơn vị",
            "Nhóm 60 điểm",
            "Nhóm 40 điểm",
            "Điểm thưởng",
            "Điểm trừ",
            "Tổng điểm",
            "Trạng thái",
        ),
        (1, "Một", 50, 30, 0, 0, 80, "Đã thẩm định"),
        (2, "Hai", 48, 30, 0, 0, 78, "Đã thẩm định"),
        (2, "Bốn", 48, 30, 0, 0, 78, "Đã thẩm định"),
        (4, "Năm", 40, 30, 0, 0, 70, "Đã thẩm định"),
        (None, "Ba", None, None, None, None, None, "Chờ thẩm định"),
    ]


@pytest.mark.parametrize("name", ["standing", "appraisals"])
def test_eight_members_and_three_ask_the_same_number_of_queries(client, name):
    season = appraised.year([f"Đơn vị {number}" for number in range(8)])
    for place in range(1, 9):
        appraised.finished(season, place)
    client.force_login(appraised.user_of(season, HEAD))
    url = reverse(f"results:{name}", args=[season.pk])

    many = queries_of(client, url, rows=8)
    for membership in season.bloc.memberships.on()[3:]:
        founding.leave(membership, left_on=date(2023, 7, 1), reason="Chuyển khối", by=None)

    assert queries_of(client, url, rows=3) == many
    assert many <= 18  # grades, ladder, the year before and the seal, too


def queries_of(client, url, *, rows):
    """How many queries the page asks; what is read once per process does not count."""
    assert len(client.get(url).context["rows"]) == rows
    with CaptureQueriesContext(connection) as captured:
        client.get(url)
    return len(captured)
