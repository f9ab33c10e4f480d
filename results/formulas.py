"""From what was measured to points, with the formula in words. Pure; rounded once, half up, to two decimals.

A criterion's rule (`blocs.kinds.Rule`) says how; pages, papers and exports show the same words.
"""

from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal, localcontext

from core.numbers import grouped, plain, round_points

EXACT = 80  # digits: more than any product or quotient of two stored numbers needs to be rounded once
ZERO, HUNDRED = Decimal(0), Decimal(100)
TWO_PLACES = Decimal("0.01")


@dataclass(frozen=True)
class Computed:
    """The points a formula gives (two decimals), and how it comes to them in words."""

    points: Decimal
    words: str


def measured(rule, *, target=None, actual=None, level=None):
    """Return the Computed of a `rule`, or None while what it needs is not known, and for plain points.

    `target` and `actual` in the criterion's unit; `level` the label of the chosen one. A target of 0 measures
    nothing.
    """
    with localcontext(prec=EXACT):
        if rule.kind == "levels":
            return _level(rule, level)
        if actual is None:
            return None
        if rule.kind == "units":
            return _units(rule, actual)
        if rule.kind == "ratio" and target:
            return _steps(rule, target, actual) if rule.steps else _ratio(rule, target, actual)
    return None


def shown(points):
    """Return points inside a sentence: as short as they can be."""
    return plain(round_points(points))


def _level(rule, level):
    points = dict(rule.levels).get(level)
    return None if points is None else Computed(round_points(points), f"Mức {level}: {shown(points)}")


def _units(rule, actual):
    counted = f"{grouped(actual)} {rule.unit}".strip()
    return _limited(f"{counted} × {plain(rule.per_unit)}", actual * rule.per_unit, rule.most)


def _ratio(rule, target, actual):
    percent, exact = _percent(target, actual)
    share = (
        f"{_percented(percent)}" if exact else f"{_percented(percent)} ({grouped(actual)}/{grouped(target)})"
    )
    found = actual * rule.max_points / target
    return _limited(f"Đạt {share} × {plain(rule.max_points)}", found, rule.most, exact=exact)


def _steps(rule, target, actual):
    percent, exact = _percent(target, actual)
    if not exact:  # never shown as a step that it just misses
        percent = (actual * HUNDRED / target).quantize(TWO_PLACES, ROUND_DOWN)
    reached = [(least, points) for least, points in rule.steps if actual * HUNDRED >= least * target]
    if not reached:
        least = min(least for least, _ in rule.steps)
        return Computed(
            round_points(ZERO), f"Đạt {_percented(percent)}, chưa tới mức thấp nhất {_percented(least)}: 0"
        )
    least, points = max(reached)
    return Computed(
        round_points(points), f"Đạt {_percented(percent)}, mức từ {_percented(least)}: {shown(points)}"
    )


def _percent(target, actual):
    """Return (the share in per cent rounded to two decimals, whether that loses nothing)."""
    percent = round_points(actual * HUNDRED / target)
    return percent, percent * target == actual * HUNDRED


def _percented(percent):
    return f"{grouped(percent)} %"


def _limited(words, found, limit, *, exact=True):
    """Return the Computed of `found` cut at `limit`; the words show the sum before it is rounded or cut."""
    points = round_points(min(found, limit))
    if found > limit:
        whole = grouped(round_points(found))
        equals = "=" if exact and round_points(found) == found else "≈"
        return Computed(points, f"{words} {equals} {whole}, không quá {shown(limit)}")
    if points == found:
        return Computed(points, f"{words} = {shown(points)}")
    if exact:
        return Computed(points, f"{words} = {plain(found)}, làm tròn {shown(points)}")
    return Computed(points, f"{words} ≈ {shown(points)}")
