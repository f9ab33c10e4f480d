"""Places, grades and thresholds from facts alone, whatever the year: no database."""

from decimal import Decimal

import pytest

from blocs import snapshots
from blocs.models import CriteriaTable, Membership, Season
from results import arithmetic, standings
from results.models import ScoreLine

D = Decimal
FIRST, SECOND, BONUS, PENALTY = 1, 2, 3, 4  # the keys of the groups
ABLE, BOLD, CALM = 11, 12, 13  # of the members, in protocol order
GROUPS = [
    {"id": FIRST, "path": "01", "position": 1, "kind": "scored", "max_points": "90"},
    {"id": SECOND, "path": "02", "position": 2, "kind": "scored", "max_points": "60"},
    {"id": BONUS, "path": "98", "position": 98, "kind": "bonus", "max_points": "5"},
    {"id": PENALTY, "path": "99", "position": 99, "kind": "penalty", "max_points": "5"},
]


def table(*ladder, graded_by="percent", grades=(), criteria=()):
    """150 points in two groups, bonus and penalty; `ladder`: kinds of steps, or the key of a group."""
    steps = [
        {"position": place, "kind": step if isinstance(step, str) else "group"}
        | ({"group_id": step} if isinstance(step, int) else {})
        for place, step in enumerate(ladder, 1)
    ]
    content = {
        "criteriatable": [{"graded_by": graded_by}],
        "criteriagroup": [{"table_id": 1, **row} for row in GROUPS],
        "criterion": list(criteria),
        "grade": [{"id": 5 - place, "table_id": 1, **row} for place, row in enumerate(grades)],
        "tiestep": [{"id": row["position"], "table_id": 1, **row} for row in steps],
    }
    return snapshots.lay_out(CriteriaTable(pk=1, season=Season(pk=1)), content)


def reached(first, second, bonus="0", penalty="0"):
    """The totals of a member with these points in the four groups; None: the group does not apply to it."""
    points = (first, second, bonus, penalty)
    return arithmetic.add_up(
        arithmetic.Node(
            str(row["id"]),
            row["kind"],
            D(row["max_points"]),
            (arithmetic.Line("", D(row["max_points"]), given and D(given), exempt=given is None),),
            row["id"],
        )
        for row, given in zip(GROUPS, points, strict=True)
    )


def told(made, totals, votes=None):
    """(place, name, what puts it before the next one, what it waits for), the first place first."""
    members = [Membership(agency_id=key) for key in (ABLE, BOLD, CALM)]
    for member, name in zip(members, ("Able", "Bold", "Calm"), strict=True):
        member.name, member.code = name, name[0]
    facts = standings.Facts(members, {}, totals, tuple(made.ladder.all()), votes or {})
    rows = standings.by_place(standings.from_facts(made, facts))
    return [(row.rank, row.name, row.decided, row.waits) for row in rows]


# what counts of a line


def test_the_agreed_points_count_before_the_appraised_ones():
    line = ScoreLine(appraised_points=D(8), agreed_points=D(9))

    assert (standings.appraised_points(line), standings.final_points(line)) == (D(8), D(9))


def test_a_criterion_without_a_line_is_not_filled_but_applies():
    criterion = {"id": 1, "group_id": FIRST, "path": "01.01", "position": 1, "max_points": "9"}

    first, *_ = standings.nodes(table(criteria=[criterion]), [], standings.final_points)

    assert first.children == (arithmetic.Line("I.1", D(9), None, exempt=False),)


# those with the same total


def test_fewer_penalty_points_stand_before_more_and_more_bonus_before_less():
    totals = {ABLE: reached("80", "40", "5", "5"), BOLD: reached("80", "40"), CALM: reached("80", "39", "1")}

    assert told(table("penalty", "bonus"), totals) == [
        (1, "Calm", "hơn ở điểm thưởng", ""),
        (2, "Bold", "hơn vì ít điểm trừ", ""),
        (3, "Able", "", ""),
    ]
    assert told(table("bonus", "penalty"), totals) == [
        (1, "Able", "hơn ở điểm thưởng", ""),
        (2, "Calm", "hơn ở điểm thưởng", ""),
        (3, "Bold", "", ""),
    ]


def test_a_group_left_out_for_a_member_with_another_total_is_not_told():
    totals = {ABLE: reached("80", "40"), BOLD: reached("78", "42"), CALM: reached(None, "10")}

    assert told(table(FIRST), totals)[0] == (1, "Able", "hơn ở nhóm I", "")


def test_behind_the_ladder_who_got_a_vote_stands_before_who_got_none():
    totals = {key: reached("80", "40") for key in (ABLE, BOLD, CALM)}

    assert told(table(), totals, {BOLD: 1}) == [
        (1, "Bold", "hơn ở số phiếu bình xét", ""),
        (2, "Able", "", ""),
        (2, "Calm", "", ""),
    ]


def test_a_ladder_that_asks_for_votes_waits_until_all_have_theirs():
    totals = {ABLE: reached("80", "40"), BOLD: reached("80", "40"), CALM: reached("70", "40")}
    waiting = "số phiếu bình xét cao hơn"

    assert [row[3] for row in told(table("vote"), totals, {BOLD: 1})] == [waiting, waiting, ""]
    assert told(table("vote"), totals, {ABLE: 1, BOLD: 2})[0][1:3] == ("Bold", "hơn ở số phiếu bình xét")


def test_a_member_sees_its_own_place_neither_numbered_nor_shared():
    place = standings.Place(ABLE, "Able", "A", None, None, 1, shared=True, grade="Tốt")

    (own,) = standings.own_only([place], {ABLE})

    assert (own.rank, own.shared, own.grade, own.state) == (None, False, "Tốt", "Chưa bắt đầu")


# grades


GOOD = {"label": "Tốt", "at_least": "80"}
DONE = {"label": "Hoàn thành", "at_least": "60"}


@pytest.mark.parametrize(
    ("graded_by", "totals", "grade"),
    [
        ("percent", reached("80", "40"), "Tốt"),
        ("percent", reached("80", "39"), "Hoàn thành"),
        ("percent", reached("50", "39"), ""),
        ("points", reached("50", "39"), "Tốt"),
        ("points", reached("40", "20"), "Hoàn thành"),
        ("points", None, ""),
    ],
)
def test_a_grade_is_reached_in_percent_of_the_maximum_or_in_points(graded_by, totals, grade):
    assert standings.grade_of(table(graded_by=graded_by, grades=[GOOD, DONE]), totals) == grade


def test_without_grades_there_is_none():
    assert standings.grade_of(table(), reached("80", "40")) == ""


def test_a_threshold_is_told_as_the_table_measures_it():
    assert standings.thresholds_of(table(grades=[GOOD, DONE])) == [
        ("Tốt", D(120), "từ 80 % của 150 điểm tối đa, tức từ 120 điểm"),
        ("Hoàn thành", D(90), "từ 60 % của 150 điểm tối đa, tức từ 90 điểm"),
    ]
    assert standings.thresholds_of(table(graded_by="points", grades=[GOOD])) == [("Tốt", D(80), "từ 80 điểm")]
