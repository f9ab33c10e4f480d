"""Adding up a sheet: groups with their caps, bonus, penalty, total. Pure; every page and paper calls it."""

from dataclasses import dataclass
from decimal import Decimal

from core.numbers import round_points

ZERO = Decimal(0)


@dataclass(frozen=True)
class GroupTotal:
    """What one group brings: the sum of its lines, cut at the group's cap (points, two decimals)."""

    code: str
    kind: str  # scored, bonus, penalty
    points: Decimal
    cap: Decimal

    @property
    def signed(self):
        """As it enters the total: a penalty is subtracted."""
        return -self.points if self.kind == "penalty" else self.points


@dataclass(frozen=True)
class Totals:
    """A sheet added up."""

    groups: tuple
    total: Decimal

    def of(self, kind):
        """Sum of the groups of one kind (points)."""
        return sum((group.points for group in self.groups if group.kind == kind), ZERO)


def add_up(groups, total_cap=None):
    """Return the Totals of a sheet.

    `groups`: (code, kind, cap, points of its lines with None for an empty one), in order. `total_cap`
    limits the total; it never falls below zero.
    """
    added = tuple(
        GroupTotal(code, kind, capped(points, cap), round_points(cap)) for code, kind, cap, points in groups
    )
    total = max(sum((group.signed for group in added), ZERO), ZERO)
    return Totals(added, round_points(total if total_cap is None else min(total, total_cap)))


def capped(points, cap):
    """Return the sum of `points` (None for an empty line), no more than `cap`; rounded."""
    total = sum((value for value in points if value is not None), ZERO)
    return min(round_points(total), round_points(cap))
