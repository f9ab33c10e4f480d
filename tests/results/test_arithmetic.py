"""Sums, caps, halves and places, against an oracle that knows nothing of our code."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blocs.kinds import Rule
from results import arithmetic, cross_means, ranking
from results.arithmetic import Line, Node
from results.formulas import measured
from tests import proofs
from tests.results import oracle

D = Decimal


def group(kind, cap, *points, code="I"):
    """A group of lines whose maxima do not matter."""
    lines = (
        Line(f"{code}.{place}", D(1), None if value is None else D(value))
        for place, value in enumerate(points, 1)
    )
    return Node(code, kind, D(cap), tuple(lines))


@pytest.mark.parametrize(
    ("groups", "cap", "total"),
    [
        ([group("scored", 60, "58.5"), group("scored", 40, "35")], None, "93.50"),
        ([group("scored", 60, "40", "30")], None, "60.00"),  # cut at the group's cap
        ([group("scored", 60, "60"), group("bonus", 5, "3", "4")], None, "65.00"),  # bonus cut at 5
        ([group("scored", 60, "60"), group("bonus", 5, "5")], "62", "62.00"),  # cut at the table's cap
        ([group("scored", 60, "60"), group("penalty", 5, "2", "0.5")], None, "57.50"),
        ([group("scored", 60, "60"), group("penalty", 5, "4", "4")], None, "55.00"),  # penalty cut at 5
        ([group("scored", 60, "1"), group("penalty", 5, "4")], None, "0.00"),  # never below zero
        ([group("scored", 60, None, None)], None, "0.00"),
        ([], None, "0.00"),
    ],
)
def test_a_sheet_adds_up(groups, cap, total):
    assert arithmetic.add_up(groups, None if cap is None else D(cap)).total == D(total)


def test_what_does_not_apply_is_reached_with_the_share_of_what_it_stands_beside():
    nothing = (Line("II.1.1", D(10), None, True),)
    inner = Node("II.1", "scored", D(10), nothing, key="II.1")
    totals = arithmetic.add_up(
        [
            Node("I", "scored", D(60), (Line("I.1", D(60), None, True),), key="I"),
            Node("II", "scored", D(40), (Line("II.2", D(30), D(15)), inner), key="II"),
            Node("T", "bonus", D(5), (Line("T.1", D(5), None, True),), key="T"),
        ]
    )

    assert totals.reached == {"I": D("30.00"), "II": D("20.00"), "II.1": D("5.00"), "T": D("0.00")}


def test_within_a_group_the_share_is_that_of_the_sum_of_its_maxima_and_goes_down_every_level():
    """10 of 20 beside what is left out: half of it is reached, although the group is capped below 40."""
    deepest = Node("I.2.1", "scored", D(6), (Line("I.2.1.1", D(6), exempt=True),), key="I.2.1")
    beside = Line("I.2.2", D(14), exempt=True)
    inner = Node("I.2", "scored", D(20), (deepest, beside), key="I.2")
    outer = Node("I", "scored", D(30), (Line("I.1", D(20), D(10)), inner), key="I")

    reached = arithmetic.add_up([outer]).reached

    assert reached == {"I": D("20.00"), "I.2": D("10.00"), "I.2.1": D("3.00")}


def test_the_three_sums_of_the_footer_are_the_groups_of_each_kind():
    totals = arithmetic.add_up(
        [
            group("scored", 60, "50"),
            group("scored", 40, "30"),
            group("bonus", 5, "2"),
            group("penalty", 5, "1"),
        ]
    )

    assert [totals.of(kind) for kind in ("scored", "bonus", "penalty")] == [D("80.00"), D("2.00"), D("1.00")]
    assert totals.total == D("81.00")


def test_every_group_is_found_by_its_key_and_a_penalty_is_subtracted():
    inner = Node("I.1", "scored", D(10), (Line("I.1.1", D(10), D(4)),), key=2)
    outer = Node("I", "scored", D(60), (inner,), key=1)
    penalty = Node("−", "penalty", D(5), (Line("Tr.1", D(5), D(3)),), key=3)

    found = arithmetic.add_up([outer, penalty]).by_key

    assert {key: group.signed for key, group in found.items()} == {1: D(4), 2: D(4), 3: D(-3)}


# --- groups within groups -----------------------------------------------------------------------------------


def test_every_level_is_cut_at_its_cap_and_the_next_adds_what_is_printed():
    inner = Node("I.2", "scored", D(20), (Line("I.2.1", D(10), D("10")), Line("I.2.2", D(10), D("14"))))
    outer = Node("I", "scored", D(30), (Line("I.1", D(10), D("9.5")), inner))

    found = arithmetic.add_up([outer])

    assert [(each.code, each.points) for each in found.every] == [("I", D("29.50")), ("I.2", D("20.00"))]
    assert found.total == D("29.50")


def test_what_does_not_apply_is_left_out_and_the_rest_of_the_group_is_rescaled():
    """The 550-point group of a member to whom a criterion of 50 points does not apply."""
    lines = (Line("II.1", D(300), D("290")), Line("II.2", D(200), D("190")), Line("II.3", D(50), exempt=True))

    (found,) = arithmetic.add_up([Node("II", "scored", D(550), lines)]).groups

    assert (found.points, found.factor) == (D("528.00"), D("1.1"))
    assert found.rescaling.words == "quy đổi 500 → 550 điểm vì không áp dụng II.3"


def test_a_group_in_which_nothing_applies_rescales_its_parent():
    inner = Node("I.2", "scored", D(20), (Line("I.2.1", D(20), exempt=True),))
    outer = Node("I", "scored", D(30), (Line("I.1", D(10), D("8")), inner))

    (found,) = arithmetic.add_up([outer]).groups

    assert (found.points, found.children[0].applies) == (D("24.00"), False)
    assert found.rescaling.words == "quy đổi 10 → 30 điểm vì không áp dụng I.2"


def test_a_group_in_which_something_applies_counts_with_its_whole_maximum():
    inner = Node("I.2", "scored", D(20), (Line("I.2.1", D(5), exempt=True), Line("I.2.2", D(15), D("15"))))
    outer = Node("I", "scored", D(30), (Line("I.1", D(10), D("8")), inner))

    (found,) = arithmetic.add_up([outer]).groups

    assert (found.points, found.factor, found.children[0].points) == (D("28.00"), None, D("20.00"))


def test_a_whole_group_left_out_rescales_the_scored_total_and_neither_bonus_nor_penalty():
    groups = [
        Node("I", "scored", D(60), (Line("I.1", D(60), D("45")),)),
        Node("II", "scored", D(40), (Line("II.1", D(40), exempt=True),)),
        group("bonus", 5, "2"),
        group("penalty", 5, "1"),
    ]

    found = arithmetic.add_up(groups)

    assert (found.of("scored"), found.total) == (D("75.00"), D("76.00"))
    assert found.rescaling.words == "quy đổi 60 → 100 điểm vì không áp dụng II"


def test_a_member_to_whom_nothing_applies_has_nothing():
    found = arithmetic.add_up([Node("I", "scored", D(60), (Line("I.1", D(60), D("45"), exempt=True),))])

    assert (found.total, found.rescaling, found.groups[0].rescaling) == (D(0), None, None)


# --- against the oracle -------------------------------------------------------------------------------------


def node(part):
    """A part of the oracle's table as our arithmetic takes it, its points from our formulas."""
    if "parts" in part:
        return Node(part["code"], part["group"], part["max"], tuple(map(node, part["parts"])))
    return Line(part["code"], part["max"], points_of(part), part["exempt"])


