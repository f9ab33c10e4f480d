"""Adding up a sheet: groups within groups with their caps, bonus, penalty, total. Pure.

What does not apply to a member counts neither for nor against it: the rest of its group is rescaled to the
group's whole maximum. Every printed number is rounded, and the next level adds printed numbers; every page
and paper calls this.
"""

from dataclasses import dataclass
from decimal import Decimal, localcontext

from core.numbers import plain, round_points

ZERO = Decimal(0)
EXACT = 80  # digits: more than any rescaled sum needs to be rounded once


@dataclass(frozen=True)
class Line:
    """One criterion of one sheet: `points` None while empty; an `exempt` one does not apply to the member."""

    code: str
    max_points: Decimal
    points: Decimal | None = None
    exempt: bool = False


@dataclass(frozen=True)
class Node:
    """One group with its children (Lines and Nodes in their order); `key` comes back in its total.

    `given` are points set for the whole group in a trial, in place of what its children bring.
    """

    code: str
    kind: str  # scored, bonus, penalty
    cap: Decimal
    children: tuple = ()
    key: int | None = None
    given: Decimal | None = None


@dataclass(frozen=True)
class Rescaling:
    """From what could be reached where something does not apply, to the whole (points), and what does not."""

    reachable: Decimal
    whole: Decimal
    left_out: tuple  # codes

    @property
    def words(self):
        """How it reads under the group: "quy đổi 500 → 550 điểm vì không áp dụng II.3"."""
        codes = ", ".join(self.left_out)
        return f"quy đổi {plain(self.reachable)} → {plain(self.whole)} điểm vì không áp dụng {codes}"

    def of(self, points):
        """Return `points` rescaled, rounded once."""
        with localcontext(prec=EXACT):
            return round_points(points * self.whole / self.reachable)


@dataclass(frozen=True)
class GroupTotal:
    """What one group brings: the sum of its children, rescaled, cut at its cap (points, two decimals)."""

    code: str
    kind: str  # scored, bonus, penalty
    points: Decimal
    cap: Decimal
    children: tuple = ()  # the GroupTotals of the groups in it
    rescaling: Rescaling | None = None
    applies: bool = True  # False where nothing in it applies to the member
    key: int | None = None

    @property
    def signed(self):
        """As it enters the total: a penalty is subtracted."""
        return -self.points if self.kind == "penalty" else self.points

    @property
    def factor(self):
        """By what its sum is multiplied; None for 1."""
        return self.rescaling and self.rescaling.whole / self.rescaling.reachable


@dataclass(frozen=True)
class Totals:
    """A sheet added up. `groups` are the top ones; `rescaling` is that of a whole group left out."""

    groups: tuple
    total: Decimal
    rescaling: Rescaling | None = None

    def of(self, kind):
        """Sum of the groups of one kind (points), rescaled where a whole group does not apply."""
        found = sum((group.points for group in self.groups if group.kind == kind), ZERO)
        return self.rescaling.of(found) if kind == "scored" and self.rescaling else found

    @property
    def every(self):
        """Every GroupTotal at every level, each before those in it."""
        return tuple(_every(self.groups))

    @property
    def by_key(self):
        """Every GroupTotal by the key of its node."""
        return {group.key: group for group in self.every}

    @property
    def reached(self):
        """What every group is compared by where totals are equal, by the key of its node (points).

        A scored group that does not apply to the member counts as the rescaling of the total counts it: with
        the same share of its maximum that the member reached in what it stands beside. Bonus and penalty are
        not rescaled: they stay 0. Rounded once.
        """
        found, whole = {}, self.rescaling.whole if self.rescaling else ZERO
        _reach(self.groups, self.of("scored"), whole, found)
        return found


def add_up(groups, total_cap=None):
    """Return the Totals of a sheet: `groups` are its top Nodes in order.

    `total_cap` limits the total; it never falls below zero.
    """
    added = tuple(_group(node) for node in groups)
    scored = [group for group in added if group.kind == "scored"]
    totals = Totals(added, ZERO, _rescaling([(group.code, group.cap, group.applies) for group in scored]))
    total = max(totals.of("scored") + totals.of("bonus") - totals.of("penalty"), ZERO)
    total = round_points(total if total_cap is None else min(total, total_cap))
    return Totals(added, total, totals.rescaling)


def _group(node):
    cap = round_points(node.cap)
    inner = {place: _group(each) for place, each in enumerate(node.children) if isinstance(each, Node)}
    parts = [_part(each, inner.get(place)) for place, each in enumerate(node.children)]
    applies = not parts or any(part[2] for part in parts)
    found = sum((points for *_, there, points in parts if there and points is not None), ZERO)
    rescaling = _rescaling([part[:3] for part in parts]) if node.kind == "scored" and applies else None
    points = rescaling.of(found) if rescaling else round_points(found)
    points = points if node.given is None else round_points(node.given)
    children = tuple(inner.values())
    return GroupTotal(node.code, node.kind, min(points, cap), cap, children, rescaling, applies, node.key)


def _part(child, total):
    """Return (code, maximum, whether it applies, points) of a Line, or of a Node by its `total`."""
    if total is None:
        return child.code, child.max_points, not child.exempt, child.points
    return total.code, total.cap, total.applies, total.points


def _rescaling(parts):
    """Return the Rescaling of (code, maximum, whether it applies); None where all of it applies, or none."""
    left_out = tuple(code for code, _, applies in parts if not applies)
    if not left_out:
        return None
    reachable = sum((most for _, most, applies in parts if applies), ZERO)
    whole = sum((most for _, most, _ in parts), ZERO)
    return Rescaling(reachable, whole, left_out) if reachable else None


def _reach(groups, points, whole, found):
    """Enter into `found` what each group reached; `points` of `whole`: the share where it does not apply."""
    for group in groups:
        reached = group.points
        if not group.applies and group.kind == "scored" and whole:
            with localcontext(prec=EXACT):
                reached = round_points(group.cap * points / whole)
        found[group.key] = reached
        inner = group.cap if not group.applies else group.rescaling.whole if group.rescaling else ZERO
        _reach(group.children, reached, inner, found)


def _every(groups):
    for group in groups:
        yield group
        yield from _every(group.children)
