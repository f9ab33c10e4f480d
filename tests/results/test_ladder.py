"""Ties and grades in a year's standing; the pure rules are tried in test_places.py."""

from decimal import Decimal

import pytest
from django.urls import reverse

from blocs.models import Season
from core.rules import RuleError
from results import appraisal, standings, ties
from results.models import Standing, TieVote
from tests import kept, world

from . import appraised
from .appraised import HEAD, MEMBER

D = Decimal

FIVE = ("Một", "Hai", "Ba", "Bốn", "Năm")
GRADES = (("Xuất sắc", D(80)), ("Tốt", D(75)), ("Hoàn thành", D(0)))


@kept.once
def year(ladder, grades=GRADES):
    """Five appraised members, 2, 3 and 4 level at 78; the ladder is set while the table is a draft."""
    season = appraised.year(FIVE, grades=grades, ladder=ladder)
    appraised.finished(season, 1, lowered="50")
    for place, (first, second) in {2: ("49", "29"), 3: ("48", "30"), 4: ("48", "30")}.items():
        sheet = appraised.sheet(season, place)
        appraised.judge(sheet, "II.1", text=second, reason="Thiếu")
        appraised.finished(season, place, lowered=first)
    appraised.finished(season, 5, lowered="40")
    return season


def told(season):
    return [(row.rank, row.name, row.decided, row.waits) for row in standings.by_place(standings.of(season))]


pytestmark = pytest.mark.django_db


def test_without_a_ladder_places_stay_shared():
    season = year(())

    assert [row[0] for row in told(season)] == [1, 2, 2, 2, 5]
    assert {row[2:] for row in told(season)} == {("", "")}


def test_the_first_step_that_differs_decides_and_is_named():
    season = year(("penalty", "group:1", "bonus"))

    assert told(season) == [
        (1, "Một", "", ""),
        (2, "Hai", "hơn ở nhóm I", ""),
        (3, "Ba", "", ""),
        (3, "Bốn", "", ""),
        (5, "Năm", "", ""),
    ]


def test_a_group_that_does_not_apply_is_compared_as_it_is_rescaled_and_that_is_told():
    """Bốn has 31,2 of 40 in II and no I: 78 in all, and so 46,8 of 60 in I, behind 49 and 48."""
    season = year(("group:1",))
    table, lines = standings.table_of(season), standings.lines_of(season)
    fourth = lines[world.members(season.bloc)[3].pk]
    fourth[0].exempt, fourth[1].appraised_points = "Không có nhiệm vụ này", D("31.2")

    rows = standings.by_place(standings.under(season, table, lines))

    assert [(row.rank, row.name, row.decided) for row in rows] == [
        (1, "Một", ""),
        (2, "Hai", "hơn ở nhóm I (quy đổi cho đơn vị không áp dụng nhóm)"),
        (3, "Ba", "hơn ở nhóm I (quy đổi cho đơn vị không áp dụng nhóm)"),
        (4, "Bốn", ""),
        (5, "Năm", ""),
    ]


def test_protocol_order_leaves_no_tie():
    season = year(("group:2", "protocol"))

    assert [(rank, name, words) for rank, name, words, _ in told(season)] == [
        (1, "Một", ""),
        (2, "Ba", "xếp trước theo thứ tự đơn vị"),
        (3, "Bốn", "hơn ở nhóm II"),
        (4, "Hai", ""),
        (5, "Năm", ""),
    ]


def test_grades_follow_the_percent_of_the_maximum():
    season = year(())

    assert [row.grade for row in standings.of(season)] == ["Xuất sắc", "Tốt", "Tốt", "Tốt", "Hoàn thành"]


def test_votes_settle_the_tie_at_the_conference_and_the_standing_says_so():
    season = year(("group:1", "vote"))
    assert [row[3] for row in told(season)] == [
        "",
        "",
        "số phiếu bình xét cao hơn",
        "số phiếu bình xét cao hơn",
        "",
    ]
    appraisal.conclude(season, by=None)
    third, fourth = world.members(season.bloc)[2:4]
    season = Season.objects.get(pk=season.pk)

    ties.record_votes(season, votes={third.pk: 1, fourth.pk: 4}, by=None)

    rows = Standing.objects.filter(season=season).order_by("rank").values_list("rank", "grade", "decided_by")
    assert list(rows) == [
        (1, "Xuất sắc", ""),
        (2, "Tốt", "hơn ở nhóm I"),
        (3, "Tốt", "hơn ở số phiếu bình xét"),
        (4, "Tốt", ""),
        (5, "Hoàn thành", ""),
    ]
    assert told(season)[2][:2] == (3, "Bốn")
    again = "Các đơn vị chờ phân định vừa thay đổi. Hãy tải lại trang rồi ghi lại số phiếu."
    assert refusal(ties.record_votes, season, votes={third.pk: 1, fourth.pk: 4}) == again


