"""Who came: checked in name by name, counted by unit."""

from dataclasses import dataclass, field

from django.db import transaction

from conferences.attending import delegates, substitutions
from conferences.holding import hold
from conferences.models import Attendance, Conference, DayPresence, Delegate
from core import clock, records

STATES = Conference.State
WRITABLE = (STATES.PLANNED, STATES.OPEN)
CHECK_IN = "attendance.check_in"


@dataclass
class Unit:
    """A member agency with the people it sends; guests of other bodies stand under no unit."""

    agency_id: int | None
    name: str
    code: str = ""
    delegates: list = field(default_factory=list)

    @property
    def is_present(self):
        """Whether somebody who represents it came; a guest of the own staff does not."""
        return any(row.came for row in self.delegates if row.role != Delegate.Role.GUEST)

    @property
    def waits(self):
        """Whether somebody who represents it is still to come."""
        return any(not row.came for row in self.delegates if row.role != Delegate.Role.GUEST)


@dataclass(frozen=True)
class Turnout:
    """The figures of a roll."""

    units: int  # members of the bloc
    units_present: int
    delegates: int  # invited, guests not counted
    delegates_present: int
    guests: int
    guests_present: int


def check_in(delegate, *, by):
    """Record that a delegate came and return the attendance; the second click returns the same one.

    Raises RuleError for somebody in whose place another comes.
    """
    with transaction.atomic():
        hold(delegate.conference, *WRITABLE)
        found = Attendance.objects.filter(delegate=delegate).first()
        if found:
            return found
        substitutions.refuse_absent(delegate)
        return _came(delegate, by)


def check_in_unit(conference, agency_id, *, by):
    """Record that everybody a member sends came; return how many are new. Its own guests are not counted."""
    with transaction.atomic():
        conference = hold(conference, *WRITABLE)
        sent = conference.delegates.sitting().filter(agency=agency_id).exclude(role=Delegate.Role.GUEST)
        waiting = list(sent.filter(attendance__isnull=True).order_by("pk"))
        for delegate in waiting:
            _came(delegate, by)
        return len(waiting)


def _came(delegate, by):
    return records.keep(Attendance(delegate=delegate, at=clock.now()), by=by, act=CHECK_IN)


def undo(delegate, *, by):
    """Take back a check-in made by mistake, that of later days with it; the second click does nothing."""
    with transaction.atomic():
        hold(delegate.conference, *WRITABLE)
        for later in DayPresence.objects.filter(delegate=delegate):
            records.drop(later, by=by, act="day.undo")
        for found in Attendance.objects.filter(delegate=delegate):
            records.drop(found, by=by, act="attendance.undo")


def of(delegate):
    """Return the Attendance of somebody, or None."""
    return Attendance.objects.filter(delegate=delegate).first()


def roll(conference):
    """Return (the Unit of everyone who sits there in protocol order, the guests of other bodies)."""
    seated = delegates.units(conference)
    units = {row.agency_id: Unit(row.agency_id, row.name, row.code) for row in seated}
    guests = []
    for delegate in delegates.listed(conference):
        if delegate.place is None:
            guests.append(delegate)
        else:
            units[delegate.agency_id].delegates.append(delegate)
    return list(units.values()), guests


def turnout(units, guests):
    """Return the Turnout of what `roll` returned."""
    invited = [row for unit in units for row in unit.delegates]
    own = [row for row in invited if row.role != Delegate.Role.GUEST]
    guests = [*guests, *(row for row in invited if row.role == Delegate.Role.GUEST)]
    return Turnout(
        units=len(units),
        units_present=sum(unit.is_present for unit in units),
        delegates=len(own),
        delegates_present=sum(bool(row.came) for row in own),
        guests=len(guests),
        guests_present=sum(bool(row.came) for row in guests),
    )


def present(conference):
    """Return how many units of the bloc are present: the base of a vote."""
    return turnout(*roll(conference)).units_present
