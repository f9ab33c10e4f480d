"""Quotas: how many of a form a year may put forward, what is used of it, what one more would do."""

from collections import Counter
from dataclasses import dataclass

from django.db import transaction

from awards import rounds
from awards.models import AwardForm, Nomination, Quota
from awards.models.catalogue import Recipient
from blocs import seasons
from core import records
from core.rules import RuleError

FEW = 5  # a quota of so many is shown as single marks


@dataclass(frozen=True)
class Usage:
    """What is used of a quota: in all, by the agency that is asked about, and the agencies above theirs."""

    used: int
    over: tuple  # ids of the agencies above `per_member`


@dataclass(frozen=True)
class Meter:
    """One quota of a year as the page shows it; `over` lists (agency's name, used, limit)."""

    quota: Quota
    form: AwardForm
    recipient: str
    used: int
    total: int | None
    per_member: int | None
    source: str
    over: list

    @property
    def left(self):
        """How many are left for the whole bloc; below zero when too many, None without a total."""
        return None if self.total is None else self.total - self.used

    @property
    def above(self):
        """How many are above the whole bloc's number."""
        return max(0, -(self.left or 0))

    @property
    def units(self):
        """Up to five separate marks, filled or not; empty where a bar reads better."""
        few = self.total is not None and 0 < self.total <= FEW and not self.is_over
        return [place < self.used for place in range(self.total)] if few else []

    @property
    def is_over(self):
        """Whether the whole bloc or one member is above its number."""
        return bool(self.over) or (self.total is not None and self.used > self.total)

    @property
    def title(self):
        """The form; where it goes to several kinds of recipients, in short and with whom."""
        if len(self.form.recipients) == 1:
            return self.form.name
        return f"{self.form.short_name}, {Recipient(self.recipient).label.lower()}"


def set_quota(season, form, recipient, *, total, per_member, source, by):
    """Set the quota of a form for one kind of recipient (a value of `Recipient`) and return it.

    `total` and `per_member` are counts or None (no limit); `source` names the letter. Raises RuleError when
    the year is closed or the form is not for such recipients, ValidationError when no number or no source is
    given.
    """
    with transaction.atomic():
        rounds.hold(season, rounds.NOT_CLOSED)
        if recipient not in form.recipients:
            raise RuleError(f"{form.name} không dành cho {Recipient(recipient).label.lower()}.")
        facts = {"total": total, "per_member": per_member, "source": source}
        found = Quota.objects.filter(season=season, form=form, recipient=recipient).first()
        if found:
            return records.change(found, **facts, by=by, act="quota.change")
        quota = Quota(season=season, form=form, recipient=recipient, **facts)
        return records.keep(quota, by=by, act="quota.set")


def remove(quota, *, by):
    """Take a quota away: from here no number limits its form. Nominations stay."""
    with transaction.atomic():
        rounds.hold(quota.season, rounds.NOT_CLOSED)
        records.drop(quota, by=by, act="quota.remove")


def meters(season):
    """Return a Meter for every quota of the year, in ceremony order. Three queries whatever their number."""
    counts = _counts(season)
    names = None
    found = []
    for quota in Quota.objects.filter(season=season).select_related("form"):
        by_agency = counts.get((quota.form_id, quota.recipient), {})
        usage = measure(quota.per_member, by_agency)
        if usage.over and names is None:
            names = {member.agency_id: member.name for member in seasons.members_of(season)}
        over = [(names.get(agency, ""), by_agency[agency], quota.per_member) for agency in usage.over]
        facts = (quota.form, quota.recipient, usage.used, quota.total, quota.per_member, quota.source)
        found.append(Meter(quota, *facts, over))
    return found


def measure(per_member, by_agency):
    """Return the Usage of `by_agency`, a mapping of agencies to counts, under the limit of each member."""
    over = () if per_member is None else tuple(key for key, count in by_agency.items() if count > per_member)
    return Usage(sum(by_agency.values()), over)


def missing(season):
    """Return (form, kind of recipient) of what is put forward though no quota says how many may be."""
    limited = set(Quota.objects.filter(season=season).values_list("form", "recipient"))
    forms = {form.pk: form for form in AwardForm.objects.filter(nominations__season=season).distinct()}
    open_ = sorted(key for key in _counts(season) if key not in limited)
    return [(forms[form], recipient) for form, recipient in open_]


def excess(season, form, recipient, agency):
    """Say in one sentence why one more of `agency` is over the quota; empty when it fits or none is set."""
    quota = Quota.objects.filter(season=season, form=form, recipient=recipient).first()
    if quota is None:
        return ""
    return sentence(quota, _counts(season).get((form.pk, recipient), {}), agency, season.bloc.word)


def sentence(quota, by_agency, agency, word="Khối"):
    """Say why one more of `agency` passes above `quota`, given how many each agency has put forward.

    `word` is what the bloc calls itself.
    """
    what = f"{quota.form.name}, {quota.get_recipient_display().lower()}"
    used, own = sum(by_agency.values()), by_agency.get(agency.pk, 0)
    if quota.per_member is not None and own >= quota.per_member:
        return (
            f"{what}: {agency} đã đề nghị {own}, hạn mức của mỗi đơn vị là {quota.per_member} "
            f"(theo {quota.source})."
        )
    if quota.total is not None and used >= quota.total:
        return (
            f"{what}: {word} đã đề nghị {used}, hạn mức của cả {word} là {quota.total} (theo {quota.source})."
        )
    return ""


def _counts(season):
    """{(form's id, kind of recipient): {agency's id: live nominations}} of a year; one query."""
    live = Nomination.objects.filter(season=season).live()
    rows = live.values_list("form", "agency", "collective", "person").order_by("pk")
    counted = {}
    for form, agency, collective, person in rows:
        kind = Recipient.PERSON if person else Recipient.COLLECTIVE if collective else Recipient.AGENCY
        counted.setdefault((form, kind.value), Counter())[agency] += 1
    return counted
