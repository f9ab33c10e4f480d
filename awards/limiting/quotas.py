"""Quotas: how many of a form a year may put forward, what is used of it, what one more would do."""

from collections import Counter
from dataclasses import dataclass

from django.db import transaction

from awards import rounds
from awards.cataloguing import catalogue
from awards.limiting import limits
from awards.limiting.meters import meter_of
from awards.models import AwardForm, MemberQuota, Nomination, Quota
from awards.models.catalogue import Recipient
from blocs import seasons
from core import records
from core.rules import RuleError

NAMED = 3  # nominations a refusal names before it only counts the others


@dataclass(frozen=True)
class Total:
    """The bloc's own number of one quota, None where there is none."""

    form: AwardForm
    recipient: str
    total: int | None


@dataclass(frozen=True)
class Excess:
    """An open nomination that stands above its quota though nobody let it pass, and why, in a sentence."""

    quota: Quota
    nomination: Nomination
    why: str

    @property
    def sentence(self):
        """Who stands above what, by which letter."""
        return f"{self.subject}: {self.why}"

    @property
    def subject(self):
        """Who is put forward, with the names of the season's day."""
        return str(self.nomination.person or self.nomination.collective or self.nomination.name)


def set_quota(season, form, recipient, *, total, per_member, source, by, **facts):
    """Set the quota of a form for one kind of recipient (a value of `Recipient`) and return it.

    `total` and `per_member` are counts or None (no limit); `source` names the letter; `facts` may say
    percent, rounding, base_count, base_name, letter_number, letter_on (see `Quota`). A smaller number than
    what is put forward is a fact, too: what then stands above it is told by `open_excess`. Raises
    RuleError when the year is closed or the form is not for such recipients, ValidationError when no number
    or no source is given.
    """
    with transaction.atomic():
        rounds.hold(season, rounds.NOT_CLOSED)
        catalogue.refuse_recipient(form, recipient, allowed=form.nominated)
        facts |= {"total": total, "per_member": per_member, "source": source}
        found = _of(season, form, recipient).first()
        if found:
            return records.change(found, **facts, by=by, act="quota.change")
        catalogue.refuse_absent(form, season, also_used=True)
        quota = Quota(season=season, form=form, recipient=recipient, **facts)
        return records.keep(quota, by=by, act="quota.set")


def remove(quota, *, by):
    """Take a quota away: from here no number limits its form. Nominations stay."""
    with transaction.atomic():
        rounds.hold(quota.season, rounds.NOT_CLOSED)
        for row in quota.exceptions.all():
            records.drop(row, by=by, act="quota.lift_member")
        records.drop(quota, by=by, act="quota.remove")


def set_member(quota, agency, *, number, source, by):
    """Give one member agency its own number of a quota, in place of that of each member; return the row.

    Raises RuleError when the year is closed or the agency is no member of it.
    """
    with transaction.atomic():
        season = rounds.hold(quota.season, rounds.NOT_CLOSED)
        if agency.pk not in {member.agency_id for member in seasons.members_of(season)}:
            raise RuleError(f"{agency} không phải thành viên của {season.bloc.word} trong {season.named}.")
        found = MemberQuota.objects.filter(quota=quota, agency=agency).first()
        if found:
            return records.change(found, number=number, source=source, by=by, act="quota.change_member")
        row = MemberQuota(quota=quota, agency=agency, number=number, source=source)
        return records.keep(row, by=by, act="quota.set_member")


def lift_member(row, *, by):
    """Take a member's own number away: the number of each member holds for it again."""
    with transaction.atomic():
        rounds.hold(row.quota.season, rounds.NOT_CLOSED)
        records.drop(row, by=by, act="quota.lift_member")


def meters(season):
    """Return a Meter for every quota of the year, in ceremony order.

    Three queries whatever their number, and one for the names of the members where one is told.
    """
    counts = _counts(season)
    rows = Quota.objects.filter(season=season).select_related("form").prefetch_related("exceptions")
    return [
        meter_of(quota, season, counts.get((quota.form.code, quota.recipient), {}))
        for quota in rows.order_by("form__ceremony_order", "form", "recipient")
    ]


def totals(season):
    """Return the Total of every quota of the year, in ceremony order, for who asks only where places end.

    One query, and one for the members where a share of them is counted out.
    """
    rows = Quota.objects.filter(season=season).select_related("form")
    return [
        Total(quota.form, quota.recipient, limits.of(quota, _members(quota, season)).total)
        for quota in rows.order_by("form__ceremony_order", "form", "recipient")
    ]


def missing(season):
    """Return (form, kind of recipient) of what is put forward though no quota says how many may be."""
    limited = set(Quota.objects.filter(season=season).values_list("form__code", "recipient"))
    used = AwardForm.objects.filter(nominations__season=season).distinct().order_by("valid_from")
    forms = {form.code: form for form in used}
    open_ = sorted(
        (key for key in _counts(season) if key not in limited),
        key=lambda key: (forms[key[0]].ceremony_order, key),
    )
    return [(forms[code], recipient) for code, recipient in open_]


