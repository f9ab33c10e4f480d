"""Until when dossiers are due: the day of a letter for this bloc and year, else the day the law names."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q

from awards import rounds
from awards.cataloguing import catalogue
from awards.models import FormDeadline, SeasonDeadline
from core import clock, records
from core.dates import short
from core.rules import RuleError


@dataclass(frozen=True)
class Due:
    """The day, where the dossier goes, and where that is written."""

    day: date
    source: str
    received_by: str = ""
    note: str = ""
    own: SeasonDeadline | None = None

    @property
    def days_left(self):
        """How many days are left; below zero when it has passed."""
        return (self.day - clock.today()).days

    @property
    def is_past(self):
        """Whether the day has passed."""
        return self.days_left < 0

    @property
    def words(self):
        """How long it still is, as pages say it."""
        left = self.days_left
        if left == 0:
            return "hạn hôm nay"
        return f"còn {left} ngày" if left > 0 else f"quá hạn {-left} ngày"


def of(season):
    """Return {form's id: Due} of the forms of the year's catalogue that have a day. Three queries."""
    forms = list(catalogue.used_in(season).filter(own=False))
    own = {row.form_id: row for row in SeasonDeadline.objects.filter(season=season)}
    lawful = _lawful(season)
    found = {}
    for form in forms:
        if row := own.get(form.pk):
            found[form.pk] = Due(row.due_on, row.source, own=row)
        elif form.code in lawful:
            found[form.pk] = lawful[form.code]
    return found


def due(season, form):
    """Return the Due of one form in a year, or None."""
    return of(season).get(form.pk)


def set_own(season, *, form, due_on, source, by):
    """Set the day that a letter gives this bloc; again: the new day. Raises RuleError in a closed year.

    ValidationError when the letter is not named.
    """
    with transaction.atomic():
        season = rounds.hold(season, rounds.NOT_CLOSED)
        if due_on < season.first_day:
            raise RuleError(f"Hạn trình {short(due_on)} trước ngày đầu của {season.named}. Hãy xem lại năm.")
        if not catalogue.used_in(season).filter(pk=form.pk, own=False).exists():
            raise RuleError(f"{form.name} không phải hình thức {season.bloc.word} trình cấp trên.")
        facts = {"due_on": due_on, "source": source}
        found = SeasonDeadline.objects.filter(season=season, form=form).first()
        if found:
            return records.change(found, **facts, by=by, act="award_deadline.change")
        row = SeasonDeadline(season=season, form=form, **facts)
        return records.keep(row, by=by, act="award_deadline.set")


def remove_own(row, *, by):
    """Take the own day away; the law's counts again."""
    with transaction.atomic():
        rounds.hold(row.season, rounds.NOT_CLOSED)
        records.drop(row, by=by, act="award_deadline.remove")


def every():
    """Return every FormDeadline with `form_name`, those of one form together, the youngest first."""
    names = catalogue.names()
    found = list(FormDeadline.objects.order_by("form_code", "span", "-valid_from", "pk"))
    for row in found:
        row.form_name = names.get(row.form_code, row.form_code)
    return found


def enter(*, by, **facts):
    """Enter the day that a new text names. Raises ValidationError when it has one from that day already."""
    return records.keep(FormDeadline(**facts), by=by, act="form_deadline.enter")


def correct(row, *, by, **facts):
    """Correct a row, or give it its last day."""
    return records.change(row, **facts, by=by, act="form_deadline.correct")


def _lawful(season):
    """{form's code: Due} by the texts in force today; one for this kind of year goes before one for any."""
    today, ends = clock.today(), season.last_day
    held = FormDeadline.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=today))
    held = held.filter(valid_from__lte=today, span__in=("", season.span))
    found = {}
    for row in held.order_by("span", "valid_from", "pk"):
        year = ends.year + row.years_after
        day = date(year, row.month, min(row.day, monthrange(year, row.month)[1]))
        if day >= row.valid_from:  # a text says nothing about days before it
            found[row.form_code] = Due(day, row.source, row.received_by, _note(row, day))
    return found


def _note(row, day):
    """What is to be known of a day; that the text will have ended by then, above all."""
    if row.valid_to is None or day <= row.valid_to:
        return row.note
    ended = f"Văn bản này chỉ áp dụng đến {short(row.valid_to)}, hãy xem văn bản thay thế"
    return f"{row.note}. {ended}" if row.note else ended
