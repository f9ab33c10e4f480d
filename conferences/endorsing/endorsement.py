"""What the year-end conference says to the nominations: endorsed by vote or by show of hands, or dropped."""

from dataclasses import dataclass

from django.db import transaction

from awards.models import AwardForm, Nomination
from awards.nominating import nominations
from blocs import ballots
from conferences.endorsing import counting, majority
from conferences.holding import hold, refuse_other_phase, refuse_rehearsal
from conferences.models import Conference
from core.rules import RuleError

KINDS, STATES = Conference.Kind, Conference.State
DECIDED = (Nomination.State.ENDORSED, Nomination.State.SENT, Nomination.State.DROPPED)


@dataclass(frozen=True)
class Group:
    """The nominations for one form, as the conference comes to them."""

    form: AwardForm
    nominations: list


def waiting(season):
    """Return the nominations at state level that the conference has not decided on yet."""
    rows = Nomination.objects.filter(season=season, state=Nomination.State.PROPOSED)
    return rows.filter(form__level=AwardForm.Level.STATE)


def reminders(season):
    """Return, in sentences, what the conference would close without: what members are still completing."""
    rows = Nomination.objects.filter(season=season, state=Nomination.State.RETURNED)
    if count := rows.filter(form__level=AwardForm.Level.STATE).count():
        yield (
            f"{count} đề nghị cấp Nhà nước đang trả lại để bổ sung. Bế mạc rồi thì hội nghị không thông qua "
            "được nữa."
        )


def groups(season, states=(Nomination.State.PROPOSED, *DECIDED, Nomination.State.GRANTED)):
    """Return a Group for each form in ceremony order, each nomination with its agency's `name`.

    The bloc's own honours are decided before the conference and do not stand here.
    """
    rows = Nomination.objects.filter(season=season, state__in=states, form__own=False)
    rows = rows.named(season.standing_on).select_related("form", "agency", "collective", "person")
    found = {}
    for nomination in rows.order_by("form__ceremony_order", "form", "pk"):
        found.setdefault(nomination.form_id, Group(nomination.form, [])).nominations.append(nomination)
    return list(found.values())


def subject_of(nomination):
    """Return the name of who is put forward; the agency by its name on the standing day (`groups`)."""
    return str(nomination.person or nomination.collective or nomination.name)


def endorse(conference, votes, base, *, by):
    """Record what the open year-end conference endorsed, all or nothing.

    `votes` maps a Nomination to the votes for it, or to None when hands were shown and not counted;
    `base` is what the rules of the year count the votes of. Raises RuleError for votes that do not carry.
    """
    with transaction.atomic():
        hold_open(conference)
        rule = counting.rule_of(conference.season)
        if any(count is not None for count in votes.values()):
            counting.refuse_other_base(conference, rule, base)
        for nomination, count in votes.items():
            _refuse(conference, nomination, count, base, rule)
        for nomination, count in votes.items():
            counted = {"votes": count, "votes_base": None if count is None else base}
            nominations.endorse(nomination, **counted, by=by)


def drop(conference, nomination, *, reason, by):
    """Leave a nomination out of the list, with a reason."""
    with transaction.atomic():
        hold_open(conference)
        _refuse_stranger(conference, nomination)
        return nominations.drop(nomination, reason=reason, by=by)


def hold_open(conference):
    """Hold the open year-end conference, where nominations are decided on. Raises RuleError elsewhere."""
    conference = hold(conference, STATES.OPEN)
    refuse_rehearsal(conference)
    if conference.kind != KINDS.YEAREND:
        raise RuleError("Đề nghị khen thưởng được thông qua tại hội nghị tổng kết.")
    refuse_other_phase(conference)


def refuse_below(conference, nomination, count, base):
    """Raise RuleError for votes that do not carry by the rule of the year, or are counted on another base."""
    rule = counting.rule_of(conference.season)
    if count is not None:
        counting.refuse_other_base(conference, rule, base)
    _refuse(conference, nomination, count, base, rule)


def _refuse(conference, nomination, count, base, rule):
    _refuse_stranger(conference, nomination)
    if count is None:
        return
    if count > base:
        raise RuleError(
            f"{nomination}: {count} phiếu nhiều hơn {base} {rule.counted}. Hãy kiểm tra số phiếu."
        )
    if not ballots.carried(rule, count, base):
        raise RuleError(
            f"{nomination}: {majority.below_in_words(rule, count, base)}. "
            "Hãy đưa đề nghị này ra khỏi danh sách."
        )


def _refuse_stranger(conference, nomination):
    if nomination.season_id != conference.season_id:
        raise RuleError("Đề nghị này không thuộc năm thi đua của hội nghị.")
