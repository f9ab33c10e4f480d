"""Awards of the time before this system: what a row of a list becomes, and whose it is."""

from django.db import transaction

from awards.models import PastAward
from awards.models.past import SUBJECTS
from awards.past import previews
from core import records
from members import joined
from members.models import Person


def unsaved(match, subject, **source):
    """Return the award, not saved, of a row of a list (a `past.matching.Match`).

    It is that of `subject`, a pair (kind, id) or None; `source` are the fields that say who wrote it, when
    and from what.
    """
    line = match.line
    return PastAward(
        recipient_text=line.recipient,
        position_text=line.position,
        unit_text=line.unit,
        form_text=line.form,
        form=match.form,
        year=line.year,
        decision_number=line.decision,
        decided_on=line.decided_on,
        decided_by=line.decided_by,
        achievement=line.achievement,
        achieved_from=line.achieved_from,
        achieved_to=line.achieved_to,
        mark=previews.mark(line),
        **({f"{subject[0]}_id": subject[1]} if subject else {}),
        **source,
    )


def attach(award, *, subject, form, by):
    """Say whose it is (a Person, a Collective, an Agency, None) and which AwardForm it means; words stay."""
    facts = dict.fromkeys(SUBJECTS) | {"form": form}
    if subject is not None:
        facts[subject._meta.model_name] = subject
    with transaction.atomic():
        if isinstance(subject, Person):
            joined.hold(subject)
        return records.change(award, **facts, by=by, act="past_award.attach")


def remove(award, *, reason, by):
    """Take away an award that was entered by mistake; its history keeps the reason and what it said."""
    with transaction.atomic():
        row = PastAward.objects.select_for_update().filter(pk=award.pk).first()
        if row is not None:  # a second click finds nothing left to do
            records.drop(row, by=by, act="past_award.remove", reason=reason)
