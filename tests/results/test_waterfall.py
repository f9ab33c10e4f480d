"""The waterfall: its steps add up to the total whatever the table; its picture keeps each step inside."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.figures import falls
from documents.figures.facts import Fall
from results import arithmetic, waterfall
from results.arithmetic import Line, Node

D = Decimal
POINTS = st.decimals(0, 60, places=2)


@st.composite
def tables(draw):
    """Top groups of every kind with their lines, and perhaps a cap of the total."""
    kinds = ["scored"] * draw(st.integers(1, 4)) + ["bonus"] * draw(st.integers(0, 1))
    kinds += ["penalty"] * draw(st.integers(0, 1))
    groups = []
    for key, kind in enumerate(kinds):
        most = draw(st.lists(st.integers(1, 30), min_size=1, max_size=4))
        lines = tuple(
            Line(
                f"{key}.{place}",
                D(points),
                draw(st.one_of(st.none(), POINTS)),
                kind == "scored" and draw(st.booleans()),
            )
            for place, points in enumerate(most)
        )
        cap = sum(most) if kind == "scored" else draw(st.integers(1, 120))
        groups.append(Node(f"G{key}", kind, D(cap), lines, key))
    return groups, draw(st.one_of(st.none(), st.integers(1, 130).map(D)))


@given(tables())
def test_the_steps_always_add_up_to_the_total(table):
    groups, cap = table
    totals = arithmetic.add_up(groups, cap)
    found = waterfall.steps(totals, {group.key: group.code for group in groups}, cap)

    changes = [step for step in found if not step.stands]
    assert found[0].after + sum(step.amount for step in changes) == found[-1].after == totals.total
    assert [step.before for step in changes] == [found[0].after, *(step.after for step in changes[:-1])]
    assert all(step.after == step.before + step.amount for step in changes)


@given(tables())
def test_no_bar_leaves_the_picture(table):
    groups, cap = table
    steps = waterfall.steps(arithmetic.add_up(groups, cap), {group.key: group.code for group in groups}, cap)
    fall = falls.draw(Fall(steps))

    assert len(fall.bars) == len(steps)
    assert all(
        bar.x >= 0 and bar.x + bar.width <= falls.WIDTH - falls.VALUE + falls.LEAST for bar in fall.bars
    )
    assert all(bar.y + bar.height <= fall.axis for bar in fall.bars)


def told(groups, cap=None):
    totals = arithmetic.add_up(groups, cap)
    names = {group.key: f"Nhóm {group.code}" for group in groups}
    return [(step.kind, step.label, str(step.amount)) for step in waterfall.steps(totals, names, cap)]


def group(code, kind, cap, *points, key=1, exempt=False):
    share = D(cap) / max(len(points), 1)
    lines = tuple(Line(f"{code}.{n}", share, D(value), exempt) for n, value in enumerate(points, 1))
    return Node(code, kind, D(cap), lines, key)


def test_what_groups_lose_bonus_penalty_and_the_cap_come_in_this_order():
    groups = [
        group("I", "scored", 60, "58"),
        group("II", "scored", 40, "39.5", key=2),
        group("+", "bonus", 5, "4", key=3),
        group("−", "penalty", 5, "1", key=4),
    ]

    assert told(groups, D(100)) == [
        ("maximum", "Điểm tối đa", "100.00"),
        ("lost", "I. Nhóm I", "-2.00"),
        ("lost", "II. Nhóm II", "-0.50"),
        ("bonus", "Nhóm +", "4.00"),
        ("penalty", "Nhóm −", "-1.00"),
        ("cap", "Tổng điểm không quá 100", "-0.50"),
        ("total", "Tổng điểm", "100.00"),
    ]


def test_a_group_that_does_not_apply_leaves_whole_and_comes_back_rescaled():
    groups = [group("I", "scored", 60, "54"), group("II", "scored", 40, "0", key=2, exempt=True)]

    assert told(groups)[2:] == [
        ("exempt", "II. Nhóm II: không áp dụng", "-40.00"),
        ("rescaled", "Quy đổi 60 → 100 điểm vì không áp dụng II", "36.00"),
        ("total", "Tổng điểm", "90.00"),
    ]


def test_a_penalty_never_brings_the_total_below_nothing():
    groups = [group("I", "scored", 60, "1"), group("−", "penalty", 5, "4", key=2)]

    assert told(groups)[-2:] == [
        ("floor", "Tổng điểm không thấp hơn 0", "3.00"),
        ("total", "Tổng điểm", "0.00"),
    ]


@pytest.mark.parametrize(("points", "begins"), [("58", "50"), ("20", "")])
def test_the_axis_says_when_it_does_not_begin_at_nothing(points, begins):
    totals = arithmetic.add_up([group("I", "scored", 60, points)])

    assert falls.draw(Fall(waterfall.steps(totals, {1: "Nhóm"}))).begins == begins


def test_the_picture_says_its_figures_to_who_does_not_see_it():
    totals = arithmetic.add_up([group("I", "scored", 60, "58")])

    assert falls.draw(Fall(waterfall.steps(totals, {1: "Nhiệm vụ"}))).describes == (
        "Điểm tối đa 60,00; I. Nhiệm vụ −2,00; Tổng điểm 58,00."
    )
