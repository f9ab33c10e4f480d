"""Public holidays, which the officers of a managing body enter from the notice of each year."""

from datetime import timedelta

from django.db import transaction

from awards.models import Holiday
from core import records
from core.rules import RuleError

LONGEST = 31  # days; more is a slip of the year
TOO_LONG = f"Một kỳ nghỉ lễ dài nhất {LONGEST} ngày. Hãy xem lại ngày."


def every():
    """Return all holidays, the latest first."""
    return Holiday.objects.all()


def days_off(since):
    """Return the set of days, from `since` on, that are holidays. One query."""
    rows = Holiday.objects.filter(last_day__gte=since).values_list("first_day", "last_day")
    return {first + timedelta(days=ahead) for first, last in rows for ahead in range((last - first).days + 1)}


def enter(*, name, first_day, last_day=None, source, by):
    """Enter a holiday of one day, or until the end of `last_day`; return it. A second click finds the first.

    What is due already keeps its day. Raises RuleError for more than LONGEST days, ValidationError when one
    begins that day already or the days run backwards.
    """
    row = Holiday(name=name, first_day=first_day, last_day=last_day or first_day, source=source)
    if (row.last_day - row.first_day).days >= LONGEST:
        raise RuleError(TOO_LONG)
    with transaction.atomic():
        act = "holiday.enter"
        return records.repeated(row, by=by, act=act) or records.keep(row, by=by, act=act)


def remove(row, *, by):
    """Take away a holiday that was entered by mistake; a second click finds nothing left to do."""
    with transaction.atomic():
        found = Holiday.objects.select_for_update().filter(pk=row.pk).first()
        if found is not None:
            records.drop(found, by=by, act="holiday.remove")