@pytest.mark.parametrize("ladder", [(), ("group:1",), ("vote",), ("group:1", "vote")])
def test_votes_are_read_where_somebody_is_equal(ladder):
    season = year(ladder)
    second = world.members(season.bloc)[1]
    TieVote.objects.create(season=season, agency=second, votes=3)

    assert facts_of(season).votes == {second.pk: 3}


@pytest.mark.parametrize(
    ("ladder", "read"), [((), False), (("group:1",), False), (("vote",), True), (("group:1", "vote"), True)]
)
def test_where_nobody_is_equal_votes_are_read_only_if_the_rules_ask_for_them(ladder, read):
    season = appraised.year(FIVE[:3], grades=(), ladder=ladder)
    appraised.finished(season, 1, lowered="50")
    appraised.finished(season, 2, lowered="40")
    second = world.members(season.bloc)[1]
    TieVote.objects.create(season=season, agency=second, votes=3)

    assert facts_of(season).votes == ({second.pk: 3} if read else {})


def facts_of(season):
    """The Facts of a year read anew."""
    season = Season.objects.get(pk=season.pk)
    return standings.facts_of(season, standings.table_with_rules(season), standings.lines_of(season))


def test_votes_are_refused_before_the_conference_and_for_others_than_the_tied():
    season = year(("vote",))
    assert refusal(ties.record_votes, season, votes={}) == (
        "Phiếu phân định ghi ở bước Hội nghị; năm này đang ở bước Thẩm định."
    )
    appraisal.conclude(season, by=None)
    season = Season.objects.get(pk=season.pk)
    first = world.members(season.bloc)[0]

    assert refusal(ties.record_votes, season, votes={first.pk: 3}).startswith("Các đơn vị chờ phân định")
    assert not TieVote.objects.exists()


def refusal(act, *args, **facts):
    with pytest.raises(RuleError) as refused:
        act(*args, by=None, **facts)
    return str(refused.value)


# the page


def test_the_page_shows_grade_and_deciding_step(client):
    season = year(("group:1",))
    client.force_login(appraised.user_of(season, HEAD))
    page = client.get(reverse("results:standing", args=[season.pk])).text

    assert page.count("hơn ở nhóm I") == 1
    assert page.count("Xuất sắc") == 1


def test_a_member_does_not_learn_from_a_tie_that_others_are_level(client):
    season = year(("group:1", "vote"))
    client.force_login(appraised.user_of(season, MEMBER))
    page = client.get(reverse("results:standing", args=[season.pk])).text

    assert "số phiếu bình xét cao hơn" not in page
    assert "hơn ở nhóm" not in page


def test_the_head_types_the_votes_at_the_conference_and_may_take_them_back(client):
    season = year(("group:1", "vote"))
    appraisal.conclude(season, by=None)
    third, fourth = world.members(season.bloc)[2:4]
    client.force_login(appraised.user_of(season, HEAD))
    url = reverse("results:tie_votes", args=[season.pk])
    assert url in client.get(reverse("results:standing", args=[season.pk])).text

    empty = client.post(url, {f"votes_{third.pk}": "3"})
    assert list(empty.context["form"].errors) == [f"votes_{fourth.pk}"]
    client.post(url, {f"votes_{third.pk}": "3", f"votes_{fourth.pk}": "1"})
    assert [row[0] for row in told(Season.objects.get(pk=season.pk))] == [1, 2, 3, 4, 5]

    client.post(reverse("results:tie_votes_withdraw", args=[season.pk]))
    assert [row[0] for row in told(Season.objects.get(pk=season.pk))] == [1, 2, 3, 3, 5]
    client.force_login(appraised.user_of(season, MEMBER))
    assert client.get(url).status_code == 403
