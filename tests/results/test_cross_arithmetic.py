"""Means of marks, marks that stand out, and the draw, against oracles that know nothing of our code."""

from decimal import Decimal
from fractions import Fraction
from math import floor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from results import cross_draw, cross_means
from tests import proofs

D = Decimal
hundredths = st.integers(0, 6000).map(lambda number: D(number) / 100)
marks = st.lists(hundredths, min_size=1, max_size=15)


def exact_mean(values, trimmed):
    """The rule in exact fractions, halves up: take one highest and one lowest away, add, divide, round."""
    left = [Fraction(value) for value in values]
    if trimmed and len(left) > 2:
        left.remove(max(left))
        left.remove(min(left))
    return Fraction(floor(sum(left) / len(left) * 100 + Fraction(1, 2)), 100)


@settings(max_examples=proofs.size(100, 20_000), deadline=None)
@given(marks, st.booleans())
def test_the_mean_equals_the_oracle_of_fractions(values, trimmed):
    assert Fraction(cross_means.value(values, trimmed=trimmed)) == exact_mean(values, trimmed)


@settings(max_examples=proofs.size(50, 5000), deadline=None)
@given(st.permutations([D("9.5"), D("9"), D("10"), D("8.25"), D("0")]), st.booleans())
def test_the_order_of_the_scorers_does_not_matter(values, trimmed):
    assert cross_means.value(values, trimmed=trimmed) == exact_mean(values, trimmed)


@pytest.mark.parametrize(
    ("values", "trimmed", "words"),
    [
        (["9", "9.5", "9.25", "9.45"], False, "Trung bình chấm chéo của 4 đơn vị: 9,3"),
        (
            ["1", "9", "9.3", "9.6", "10"],
            True,
            "Trung bình chấm chéo của 5 đơn vị, bỏ một điểm cao nhất và một điểm thấp nhất: 9,3",
        ),
        (["9", "9.01"], True, "Trung bình chấm chéo của 2 đơn vị: 9,01"),  # too few to trim; half goes up
        (["10", "10", "9.99"], False, "Trung bình chấm chéo của 3 đơn vị: 10"),
    ],
)
def test_how_the_value_came_about_is_told(values, trimmed, words):
    assert cross_means.words([D(value) for value in values], trimmed=trimmed) == words


@pytest.mark.parametrize(
    ("values", "most", "out"),
    [
        (["9", "9"], 10, set()),  # of two none stands out
        (["9", "9", "2"], 10, {2}),
        (["9", "9", "7"], 10, set()),  # exactly 20 %
        (["9", "9", "6.99"], 10, {2}),
        (["9", "9.2", "9.4", "9.6", "5"], 10, {4}),
        (["10", "10", "10", "10", "9.6"], 10, set()),  # no spread at all, but under 5 %
        (["10", "10", "10", "10", "9.4"], 10, {4}),
        (["1", "3", "5", "7", "9"], 10, set()),
    ],
)
def test_marks_that_stand_out(values, most, out):
    assert cross_means.outliers([D(value) for value in values], D(most)) == out


@settings(max_examples=proofs.size(50, 5000), deadline=None)
@given(marks)
def test_the_median_has_as_many_marks_below_as_above(values):
    middle = cross_means.median(values)

    below, above = sum(value < middle for value in values), sum(value > middle for value in values)
    assert max(below, above) <= len(values) / 2


# --- the draw -----------------------------------------------------------------------------------------------


def burdens(drawn, members):
    return [sum(member in scorers for scorers in drawn.values()) for member in members]


@settings(max_examples=proofs.size(60, 3000), deadline=None)
@given(st.integers(2, 16), st.integers(1, 15), st.integers(0, 40), st.sampled_from(["", "a", "b", "c"]))
def test_everybody_scores_and_is_scored_by_the_same_number(size, count, turn, seed):
    members = list(range(100, 100 + size))

    drawn = cross_draw.draw(members, scored=members, count=count, turn=turn, seed=seed)

    expected = min(count, size - 1)
    assert [len(set(scorers)) for scorers in drawn.values()] == [expected] * size
    assert burdens(drawn, members) == [expected] * size
    assert all(member not in scorers for member, scorers in drawn.items())