def points_of(part):
    """The points of a criterion from our formulas; a plain number is as it was typed."""
    if part["kind"] == "points":
        return part["typed"]
    if part["kind"] == "crossed":
        return cross_means.value(part["marks"], trimmed=part["trimmed"]) if part["marks"] else None
    kind = "ratio" if part["kind"] == "steps" else part["kind"]
    facts = {name: part[name] for name in ("ceiling", "per_unit", "steps", "levels") if name in part}
    rule = Rule(kind=kind, max_points=part["max"], **facts)
    level = part["levels"][part["level"] - 1][0] if part["level"] else None
    found = measured(rule, target=part["target"], actual=part["actual"], level=level)
    return found and found.points


def test_random_blocs_of_all_kinds_equal_the_oracle_of_fractions():
    blocs, sheets, different = proofs.size(300, 10_000), 0, []
    for seed in range(blocs):
        random = Random(seed)
        table, cap, members = oracle.bloc(random)
        for _ in range(members):
            filled = oracle.member(random, table)
            found = arithmetic.add_up(map(node, filled), cap)
            groups, total = oracle.totals(filled, cap)
            same = {group.code: Fraction(group.points) for group in found.every} == groups
            sheets += 1
            if not same or Fraction(found.total) != total:
                different.append(seed)
    assert (different, sheets > 2 * blocs) == ([], True)


def test_random_blocs_scored_across_equal_the_oracle_of_fractions():
    different = []
    for seed in range(proofs.size(150, 10_000)):
        random = Random(seed)
        table, cap, members = oracle.bloc(random)
        for _ in range(members):
            given = oracle.scored_across(random, oracle.member(random, table))
            found = arithmetic.add_up(map(node, given), cap)
            groups, total = oracle.totals(given, cap)
            same = {group.code: Fraction(group.points) for group in found.every} == groups
            if not same or Fraction(found.total) != total:
                different.append(seed)
    assert different == []


seeds = st.integers(0, 10**9).map(Random)


def test_a_group_given_in_a_trial_stands_in_place_of_its_lines_and_under_its_cap():
    group = Node("I", "scored", Decimal(10), (Line("1", Decimal(10), Decimal(4)),), 7)

    brought = [
        arithmetic.add_up([replace(group, given=points)]).total
        for points in (None, Decimal(0), Decimal("7.5"), Decimal(12))
    ]

    assert brought == [Decimal(4), Decimal(0), Decimal("7.5"), Decimal(10)]


@given(seeds)
def test_the_order_of_parts_does_not_change_the_total(random):
    table, cap, _ = oracle.bloc(random)
    filled = oracle.member(random, table)
    mixed = filled[:]
    random.shuffle(mixed)

    assert arithmetic.add_up(map(node, mixed), cap).total == arithmetic.add_up(map(node, filled), cap).total


@given(st.lists(st.integers(0, 400), min_size=2, max_size=8))
def test_sums_of_quarters_that_are_equal_share_a_place(quarters):
    """Floats make most exact ties look unequal; the same quarters in another order are one tie."""
    points = [D(value) / 4 for value in quarters]
    there = arithmetic.add_up([group("scored", 9999, *points)]).total
    back = arithmetic.add_up([group("scored", 9999, *points[::-1])]).total

    found = ranking.places({"there": there, "back": back})
    assert [place.rank for place in found.values()] == [1, 1]
