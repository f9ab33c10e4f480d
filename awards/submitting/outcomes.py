"""What each level says of nominations that were sent: passed on, granted, a lower form instead, refused."""

from django.db import transaction

from awards import rounds
from awards.deciding import decisions
from awards.models import Dossier, Nomination, NominationOutcome
from core import clock, records
from core.dates import short
from core.rules import RuleError
from core.transitions import move

RESULTS = NominationOutcome.Outcome
STEPS = {RESULTS.LOWER: "lower", RESULTS.REFUSED: "refuse"}


def record(
    dossier, *, nominations, level, authority, outcome, decided_on, number="", reason="", lower_form=None, by
):
    """Record one result for nominations of a sent dossier and return the NominationOutcomes.

    A grant is recorded as the higher authority's decision, too; a lower form and a refusal end the
    nomination with their reason; what is passed on waits for the next level. Raises RuleError for a dossier
    that is not sent, a nomination decided meanwhile, a day before the letter or to come.
    """
    with transaction.atomic():
        season = rounds.hold(dossier.season, rounds.RECORDING)
        row = Dossier.objects.select_for_update(of=("self",)).select_related("form").get(pk=dossier.pk)
        _refuse_day(row, decided_on)
        chosen = [_waiting(row, nomination) for nomination in nominations]
        if outcome == RESULTS.LOWER:
            _refuse_not_lower(row, lower_form)
        facts = {"level": level, "authority": authority, "outcome": outcome, "number": number}
        facts |= {"decided_on": decided_on, "reason": reason}
        facts["lower_form"] = lower_form if outcome == RESULTS.LOWER else None
        kept = [_keep(each, facts, by) for each in chosen]
        if outcome == RESULTS.GRANTED:
            said = {"authority": authority, "number": number, "signed_on": decided_on}
            decisions.record(season, form=row.form, nominations=chosen, **said, by=by)
        for each in chosen if outcome in STEPS else ():
            move(each, STEPS[outcome], by=by, reason=reason)
        return kept


def of(nomination):
    """Return the outcomes of a nomination, the oldest first, with the form given instead."""
    rows = nomination.outcomes.select_related("lower_form", "recorded_by__person")
    return list(rows.order_by("decided_on", "pk"))


def _keep(nomination, facts, by):
    row = NominationOutcome(nomination=nomination, **facts, recorded_at=clock.now(), recorded_by=by)
    return records.keep(row, by=by, act="outcome.record")


def _waiting(dossier, nomination):
    """The nomination as it stands, of this dossier and still above."""
    here = Nomination.objects.filter(dossier_lines__dossier=dossier, dossier_lines__left=False)
    row = here.select_related("season__bloc", "form").filter(pk=nomination.pk).first()
    if row is None:
        raise RuleError(f"“{nomination}” không nằm trong hồ sơ này.")
    if row.state != Nomination.State.SENT:
        raise RuleError(f"“{row}” nay là “{row.state_words}”. Hãy tải lại trang.")
    return row


def _refuse_day(dossier, day):
    if dossier.is_draft:
        raise RuleError("Hồ sơ này chưa trình nên chưa có kết quả. Hãy trình hồ sơ trước.")
    if day > clock.today():
        raise RuleError(f"Ngày văn bản {short(day)} chưa tới. Hãy ghi ngày trên văn bản của cấp trên.")
    if day < dossier.letter_on:
        raise RuleError(
            f"Ngày văn bản {short(day)} trước ngày tờ trình {short(dossier.letter_on)}. Hãy xem lại ngày."
        )


def _refuse_not_lower(dossier, form):
    if form is None:
        raise RuleError("Khen hình thức thấp hơn thì chọn hình thức đó.")
    if form.ceremony_order <= dossier.form.ceremony_order:
        raise RuleError(f"{form.name} không thấp hơn {dossier.form.name}. Hãy chọn lại hình thức.")