@settings(max_examples=proofs.size(60, 3000), deadline=None)
@given(st.data(), st.integers(3, 9), st.integers(1, 4))
def test_with_forbidden_pairs_no_other_draw_is_more_even(data, size, count):
    """The oracle fills the burdens by brute flow: no bound on the highest burden below ours can be kept."""
    members = list(range(size))
    pairs = [(one, other) for one in members for other in members if one < other]
    chosen = data.draw(st.lists(st.sampled_from(pairs), max_size=4))
    forbidden = {pair for one, other in chosen for pair in ((one, other), (other, one))}

    seed = data.draw(st.sampled_from(["", "a", "b", "c"]))
    drawn = cross_draw.draw(members, scored=members, count=count, forbidden=forbidden, seed=seed)

    allowed = {t: {s for s in members if s != t and (s, t) not in forbidden} for t in members}
    assert {t: len(scorers) for t, scorers in drawn.items()} == {
        t: min(count, len(allowed[t])) for t in members
    }
    assert all(set(drawn[t]) <= allowed[t] for t in members)
    needs = {t: len(drawn[t]) for t in members}
    assert not fits(allowed, needs, max(burdens(drawn, members)) - 1)


def fits(allowed, needs, most):
    """Whether every target gets its scorers while nobody scores more than `most` (augmenting paths)."""
    held = {target: set() for target in needs}
    count = dict.fromkeys({scorer for scorers in allowed.values() for scorer in scorers}, 0)

    def give(target, seen):
        for scorer in allowed[target] - held[target]:
            if scorer in seen:
                continue
            seen.add(scorer)
            if count[scorer] < most or any(
                scorer in held[other] and move_on(other, scorer, seen) for other in held
            ):
                held[target].add(scorer)
                count[scorer] += 1
                return True
        return False

    def move_on(other, scorer, seen):
        if give(other, seen):
            held[other].discard(scorer)
            count[scorer] -= 1
            return True
        return False

    return most >= 0 and all(give(target, set()) for target in needs for _ in range(needs[target]))


def test_the_same_turn_gives_the_same_draw_and_the_next_one_another():
    facts = {"scored": [1, 2, 3, 4, 5], "count": 2}
    first, again, later = (cross_draw.draw([1, 2, 3, 4, 5], **facts, turn=turn) for turn in (0, 0, 1))

    assert first == again == {1: (2, 3), 2: (3, 4), 3: (4, 5), 4: (1, 5), 5: (1, 2)}
    assert later == {1: (4, 5), 2: (1, 5), 3: (1, 2), 4: (2, 3), 5: (3, 4)}


def test_only_the_sheet_of_the_head_is_drawn_where_the_rules_say_so():
    assert cross_draw.draw([1, 2, 3, 4], scored=[1], count=2) == {1: (2, 3)}


def test_who_may_not_score_anything_is_passed_over():
    drawn = cross_draw.draw([1, 2, 3, 4], scored=[1, 2, 3, 4], count=2, scorers=[1, 2, 3])

    assert sorted(burdens(drawn, [1, 2, 3, 4])) == [0, 2, 3, 3]


def test_the_same_lot_gives_the_same_draw_and_another_one_another():
    facts = {"scored": list(range(12)), "count": 3}
    first, again, other = (cross_draw.draw(list(range(12)), **facts, seed=seed) for seed in "aab")

    assert first == again
    assert first != other


def test_the_lot_follows_no_order_of_the_members():
    """In the circle everybody is as far from its scorers as everybody else; by lot nobody can count so."""
    size = 12
    drawn = cross_draw.draw(list(range(size)), scored=list(range(size)), count=3, seed="a")

    steps = {tuple(sorted((scorer - target) % size for scorer in found)) for target, found in drawn.items()}
    assert len(steps) > size / 2
