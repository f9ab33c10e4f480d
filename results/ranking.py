"""Places from totals: equal ones told apart by a ladder, the rest shares 1, 2, 3, 3, 5; and a total's grade.

Pure; takes numbers, knows no rows.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Placed:
    """A place. `decided`: the step (index) that puts it before the next one with the same total; `waits`: the
    step for which the shared place still waits because not everybody has a value there."""

    rank: int
    decided: int | None = None
    waits: int | None = None


def places(totals, steps=()):
    """Return {key: Placed} of `totals` (key to Decimal).

    `steps` are compared in their order among equal totals only: each maps key to a number of which more is
    better, None where it is not known. A step that not all of those still level have a number for decides
    nothing, and neither does any after it.
    """
    found, rank = {}, 1
    for level in _levels(totals, totals):
        for tied, decided, waits in _settle(level, steps, 0):
            found |= {key: Placed(rank, decided, waits) for key in tied}
            rank += len(tied)
    return {key: found[key] for key in totals}


def grade(total, grades, *, of=None):
    """Return the label of the first of `grades` ((label, at least), falling) that `total` reaches, or "".

    With `of`, the most a member can reach, thresholds are percents of it. Nothing is rounded.
    """
    for label, at_least in grades:
        if (total if of is None else total * 100) >= (at_least if of is None else at_least * of):
            return label
    return ""


def _settle(level, steps, number):
    """Yield (keys that share a place, the step that puts them before the next, the step they wait for)."""
    if len(level) == 1 or number == len(steps):
        yield level, None, None
        return
    values = steps[number]
    if any(values.get(key) is None for key in level):
        yield level, None, number
        return
    parts = list(_levels(level, values))
    for part in parts:
        settled = list(_settle(part, steps, number + 1))
        if part is not parts[-1]:  # the last of this part stands before the next part by this step
            tied, _, waits = settled[-1]
            settled[-1] = (tied, number, waits)
        yield from settled


def _levels(keys, values):
    """Yield the keys of equal value together, the highest value first."""
    by_value = {}
    for key in keys:
        by_value.setdefault(values[key], []).append(key)
    for value in sorted(by_value, reverse=True):
        yield by_value[value]
