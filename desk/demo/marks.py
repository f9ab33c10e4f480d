"""The invented points of the demo: totals per group as its story wants them, spread over the criteria."""

from decimal import Decimal

QUARTER = Decimal("0.25")


def spread(total, maxima):
    """Return points for criteria with these `maxima` (Decimals) that add up to `total`, in quarters.

    What is missing to the maximum is taken a quarter at a time from one criterion after the other.
    """
    points, missing = list(maxima), sum(maxima) - total
    place = 0
    while missing > 0:
        step = min(QUARTER, missing, points[place % len(points)])
        points[place % len(points)] -= step
        missing -= step
        place += 1
    return points


def invented(place, number, most, kind):
    """Points a little under the maximum, other for each member, in quarters; the same every time."""
    step = max(QUARTER, Decimal(int(most / 80)))
    return {
        "scored": max(most - step * ((place * 7 + number * number + place * number) % 5), Decimal(0)),
        "bonus": min(most, QUARTER * 4 * ((place + number) % 2)),
        "penalty": Decimal(0),
    }[kind]


def of_member(criteria, place, totals=None):
    """Return {criterion's key: agreed points} for the member at `place` (from 0) of the protocol order.

    `criteria` come in their order with their groups; `totals`, one text per group, are what they add up to.
    """
    if totals is None:
        return {
            row.pk: invented(place, number, row.max_points, row.group.kind)
            for number, row in enumerate(criteria)
        }
    groups = {}
    for row in criteria:
        groups.setdefault(row.group_id, []).append(row)
    found = {}
    for rows, total in zip(groups.values(), totals, strict=True):
        points = spread(Decimal(total), [row.max_points for row in rows])
        found |= {row.pk: point for row, point in zip(rows, points, strict=True)}
    return found


def claimed(agreed, most):
    """Return what the member gave itself on the line that the appraisal lowers: half a point more, if any."""
    return min(agreed + 2 * QUARTER, most)