def excess(season, form, recipient, agency):
    """Say in one sentence why one more of `agency` is over the quota; empty when it fits or none is set."""
    quota = _of(season, form, recipient).select_related("form").first()
    if quota is None:
        return ""
    allowed = limits_of(quota, season)
    by_agency = _counts(season).get((form.code, recipient), {})
    return sentence(quota, by_agency, agency, season.bloc.word, allowed=allowed)


def limits_of(quota, season):
    """Return the Limits of one quota as an act must know them: its exceptions and members are read anew."""
    members = seasons.members_of(season).count() if quota.percent is not None else 0
    return limits.of(quota, members, quota.exceptions.values_list("agency", "number"))


def sentence(quota, by_agency, agency, word="Khối", *, allowed=None):
    """Say why one more of `agency` passes above `quota`, given how many each agency has put forward.

    `word` is what the bloc calls itself; `allowed` are the quota's Limits where it has shares or exceptions.
    """
    allowed = allowed or limits.of(quota, 0)
    what = f"{quota.form.name}, {quota.get_recipient_display().lower()}"
    used, own = sum(by_agency.values()), by_agency.get(agency.pk, 0)
    limit = allowed.of_member(agency.pk)
    if limit is not None and own >= limit:
        whose = "riêng của đơn vị" if agency.pk in allowed.own else "của mỗi đơn vị"
        return f"{what}: {agency} đã đề nghị {own}, hạn mức {whose} là {limit} (theo {quota.cited})."
    share = f"{allowed.share}; " if allowed.share else ""
    if allowed.total is not None and used >= allowed.total:
        return (
            f"{what}: {word} đã đề nghị {used}, hạn mức của cả {word} là {allowed.total} "
            f"({share}theo {quota.cited})."
        )
    if allowed.whole is not None and used >= allowed.whole:
        return (
            f"{what}: riêng {word} đã đề nghị {used}, bằng hạn mức chung {allowed.whole} "
            f"({share}theo {quota.cited})."
        )
    return ""


def open_excess(season, measured=None):
    """Return an Excess for each open nomination that a quota of the year has no place for.

    Those that came last, in ceremony order of their forms; not those the head let pass with a reason.
    Nothing of it may be decided or sent up: it is left out first, or let pass (`overrides.allow`). Queries:
    those of `meters` (none where a page has `measured` them) and one.
    """
    found, live = [], _live(season)
    for meter in meters(season) if measured is None else measured:
        rows = [row for row in live if meter.counts(row)]
        above = limits.above(meter.limits, rows)
        last = [row for row in rows if row.pk in above and row.is_open]
        found += [Excess(meter.quota, row, _why(meter, row, rows, above[row.pk], season)) for row in last]
    return found


def refuse_open_excess(season, nominations):
    """Raise RuleError when one of `nominations`, about to be decided or sent up, stands above its quota."""
    concerned = {row.pk for row in nominations}
    found = [row for row in open_excess(season) if row.nomination.pk in concerned]
    if not found:
        return
    more = f" Còn {len(found) - NAMED} đề nghị khác cũng vậy." if len(found) > NAMED else ""
    raise RuleError(
        f"{' '.join(row.sentence for row in found[:NAMED])}{more} Hãy bỏ khỏi danh sách, hoặc để đơn vị "
        f"{season.bloc.head_label} ghi lý do cho vượt hạn mức, rồi làm lại."
    )


def _why(meter, row, rows, which, season):
    """Above which number, by which letter; "vào sau" says that the others came first."""
    by = f"theo {meter.source}"
    if which == limits.MEMBER:
        own = sum(peer.agency_id == row.agency_id for peer in rows)
        limit = meter.limits.of_member(row.agency_id)
        return f"vào sau hạn mức của {row.name} ({own} đề nghị, được {limit}, {by})."
    word, share = season.bloc.word, f"{meter.share}; " if meter.share else ""
    whose = f"cả {word}" if which == limits.TOTAL else "chung mà cả các cụm, khối khác cùng dùng"
    return f"vào sau hạn mức {whose} ({len(rows)} đề nghị, được {meter.limits.ceiling}, {share}{by})."


def _live(season):
    """All live nominations of the year with what sentences on them name, who came first foremost."""
    rows = Nomination.objects.filter(season=season).live().named(season.standing_on)
    return list(rows.select_related("form", "collective", "person").order_by("proposed_at", "pk"))


def _members(quota, season):
    return len(season.members) if quota.percent is not None else 0


def _of(season, form, recipient):
    """The quota of a form, whichever of its versions it was set for."""
    return Quota.objects.filter(season=season, form__code=form.code, recipient=recipient)


def _counts(season):
    """{(form's code, kind of recipient): {agency's id: live nominations}} of a year; one query."""
    live = Nomination.objects.filter(season=season).live()
    rows = live.values_list("form__code", "agency", "collective", "person").order_by("pk")
    counted = {}
    for code, agency, collective, person in rows:
        kind = Recipient.PERSON if person else Recipient.COLLECTIVE if collective else Recipient.AGENCY
        counted.setdefault((code, kind.value), Counter())[agency] += 1
    return counted
