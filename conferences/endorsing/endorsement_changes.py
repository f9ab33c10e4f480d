"""The conference changes what it says to a nomination: other votes, or the same subject for another form."""

from django.db import transaction

from awards.cataloguing import catalogue
from awards.models import AwardForm, Nomination
from awards.nominating import nominations
from conferences.endorsing import endorsement, majority
from core.rules import RuleError

STATES = Nomination.State
OPEN = (STATES.PROPOSED, STATES.ENDORSED)
DECIDED = "Đề nghị này đã có kết quả khác. Hãy tải lại trang để xem tình hình mới nhất."
TAKEN_OVER = ("agency", "collective", "person", "ground", "achievement", "achieved_from", "achieved_to")


def forms_for(nomination):
    """Return the forms at State level of the year that this subject may be put forward for, its own too."""
    fits = [
        form.pk
        for form in catalogue.of(nomination.season)
        if nomination.recipient in form.recipients and form.level == AwardForm.Level.STATE
    ]
    return AwardForm.objects.filter(pk__in={*fits, nomination.form_id}).order_by("ceremony_order", "pk")


def change(conference, nomination, *, form, votes, base, reason, by):
    """Endorse the subject of a nomination for `form` by `votes` of `base` and return what stands then.

    With its own form, an endorsed one gets these votes. With another, it is left out of the list for this
    reason and the same achievement is put forward and endorsed for `form`; the reason lets it pass above a
    quota. `votes` None: hands were shown. Raises RuleError as `endorsement.endorse` does, without a reason,
    and for a form that is none for this subject.
    """
    with transaction.atomic():
        endorsement.hold_open(conference)
        row = (
            Nomination.objects.select_for_update(of=("self",)).select_related("season").get(pk=nomination.pk)
        )
        if row.state not in OPEN:
            raise RuleError(DECIDED)
        if not forms_for(row).filter(pk=form.pk).exists():
            raise RuleError(f"{form.name} không dành cho {row.subject} trong {row.season.named}.")
        endorsement.refuse_below(conference, row, votes, base)
        counted = {"votes": votes, "votes_base": None if votes is None else base}
        if form.pk != row.form_id:
            return _moved(row, form, counted, reason, by)
        if row.state == STATES.PROPOSED:
            return nominations.endorse(row, **counted, by=by)
        before = majority.result_in_words(row.votes, row.votes_base)
        told = reason.strip() and f"Trước đó ghi {before}. {reason}"
        return nominations.correct_votes(row, **counted, reason=told, by=by)


def _moved(row, form, counted, reason, by):
    told = reason.strip() and f"Hội nghị chuyển sang {form.name}: {reason}"
    nominations.drop(row, reason=told, by=by)
    facts = {name: getattr(row, name) for name in TAKEN_OVER}
    moved = nominations.propose(row.season, form=form, **facts, over_quota=reason, by=by)
    return nominations.endorse(moved, **counted, by=by)
