"""How the marks of several scorers become one value, and which of them stand out. Pure.

The value is the mean of the marks, or the trimmed mean: without one highest and one lowest mark, where there
are at least three; with fewer it is the plain mean. It is computed exactly and rounded once, half up to two
decimals, as all points of the table are (core.numbers.round_points).

A mark stands out where it is at least 5 % of the maximum away from the median of its line, and
- among five marks or more: farther than 1.5 times the interquartile range outside the quartiles (taken
  between marks in proportion, as Excel's QUARTILE.INC does);
- among three or four: farther than 20 % of the maximum from the median.
Of one or two marks none stands out.
"""

from decimal import Decimal, localcontext
from fractions import Fraction

from blocs.cross_rules import TRIMMABLE
from core.numbers import plain, round_points

EXACT = 80  # digits: enough that a quotient is rounded only once
MANY, FEW = 5, 3  # marks from which on the quartiles, or the distance, tell
REACH, FAR, LEAST = Fraction(3, 2), Fraction(1, 5), Fraction(1, 20)
RULE = (
    "Nổi bật là điểm cách trung vị của dòng ít nhất 5% điểm tối đa, đồng thời: khi có từ 5 điểm trở lên, nằm "
    "ngoài khoảng tứ phân vị quá 1,5 lần độ rộng của khoảng đó; khi có 3 hoặc 4 điểm, cách trung vị quá 20% "
    "điểm tối đa."
)


def kept(marks, *, trimmed):
    """Return the marks that enter the mean, in rising order."""
    ordered = sorted(marks)
    return ordered[1:-1] if trimmed and len(ordered) >= TRIMMABLE else ordered


def value(marks, *, trimmed):
    """Return the one value of `marks` (Decimals, at least one), rounded half up to two decimals."""
    entering = kept(marks, trimmed=trimmed)
    with localcontext(prec=EXACT):
        return round_points(sum(entering, Decimal(0)) / len(entering))


def words(marks, *, trimmed):
    """Return how the value came about: "Trung bình chấm chéo của 4 đơn vị: 9,3"."""
    cut = len(marks) - len(kept(marks, trimmed=trimmed))
    without = ", bỏ một điểm cao nhất và một điểm thấp nhất" if cut else ""
    shown = plain(value(marks, trimmed=trimmed))
    return f"Trung bình chấm chéo của {len(marks)} đơn vị{without}: {shown}"


def median(marks):
    """Return the median of `marks` as a Fraction."""
    return _quantile(sorted(map(Fraction, marks)), Fraction(1, 2))


def outliers(marks, most):
    """Return the places in `marks` that stand out; `most` is the maximum of the line."""
    exact, most = [Fraction(mark) for mark in marks], Fraction(most)
    if len(exact) < FEW:
        return frozenset()
    ordered = sorted(exact)
    middle = _quantile(ordered, Fraction(1, 2))
    low, high = middle - FAR * most, middle + FAR * most
    if len(ordered) >= MANY:
        first, third = _quantile(ordered, Fraction(1, 4)), _quantile(ordered, Fraction(3, 4))
        low, high = first - REACH * (third - first), third + REACH * (third - first)
    return frozenset(
        place
        for place, mark in enumerate(exact)
        if not low <= mark <= high and abs(mark - middle) >= LEAST * most
    )


def _quantile(ordered, share):
    place = share * (len(ordered) - 1)
    below = int(place)
    if below + 1 == len(ordered):
        return ordered[below]
    return ordered[below] + (place - below) * (ordered[below + 1] - ordered[below])
