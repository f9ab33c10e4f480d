"""The desk at the door: a badge is scanned, a name is looked for, and somebody is there.

A hundred people come in five minutes, so a check-in is one act of a few queries and tells in one sentence
what happened; a second scan changes nothing.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from conferences.attending import attendance, badges, substitutions
from conferences.holding import REFUSALS
from conferences.models import Conference, Delegate
from core import text, times
from core.rules import RuleError

STRANGE = "Thẻ này của một hội nghị khác. Hãy xem lại thẻ, hoặc tìm người này theo tên trong danh sách."


@dataclass(frozen=True)
class Arrival:
    """Somebody at the desk: who, since when, and whether this very scan recorded it."""

    delegate: Delegate
    at: datetime
    is_new: bool

    @property
    def words(self):
        """What the desk reads."""
        row = self.delegate
        named = f"{row.title} {row.full_name}".strip()
        told = ", ".join(filter(None, (named, row.position, place_of(row))))
        if self.is_new:
            return f"Đã điểm danh: {told}."
        return f"{told} đã điểm danh lúc {times.short(timezone.localtime(self.at).time())}."


def place_of(delegate):
    """Return the name of the agency or body of somebody, on the standing day."""
    if delegate.agency_id is None:
        return delegate.body
    day = delegate.conference.season.standing_on
    return Delegate.objects.filter(pk=delegate.pk).named(day).values_list("name", flat=True).get()


def scan(conference, code, *, by):
    """Check in whose badge was scanned at the desk of a conference and return the Arrival.

    Raises RuleError for a code that is none, of another conference, or of somebody who is stood in for, and
    once the conference is closed.
    """
    delegate = badges.find(code)
    if delegate.conference_id != conference.pk:
        raise RuleError(STRANGE)
    return arrive(delegate, by=by)


def arrive(delegate, *, by):
    """Check somebody in and return the Arrival; whoever was there already stays as noted."""
    with transaction.atomic():
        before = attendance.of(delegate)
        if before and delegate.conference.state == Conference.State.CLOSED:
            raise RuleError(REFUSALS[Conference.State.CLOSED])
        row = before or attendance.check_in(delegate, by=by)
        return Arrival(delegate, row.at, is_new=before is None)


def hindrance(delegate):
    """Return why this badge checks nobody in, in a sentence; empty when it does."""
    if delegate.conference.state == Conference.State.CLOSED:
        return REFUSALS[Conference.State.CLOSED]
    try:
        substitutions.refuse_absent(delegate)
    except RuleError as refusal:
        return str(refusal)
    return ""


def matching(units, guests, words):
    """Return (units, guests) of `attendance.roll` with only the people or units that `words` are found in.

    Accents and capitals do not matter; without words, everybody.
    """
    key = text.search_key(words)
    if not key:
        return units, guests
    found = []
    for unit in units:
        people = unit.delegates if key in text.search_key(f"{unit.name} {unit.code}") else None
        people = people or [row for row in unit.delegates if key in text.search_key(row.full_name)]
        if people:
            found.append(attendance.Unit(unit.agency_id, unit.name, unit.code, people))
    return found, [row for row in guests if key in text.search_key(f"{row.full_name} {row.body}")]
