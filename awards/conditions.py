"""What speaks against a nomination, in words. Nothing here forbids: the bloc judges, the page tells."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Q

from awards import quotas, twice
from awards.models import Nomination
from awards.models.catalogue import Recipient
from core.dates import short
from core.text import search_key

KINDS = {Recipient.AGENCY: "đơn vị", Recipient.COLLECTIVE: "tập thể", Recipient.PERSON: "cá nhân"}
SUBJECTS = ("person", "collective", "agency")
WHOLE = {"agency": {"collective": None, "person": None}}  # an agency that is honoured itself


@dataclass(frozen=True)
class Remark:
    """One sentence about a nomination; a grave one most likely breaks a rule."""

    text: str
    grave: bool = False


def of(season, nominations, meters=None):
    """Return {nomination's id: its remarks} for the open ones among `nominations` of the season.

    `meters` (from `quotas.meters`) are read when the page has not read them yet. A constant number of
    queries: the year's others and what the same subjects were granted before.
    """
    open_ = [row for row in nominations if row.is_open]
    found = {row.pk: [] for row in open_}
    if not open_:
        return found
    meters = quotas.meters(season) if meters is None else meters
    peers, before = _same_year(season), _granted_before(season, open_)
    alike, of_subject = _grouped(peers, _limit), _grouped(peers, _subject)
    for row in open_:
        found[row.pk] = [
            *_over_quota(row, season, meters, alike[_limit(row)]),
            *_granted(row, before[_subject(row)]),
            *_several_forms(row, of_subject[_subject(row)]),
            *_outside(row, season),
            *(Remark(text) for text in twice.namesakes(row, alike[_limit(row)])),
        ]
    return found


def _over_quota(row, season, meters, same):
    for meter in meters:
        if (meter.quota.form_id, meter.recipient) != _limit(row):
            continue
        own = [peer for peer in same if peer.agency_id == row.agency_id]
        if _is_above(row, own, meter.per_member):
            words = f"Vượt hạn mức {KINDS[meter.recipient]} của đơn vị ({len(own)}/{meter.per_member})"
            yield _allowed(row, season, words)
        elif _is_above(row, same, meter.total):
            yield _allowed(row, season, f"Vượt hạn mức cả {season.bloc.word} ({meter.used}/{meter.total})")


def _is_above(row, peers, limit):
    """Whether `row` is one of those above `limit`: those the head let pass, then those that came last."""
    if limit is None or len(peers) <= limit:
        return False
    plain = [peer.pk for peer in peers if not peer.over_quota]
    return bool(row.over_quota) or row.pk in plain[limit:]


def _allowed(row, season, words):
    if row.over_quota:
        return Remark(f"{words}. {season.bloc.head_label} cho phép: {row.over_quota}")
    return Remark(words, grave=True)


def _granted(row, before):
    """What the same subject was granted in earlier years: the same form, the same achievement or time."""
    for former in before:
        year = former.season.year
        if search_key(former.achievement) == search_key(row.achievement):
            yield Remark(f"Trùng thành tích đã khen năm {year}", grave=True)
        elif former.form.code != row.form.code:
            continue
        elif former.achieved_to >= row.achieved_from:
            until = short(former.achieved_to)
            yield Remark(f"Lần khen năm {year} đã tính thành tích đến hết ngày {until}", grave=True)
        else:
            yield Remark(f"Đã nhận {row.form.short_name} năm {year}")


def _several_forms(row, peers):
    others = [peer.form.short_name for peer in peers if peer.form_id != row.form_id]
    if others:  # Luật 06/2022/QH15, Điều 5: no several forms for one achievement
        yield Remark(f"Năm nay còn được đề nghị {', '.join(others)}; một thành tích chỉ khen một hình thức")


def _outside(row, season):
    first, last = season.first_day, season.last_day
    if row.achieved_to < first or row.achieved_from > last:
        yield Remark(f"Thời gian lập thành tích nằm ngoài {season.named}")


def _same_year(season):
    """All live nominations of the year, oldest first."""
    rows = Nomination.objects.filter(season=season).live().named(season.standing_on)
    return list(rows.select_related("form", "person").order_by("pk"))


def _granted_before(season, rows):
    """{subject: what it was granted in earlier years, the latest first}."""
    wanted = Q()
    for name, subjects in _grouped(rows, lambda row: _subject(row)[0]).items():
        wanted |= Q(**{f"{name}__in": [_subject(row)[1] for row in subjects], **WHOLE.get(name, {})})
    granted = Nomination.objects.filter(wanted, state=Nomination.State.GRANTED, season__year__lt=season.year)
    rows = granted.select_related("form", "season").order_by("-season__year", "pk")
    return _grouped(rows, _subject)


def _grouped(rows, key):
    found = defaultdict(list)
    for row in rows:
        found[key(row)].append(row)
    return found


def _limit(row):
    """Which quota counts it."""
    return row.form_id, row.recipient


def _subject(row):
    """Which row of which table is honoured."""
    return next((name, getattr(row, f"{name}_id")) for name in SUBJECTS if getattr(row, f"{name}_id"))
