"""From the most a member can reach down and up to its total, step by step. Pure; every step is printed.

The steps always add up to the total: what the caps cut at the end is what is left between the sum and it.
"""

from decimal import Decimal

from core.numbers import plain
from documents.figures.facts import Step

ZERO = Decimal(0)
MAXIMUM, LOST, EXEMPT, RESCALED = "maximum", "lost", "exempt", "rescaled"
BONUS, PENALTY, CAP, FLOOR, TOTAL = "bonus", "penalty", "cap", "floor", "total"


def steps(totals, names, total_cap=None):
    """Return the Steps of Totals; `names` maps the key of a group to its name.

    A group in which nothing applies leaves with its whole maximum and comes back by the rescaling. A bonus or
    a penalty without points stays: that there is none is an answer, too.
    """
    scored = [group for group in totals.groups if group.kind == "scored"]
    parts = [_lost(group, names) for group in scored]
    kept = sum((group.points for group in scored if group.applies), ZERO)
    if totals.rescaling:
        words = totals.rescaling.words
        parts.append((RESCALED, words[0].upper() + words[1:], totals.of("scored") - kept))
    parts += [_gained(group, names) for group in totals.groups if group.kind == "bonus"]
    parts += [_subtracted(group, names) for group in totals.groups if group.kind == "penalty"]
    level = sum((group.cap for group in scored), ZERO)
    found = [Step(MAXIMUM, "Điểm tối đa", ZERO, level)]
    for kind, label, amount in parts:
        found.append(Step(kind, label, level, level + amount))
        level += amount
    if cut := totals.total - level:
        found.append(_cut(cut, level, total_cap))
    return (*found, Step(TOTAL, "Tổng điểm", ZERO, totals.total))


def _lost(group, names):
    name = f"{group.code}. {names[group.key]}"
    if not group.applies:
        return EXEMPT, f"{name}: không áp dụng", -group.cap
    return LOST, name, group.points - group.cap


def _gained(group, names):
    return BONUS, names[group.key], group.points


def _subtracted(group, names):
    return PENALTY, names[group.key], -group.points


def _cut(cut, level, total_cap):
    if cut > 0:
        return Step(FLOOR, "Tổng điểm không thấp hơn 0", level, level + cut)
    label = "Mức trần tổng điểm" if total_cap is None else f"Tổng điểm không quá {plain(total_cap)}"
    return Step(CAP, label, level, level + cut)
