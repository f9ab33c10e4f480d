"""What a measured line says of itself: its target, what it lacks, points of its own. No database."""

from decimal import Decimal

import pytest

from blocs.models import Criterion, Level
from results import measures
from results.models import ScoreLine

D = Decimal
RATIO, UNITS, LEVELS, POINTS = (Criterion(pk=7, kind=kind) for kind in ("ratio", "units", "levels", "points"))
EACH_TWO = Criterion(kind="units", max_points=D(9), per_unit=D(2))


@pytest.mark.parametrize(
    ("criterion", "pledged", "aim"),
    [
        (Criterion(pk=7, kind="ratio", target=D(12)), {7: D(4)}, (D(12), "theo bảng tiêu chí")),
        (RATIO, {7: D(4)}, (D(4), "theo giao ước")),
        (RATIO, {8: D(4)}, (None, "không có trong giao ước")),
        (UNITS, {7: D(4)}, (None, "")),
    ],
)
def test_a_target_is_that_of_the_table_then_the_pledged_one_then_typed(criterion, pledged, aim):
    assert measures.aimed_at(criterion, pledged) == aim


@pytest.mark.parametrize(
    ("line", "lacking"),
    [
        (ScoreLine(criterion=RATIO), ["chỉ tiêu", "số thực hiện"]),
        (ScoreLine(criterion=RATIO, actual=D(3)), ["chỉ tiêu"]),
        (ScoreLine(criterion=RATIO, target=D(4)), ["số thực hiện"]),
        (ScoreLine(criterion=RATIO, target=D(4), actual=D(3)), []),
        (ScoreLine(criterion=UNITS), ["số thực hiện"]),
        (ScoreLine(criterion=LEVELS), ["mức đạt"]),
    ],
)
def test_a_line_without_points_says_what_it_lacks(line, lacking):
    assert measures.lacking(line) == lacking


@pytest.mark.parametrize(
    ("own", "computed", "reason", "words"),
    [
        (D(17), D(15), "Làm thay", "Đơn vị tự chấm 17 thay cho 15: Làm thay"),
        (D(17), None, "Làm thay", "Đơn vị tự chấm 17: Làm thay"),
        (None, D(15), "Làm thay", "Đơn vị chưa có điểm thay cho 15: Làm thay"),
        (D(15), D(15), "Làm thay", ""),
        (D(15), D(15), "", ""),
    ],
)
def test_points_of_ones_own_are_told_beside_those_of_the_formula(own, computed, reason, words):
    line = ScoreLine(criterion=RATIO, self_points=own, computed_points=computed, override_reason=reason)

    assert measures.overridden(line) == words


def test_a_cell_is_shown_as_it_may_be_typed_again():
    empty, filled = ScoreLine(), ScoreLine(target=D("1200.00"), actual=D("3.50"), level=Level(pk=5))

    assert [measures.shown(empty, cell) for cell in ("target", "actual", "level")] == ["", "", ""]
    assert [measures.shown(filled, cell) for cell in ("target", "actual", "level")] == ["1200", "3,5", "5"]
    assert measures.shown(ScoreLine(self_points=D("7.5")), "self_points") == "7,50"


def test_what_is_typed_brings_its_points_and_touches_no_target():
    line = ScoreLine(criterion=EACH_TWO)

    assert measures.typed(line, "actual", "3") == {
        "actual": D(3),
        "computed_points": D(6),
        "self_points": D(6),
    }


def test_only_what_changed_since_is_renewed():
    kept = ScoreLine(criterion=EACH_TWO, actual=D(3), computed_points=D(6), self_points=D(6))
    other = ScoreLine(criterion=EACH_TWO, actual=D(3), computed_points=D(5), self_points=D(6))

    assert (measures.renewed(kept, {}), measures.renewed(other, {})) == ({}, {"computed_points": D(6)})


def test_all_kinds_but_plain_points_are_measured():
    assert [measures.is_measured(each) for each in (RATIO, UNITS, LEVELS, POINTS)] == [
        True,
        True,
        True,
        False,
    ]
