"""Awards of the time before this system: whose they are, matched by hand where the list did not say."""

from django.db import transaction

from awards.models import PastAward
from awards.models.past import SUBJECTS
from core import records


def attach(award, *, subject, form, by):
    """Say whose it is (a Person, a Collective, an Agency, None) and which AwardForm it means; words stay."""
    facts = dict.fromkeys(SUBJECTS) | {"form": form}
    if subject is not None:
        facts[subject._meta.model_name] = subject
    return records.change(award, **facts, by=by, act="past_award.attach")


def remove(award, *, reason, by):
    """Take away an award that was entered by mistake; its history keeps the reason and what it said."""
    with transaction.atomic():
        row = PastAward.objects.select_for_update().filter(pk=award.pk).first()
        if row is not None:  # a second click finds nothing left to do
            records.drop(row, by=by, act="past_award.remove", reason=reason)
