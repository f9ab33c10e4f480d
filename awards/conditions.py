"""What speaks against a nomination, in words. Nothing here forbids: the bloc judges, the page tells."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Q

from awards import limits, quotas
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
    measured, of_subject = _measured(meters, peers), _grouped(peers, _subject)
    for row in open_:
        found[row.pk] = [
            *_over_quota(row, season, measured),
            *_granted(row, before[_subject(row)]),
            *_several_forms(row, of_subject[_subject(row)]),
            *_outside(row, season),
        ]
    return found


def _over_quota(row, season, measured):
    """Above which number it stands, in words; measured: (meter, its live nominations, those above)."""
    for meter, same, above in measured:
        if not meter.counts(row):
            continue
        own = sum(peer.agency_id == row.agency_id for peer in same)
        limit, ceiling = meter.limits.of_member(row.agency_id), meter.limits.ceiling
        let_pass = bool(row.over_quota)
        if above.get(row.pk) == limits.MEMBER or (let_pass and limit is not None and own > limit):
            words = f"Vượt hạn mức {KINDS[meter.recipient]} của đơn vị ({own}/{limit})"
            yield _allowed(row, season, words)
        elif row.pk in above or (let_pass and ceiling is not None and meter.used > ceiling):
            yield _allowed(row, season, f"Vượt hạn mức cả {season.bloc.word} ({meter.used}/{ceiling})")


def _measured(meters, peers):
    """[(meter, the live nominations it counts, {id: above which number} of those that have no place)]."""
    found = []
    for meter in meters:
        same = [peer for peer in peers if meter.counts(peer)]
        found.append((meter, same, limits.above(meter.limits, same)))
    return found


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
    return list(Nomination.objects.filter(season=season).live().select_related("form").order_by("pk"))


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


def _subject(row):
    """Which row of which table is honoured."""
    return next((name, getattr(row, f"{name}_id")) for name in SUBJECTS if getattr(row, f"{name}_id"))
