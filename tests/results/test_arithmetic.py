"""Sums, caps, halves and places, against an oracle that knows nothing of our code."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from results import arithmetic, ranking

D = Decimal


def group(kind, cap, *points, code="I"):
    return code, kind, D(cap), [None if value is None else D(value) for value in points]


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


hundredths = st.integers(0, 100_000).map(lambda n: D(n) / 100)
rows = st.lists(st.one_of(st.none(), hundredths), max_size=8)
groups_of = st.lists(
    st.tuples(st.just("I"), st.sampled_from(["scored", "bonus", "penalty"]), hundredths, rows), max_size=6
)


def oracle(groups, cap):
    """The same sum in whole fractions, written from the regulation's words."""
    total = Fraction(0)
    for _, kind, most, points in groups:
        brought = sum((Fraction(value) for value in points if value is not None), Fraction(0))
        brought = min(brought, Fraction(most))
        total += -brought if kind == "penalty" else brought
    total = max(total, Fraction(0))
    return total if cap is None else min(total, Fraction(cap))


@given(groups_of, st.one_of(st.none(), hundredths))
def test_totals_equal_the_oracle_of_fractions(groups, cap):
    assert Fraction(arithmetic.add_up(groups, cap).total) == oracle(groups, cap)


@given(groups_of, st.randoms())
def test_the_order_of_groups_does_not_change_the_total(groups, random):
    mixed = groups[:]
    random.shuffle(mixed)

    assert arithmetic.add_up(mixed).total == arithmetic.add_up(groups).total


@pytest.mark.parametrize(
    ("totals", "places"),
    [
        ([], []),
        (["90"], [1]),
        (["90", "80", "85"], [1, 3, 2]),
        (["95", "93", "90", "90", "80"], [1, 2, 3, 3, 5]),  # the case of the press: two at place 3
        (["90", "90", "90"], [1, 1, 1]),
        (["90.00", "90"], [1, 1]),
        (["0.1", "0.2", "0.30"], [3, 2, 1]),
    ],
)
def test_equal_totals_share_a_place(totals, places):
    given_ = {place: D(total) for place, total in enumerate(totals)}

    assert [place.rank for place in ranking.places(given_).values()] == places


@given(st.dictionaries(st.integers(), hundredths, max_size=20))
def test_a_place_is_one_more_than_how_many_are_better(totals):
    found = ranking.places(totals)

    assert {key: place.rank for key, place in found.items()} == {
        key: 1 + sum(other > points for other in totals.values()) for key, points in totals.items()
    }


@given(st.lists(st.integers(0, 400), min_size=2, max_size=8))
def test_sums_of_quarters_that_are_equal_share_a_place(quarters):
    """Floats make most exact ties look unequal; the same quarters in another order are one tie."""
    points = [D(value) / 4 for value in quarters]
    there = arithmetic.add_up([("I", "scored", D(9999), points)]).total
    back = arithmetic.add_up([("I", "scored", D(9999), points[::-1])]).total

    found = ranking.places({"there": there, "back": back})
    assert [place.rank for place in found.values()] == [1, 1]
