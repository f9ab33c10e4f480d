"""The arithmetic of a sheet as formulas of Excel: they give what `arithmetic` and `formulas` give. Pure.

Numbers in a formula are written as the file format wants them, with a point; Excel shows them as the computer
of the reader does. Excel reckons in binary fractions; ROUND takes away what that leaves behind.
"""

from core.numbers import plain

MOST_NAMED = 200  # cells in one SUM; Excel takes 255


def number(value):
    """Return a Decimal as a formula has it: 9.5."""
    return plain(value).replace(",", ".").replace("−", "-")


def added(column, rows):
    """Return the sum of the cells of a column in these rows, neighbours as one range; 0 of none."""
    if not rows:
        return "0"
    spans = []
    for row in sorted(rows):
        if spans and spans[-1][1] == row - 1:
            spans[-1][1] = row
        else:
            spans.append([row, row])
    named = [f"{column}{a}" if a == b else f"{column}{a}:{column}{b}" for a, b in spans]
    sums = [",".join(named[at : at + MOST_NAMED]) for at in range(0, len(named), MOST_NAMED)]
    return "+".join(f"SUM({each})" for each in sums)


def group(column, rows, *, cap, rescaling=None):
    """Return what a group brings: the cells of `rows` added, rescaled, cut at its cap."""
    return f"=MIN({_rescaled(added(column, rows), rescaling)},{number(cap)})"


def total(column, tops, *, cap=None, rescaling=None):
    """Return the total: `tops` are (row of the sum, kind) of the top groups."""
    rows = {kind: [row for row, found in tops if found == kind] for kind in ("scored", "bonus", "penalty")}
    scored = added(column, rows["scored"])
    found = _rescaled(scored, rescaling) if rescaling else scored
    if rows["bonus"]:
        found += f"+{added(column, rows['bonus'])}"
    if rows["penalty"]:
        found += f"-({added(column, rows['penalty'])})"
    limited = f"MAX({found},0)" if cap is None else f"MIN(MAX({found},0),{number(cap)})"
    return f"=ROUND({limited},2)"


def measured(rule, *, target, actual, levels=None):
    """Return the points of a measured criterion; `target`, `actual` are cells. Empty while one of them is.

    `levels`: (labels, points) as ranges of cells, for a criterion that has levels.
    """
    if rule.kind == "levels":
        labels, points = levels
        return f'=IF({actual}="","",IFERROR(INDEX({points},MATCH({actual},{labels},0)),""))'
    if rule.kind == "units":
        return f'=IF({actual}="","",ROUND(MIN({actual}*{number(rule.per_unit)},{number(rule.most)}),2))'
    lacks = f'OR({target}="",{actual}="")'
    if rule.steps:
        return f'=IF({lacks},"",{_steps(rule.steps, target, actual)})'
    share = f"MIN({actual}*{number(rule.max_points)}/{target},{number(rule.most)})"
    return f'=IF({lacks},"",ROUND({share},2))'


def _rescaled(found, rescaling):
    if rescaling:
        found = f"({found})*{number(rescaling.whole)}/{number(rescaling.reachable)}"
    return f"ROUND({found},2)"


def _steps(steps, target, actual):
    """The points of the highest step that is reached; the steps stand with the highest first."""
    found = "0"
    for least, points in reversed(steps):
        found = f"IF({actual}*100>={number(least)}*{target},{number(points)},{found})"
    return found
