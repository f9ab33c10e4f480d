"""Places, ties and grades: the pure rules as tables and against oracles written another way."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from results import ranking

D = Decimal
few = st.integers(0, 2).map(D)
hundredths = st.integers(0, 100_000).map(lambda n: D(n) / 100)
KEYS = st.lists(st.sampled_from("abcdefgh"), unique=True, max_size=8)


@st.composite
def ties_of(draw, values=few):
    """(totals, steps) with many equal numbers."""
    keys = draw(KEYS)
    steps = draw(st.integers(0, 3))
    return {key: draw(few) for key in keys}, [{key: draw(values) for key in keys} for _ in range(steps)]


def refined(totals, steps):
    """The places by refining blocks step by step, and which blocks stopped where."""
    blocks = [[key for key in totals if totals[key] == value] for value in sorted(set(totals.values()))[::-1]]
    stopped = {}
    for number, step in enumerate(steps):
        fresh = []
        for block in blocks:
            known = [step[key] for key in block if step[key] is not None]
            if len(block) > 1 and len(known) < len(block):
                stopped |= {key: number for key in block if key not in stopped}
            if len(block) == 1 or any(key in stopped for key in block):
                fresh.append(block)
                continue
            fresh += [[key for key in block if step[key] == value] for value in sorted(set(known))[::-1]]
        blocks = fresh
    ranks, passed = {}, 0
    for block in blocks:
        ranks |= dict.fromkeys(block, passed + 1)
        passed += len(block)
    return ranks, stopped


@given(ties_of())
def test_a_place_is_one_more_than_how_many_are_better_step_by_step(given_):
    totals, steps = given_
    row = {key: (totals[key], *[step[key] for step in steps]) for key in totals}
    found = ranking.places(totals, steps)

    assert {key: place.rank for key, place in found.items()} == {
        key: 1 + sum(row[other] > row[key] for other in row) for key in row
    }


@given(ties_of())
def test_the_deciding_step_is_the_first_in_which_one_differs_from_the_next(given_):
    totals, steps = given_
    row = {key: tuple(step[key] for step in steps) for key in totals}
    found = ranking.places(totals, steps)

    for key, place in found.items():
        below = [row[other] for other in row if totals[other] == totals[key] and row[other] < row[key]]
        first = next(i for i in range(len(steps)) if max(below)[i] != row[key][i]) if below else None
        assert place.decided == first


@given(ties_of(st.none() | few))
def test_a_step_that_does_not_know_everybody_decides_nothing(given_):
    totals, steps = given_
    found = ranking.places(totals, steps)
    ranks, stopped = refined(totals, steps)

    assert {key: place.rank for key, place in found.items()} == ranks
    assert {key: place.waits for key, place in found.items() if place.waits is not None} == stopped


@given(st.decimals(0, 200, places=2), st.lists(st.decimals(0, 100, places=2), unique=True), st.booleans())
def test_a_grade_is_the_highest_whose_threshold_is_reached(total, bounds, by_percent):
    grades = [(str(bound), bound) for bound in sorted(bounds, reverse=True)]
    most = D("150") if by_percent else None
    reached = [bound for bound in bounds if (total >= bound * most / 100 if by_percent else total >= bound)]

    assert ranking.grade(total, grades, of=most) == (str(max(reached)) if reached else "")


@pytest.mark.parametrize(("total", "label"), [("120", "Tốt"), ("119.99", ""), ("120.01", "Tốt")])
def test_a_threshold_in_percent_is_met_to_the_hundredth(total, label):
    assert ranking.grade(D(total), [("Tốt", D(80))], of=D(150)) == label


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
