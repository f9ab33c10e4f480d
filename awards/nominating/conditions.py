"""What speaks against a nomination, in words: quotas, the rules of eligibility, the year. The page tells.

Nothing here forbids; that is done by `quotas` when something is put forward and by `eligibility` later.
"""

from collections import defaultdict
from dataclasses import dataclass

from awards.limiting import limits, quotas
from awards.models import Nomination
from awards.models.catalogue import Recipient
from awards.nominating import twice
from awards.qualifying import eligibility
from awards.qualifying.honours import subject_of

KINDS = {Recipient.AGENCY: "đơn vị", Recipient.COLLECTIVE: "tập thể", Recipient.PERSON: "cá nhân"}


@dataclass(frozen=True)
class Remark:
    """One sentence about a nomination; a grave one most likely breaks a rule."""

    text: str
    grave: bool = False


def of(season, nominations, meters=None):
    """Return {nomination's id: its remarks} for the open ones among `nominations` of the season.

    `meters` (from `quotas.meters`) are read when the page has not read them yet. A constant number of
    queries: the year's others and what `eligibility` asks about the same subjects.
    """
    found = examined(season, nominations, meters)
    return {pk: [*_told(findings), *others] for pk, (findings, others) in found.items()}


def examined(season, nominations, meters=None):
    """Return {nomination's id: (the Findings of the rules, the remarks beside them)}; arguments as `of`."""
    open_ = [row for row in nominations if row.is_open]
    if not open_:
        return {}
    meters = quotas.meters(season) if meters is None else meters
    peers = _same_year(season)
    cases, findings = eligibility.examined(season, open_)
    measured, of_subject = _measured(meters, peers), _grouped(peers, subject_of)
    alike = _grouped(peers, _kind)
    found = {}
    for row in open_:
        others = [
            *_over_quota(row, season, measured),
            *_former(row, cases[row.pk]),
            *_several_forms(row, of_subject[subject_of(row)]),
            *_outside(row, season),
            *(Remark(text) for text in twice.namesakes(row, alike[_kind(row)])),
        ]
        found[row.pk] = (findings[row.pk], others)
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


def _told(findings):
    """What the rules of eligibility say; grave where a binding one is missed and nobody let it pass."""
    for finding in findings:
        if finding.waiver and finding.is_missing:
            yield Remark(f"{finding.sentence}. Được cho phép: {finding.waiver.reason}")
        elif finding.is_told:
            yield Remark(finding.sentence, grave=finding.forbids)


def _former(row, case):
    """When the same form was received for the last time, for achievements before these."""
    same = [held for held in case.held if held.code == row.form.code and held.year < case.year]
    if same and same[0].last_day < row.achieved_from:
        yield Remark(f"Đã nhận {row.form.short_name} năm {same[0].year}")


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


def _grouped(rows, key):
    found = defaultdict(list)
    for row in rows:
        found[key(row)].append(row)
    return found


def _kind(row):
    """Nominations of one kind: the same form, in whatever version, to the same kind of recipient."""
    return row.form.code, row.recipient
