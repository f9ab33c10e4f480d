"""The numbers of a quota: what a share comes to, whose number is which, who stands above it. Pure.

A share is told with its rounding: "20 % của 14 đơn vị = 2,8, làm tròn xuống 2".
"""

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

from awards.models import Quota
from core import numbers

WAYS = {
    Quota.Rounding.DOWN: (ROUND_FLOOR, "làm tròn xuống"),
    Quota.Rounding.HALF: (ROUND_HALF_UP, "làm tròn từ nửa trở lên thành"),
    Quota.Rounding.UP: (ROUND_CEILING, "làm tròn lên"),
}
MEMBER, TOTAL, WHOLE = "member", "total", "whole"  # which number something stands above


@dataclass(frozen=True)
class Limits:
    """What a quota allows: the bloc, each member, single members by their ids, and a larger whole.

    `whole` is a share of what a whole province or ministry has: this bloc may never pass it, but what the
    others put forward is not known here. `share` says in words how the share came about. None: no limit.
    """

    total: int | None = None
    per_member: int | None = None
    whole: int | None = None
    share: str = ""
    own: dict = field(default_factory=dict)

    def of_member(self, agency):
        """Return the number of the member with this id, or None."""
        return self.own.get(agency, self.per_member)

    @property
    def ceiling(self):
        """What the bloc may at most put forward, or None."""
        return min((limit for limit in (self.total, self.whole) if limit is not None), default=None)


def of(quota, members, own=()):
    """Return the Limits of a quota in a year with so many `members`; `own` is pairs (agency's id, number).

    Of a number and a share of the members the smaller one holds.
    """
    total, whole, share = quota.total, None, ""
    if quota.percent is not None:
        base, name = (members, "đơn vị") if quota.base_count is None else (quota.base_count, quota.base_name)
        amount, share = shared(quota.percent, base, name, quota.rounding)
        if quota.base_count is not None:
            whole = amount
        else:
            total = amount if total is None else min(total, amount)
    return Limits(total, quota.per_member, whole, share, dict(own))


def shared(percent, base, name, rounding):
    """Return what `percent` of `base` comes to when rounded (a `Quota.Rounding`), and how, in words."""
    exact = Decimal(percent) * base / 100
    way, words = WAYS[rounding]
    whole = int(exact.to_integral_value(way))
    told = f"{numbers.plain(Decimal(percent))} % của {numbers.grouped(base)} {name} = {numbers.plain(exact)}"
    return whole, told if exact == whole else f"{told}, {words} {numbers.grouped(whole)}"


def over(limits, by_agency):
    """Return the ids of the members above their number, given {agency: how many it has put forward}."""
    return tuple(
        agency
        for agency, count in by_agency.items()
        if (limit := limits.of_member(agency)) is not None and count > limit
    )


def above(limits, rows):
    """Return {row's id: MEMBER, TOTAL or WHOLE} of those that nobody let pass above the number they name.

    `rows` are the live nominations of one quota. What is granted stands first, then who came first; those
    that the head let pass take nobody's place.
    """
    plain = sorted((row for row in rows if not row.over_quota), key=_coming)
    found, kept, taken = {}, [], defaultdict(int)
    for row in plain:
        limit = limits.of_member(row.agency_id)
        if limit is not None and taken[row.agency_id] >= limit:
            found[row.pk] = MEMBER
            continue
        taken[row.agency_id] += 1
        kept.append(row)
    if limits.ceiling is not None:
        which = WHOLE if limits.ceiling == limits.whole else TOTAL
        found |= {row.pk: which for row in kept[limits.ceiling :]}
    return found


def _coming(row):
    return row.state != row.State.GRANTED, row.proposed_at, row.pk
