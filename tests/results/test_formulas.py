"""Points from what was measured, as a table: each kind of criterion, its limits, and its words."""

from decimal import Decimal

import pytest

from blocs.kinds import Rule
from results.formulas import measured

D = Decimal
TEN = D(10)
PLAIN = Rule(kind="points", max_points=TEN)
RATIO = Rule(kind="ratio", max_points=TEN, unit="đề án")
REWARDED = Rule(kind="ratio", max_points=TEN, unit="%", ceiling=D(15))
STEPS = Rule(
    kind="ratio", max_points=TEN, unit="%", steps=((D(100), TEN), (D(95), D(9)), (D("66.67"), D("4.5")))
)
LEVELS = Rule(kind="levels", max_points=D(8), levels=(("Tốt", D(8)), ("Khá", D("5.5")), ("Yếu", D(0))))
UNITS = Rule(kind="units", max_points=D(5), unit="sáng kiến", per_unit=D(2))
SMALL = Rule(kind="ratio", max_points=D("0.5"))
THREE = Rule(kind="ratio", max_points=D(3))


@pytest.mark.parametrize(
    ("rule", "target", "actual", "points", "words"),
    [
        (RATIO, "1000", "968", "9.68", "Đạt 96,8 % × 10 = 9,68"),
        (RATIO, "4", "0", "0.00", "Đạt 0 % × 10 = 0"),
        (RATIO, "4", "4", "10.00", "Đạt 100 % × 10 = 10"),  # what just reaches the limit is not cut
        (RATIO, "3", "2", "6.67", "Đạt 66,67 % (2/3) × 10 ≈ 6,67"),
        (RATIO, "4", "5", "10.00", "Đạt 125 % × 10 = 12,5, không quá 10"),
        (RATIO, "3", "4", "10.00", "Đạt 133,33 % (4/3) × 10 ≈ 13,33, không quá 10"),
        (SMALL, "10000", "9687", "0.48", "Đạt 96,87 % × 0,5 = 0,48435, làm tròn 0,48"),
        (SMALL, "100", "33", "0.17", "Đạt 33 % × 0,5 = 0,165, làm tròn 0,17"),  # half up, as Excel does
        (SMALL, "10000", "20001", "0.50", "Đạt 200,01 % × 0,5 ≈ 1, không quá 0,5"),
        (THREE, "3", "2", "2.00", "Đạt 66,67 % (2/3) × 3 = 2"),
        (THREE, "3", "4", "3.00", "Đạt 133,33 % (4/3) × 3 ≈ 4, không quá 3"),
        (REWARDED, "4", "5", "12.50", "Đạt 125 % × 10 = 12,5"),
        (REWARDED, "4", "8", "15.00", "Đạt 200 % × 10 = 20, không quá 15"),
        (STEPS, "100", "100", "10.00", "Đạt 100 %, mức từ 100 %: 10"),
        (STEPS, "1000", "968", "9.00", "Đạt 96,8 %, mức từ 95 %: 9"),
        (STEPS, "3", "2", "0.00", "Đạt 66,66 %, chưa tới mức thấp nhất 66,67 %: 0"),
        (UNITS, None, "2", "4.00", "2 sáng kiến × 2 = 4"),
        (UNITS, None, "3", "5.00", "3 sáng kiến × 2 = 6, không quá 5"),
        (UNITS, None, "0", "0.00", "0 sáng kiến × 2 = 0"),
        (
            RATIO,
            "0.01",
            "9999999999999.99",
            "10.00",
            "Đạt 99.999.999.999.999.900 % × 10 = 9.999.999.999.999.990, không quá 10",
        ),
        (RATIO, "9999999999999.99", "0.01", "0.00", "Đạt 0 % (0,01/9.999.999.999.999,99) × 10 ≈ 0"),
    ],
)
def test_what_was_measured_becomes_points_with_the_formula_in_words(rule, target, actual, points, words):
    found = measured(rule, target=target and D(target), actual=D(actual))

    assert (str(found.points), found.words) == (points, words)


@pytest.mark.parametrize(
    ("level", "points", "words"),
    [("Tốt", "8.00", "Mức Tốt: 8"), ("Khá", "5.50", "Mức Khá: 5,5"), ("Yếu", "0.00", "Mức Yếu: 0")],
)
def test_a_level_gives_its_points(level, points, words):
    found = measured(LEVELS, level=level)

    assert (str(found.points), found.words) == (points, words)


@pytest.mark.parametrize(
    ("rule", "facts"),
    [
        (PLAIN, {"actual": D(3), "target": D(4)}),
        (RATIO, {"actual": D(3)}),
        (RATIO, {"actual": D(3), "target": D(0)}),
        (RATIO, {"target": D(4)}),
        (UNITS, {}),
        (LEVELS, {}),
        (LEVELS, {"level": "Kém"}),
    ],
)
def test_without_what_it_needs_nothing_is_computed(rule, facts):
    assert measured(rule, **facts) is None


def test_a_number_just_below_a_half_is_not_rounded_up_twice():
    rule = Rule(kind="ratio", max_points=D("0.01"))

    found = measured(rule, target=D("9999999999999.99"), actual=D("4999999999999.99"))

    assert found.points == D("0.00")
