"""The meter of one quota: its numbers, what is used of it, and who is above, as a page shows them."""

from dataclasses import dataclass

from awards.limiting import limits
from awards.models import AwardForm, Quota
from awards.models.catalogue import Recipient

FEW = 5  # a quota of so many is shown as single marks


@dataclass(frozen=True)
class Meter:
    """One quota of a year as the page shows it; `over` lists (agency's name, used, limit).

    `own` lists (agency's name, its own number) of the members that have one.
    """

    quota: Quota
    form: AwardForm
    recipient: str
    used: int
    total: int | None
    per_member: int | None
    source: str
    over: list
    limits: limits.Limits
    own: list

    @property
    def whole(self):
        """The number of a whole province or ministry, or None: the others' part of it is not known here."""
        return self.limits.whole

    @property
    def share(self):
        """How a share came about, in words; empty when the letter gives plain numbers."""
        return self.limits.share

    @property
    def left(self):
        """How many are left for the whole bloc; below zero when too many, None without a total."""
        return None if self.total is None else self.total - self.used

    @property
    def above(self):
        """How many are above the whole bloc's number, or what a whole province may have."""
        ceiling = min((each for each in (self.total, self.whole) if each is not None), default=None)
        return 0 if ceiling is None else max(0, self.used - ceiling)

    @property
    def units(self):
        """Up to five separate marks, filled or not; empty where a bar reads better."""
        few = self.total is not None and 0 < self.total <= FEW and not self.is_over
        return [place < self.used for place in range(self.total)] if few else []

    @property
    def is_over(self):
        """Whether the whole bloc or one member is above its number."""
        return bool(self.over or self.above)

    @property
    def title(self):
        """The form; where it goes to several kinds of recipients, in short and with whom."""
        if len(self.form.nominated) == 1:
            return self.form.name
        return f"{self.form.short_name}, {Recipient(self.recipient).label.lower()}"

    def counts(self, nomination):
        """Whether it counts `nomination`, whichever version of the form that was entered under."""
        return (self.form.code, self.recipient) == (nomination.form.code, nomination.recipient)


def meter_of(quota, season, by_agency):
    """Return the Meter of a quota (its exceptions read along), given {agency's id: live nominations}."""
    members = len(season.members) if quota.percent is not None else 0
    own = {row.agency_id: row.number for row in quota.exceptions.all()}
    allowed = limits.of(quota, members, own)
    over = limits.over(allowed, by_agency)
    names = {member.agency_id: member.name for member in season.members} if over or own else {}
    return Meter(
        quota,
        quota.form,
        quota.recipient,
        sum(by_agency.values()),
        allowed.total,
        allowed.per_member,
        quota.cited,
        over=[(names.get(key, ""), by_agency[key], allowed.of_member(key)) for key in over],
        limits=allowed,
        own=[(names.get(key, ""), number) for key, number in own.items()],
    )
