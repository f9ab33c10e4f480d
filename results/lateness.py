"""Which members have not handed in what the present phase asks of them, and how late they are."""

from dataclasses import dataclass
from datetime import date

from blocs import seasons
from core import clock
from results.models import Pledge, Reminder, ScoreSheet

ABOUT = Reminder.About
ASKED = {
    "pledging": ABOUT.PLEDGE,
    "scoring": ABOUT.SHEET,
    "appraisal": ABOUT.RETURNED,
}  # phase → what members hand in then


@dataclass(frozen=True)
class Missing:
    """A member that owes its targets, its sheet or a returned one; `due_on` is None without a date."""

    agency_id: int
    name: str
    due_on: date | None
    reminded_on: date | None

    @property
    def days_late(self):
        """Days since it was due; 0 while there is time, or no date."""
        return max((clock.today() - self.due_on).days, 0) if self.due_on else 0

    @property
    def days_left(self):
        """Days until it is due; None without a date."""
        return (self.due_on - clock.today()).days if self.due_on else None


def asked(season):
    """Return what members hand in at this phase (a Reminder.About), or None."""
    return ASKED.get(season.phase)


def missing(season):
    """Return the members that still owe it, in protocol order, each with when it was last reminded of it.

    A constant number of queries whatever their number.
    """
    about = asked(season)
    if about is None:
        return []
    due = {row.phase: row.ends_on for row in season.deadlines.all()}.get(season.phase)
    members, reminded = seasons.members_of(season), _reminded(season, about)
    owing = _owing(season, about, {row.agency_id for row in members})
    return [
        Missing(row.agency_id, row.name, due, reminded.get(row.agency_id))
        for row in members
        if row.agency_id in owing
    ]


def _owing(season, about, members):
    """A returned sheet is owed until it is handed in again; all else until it was handed in once."""
    if about == ABOUT.RETURNED:
        return set(season.sheets.filter(state=ScoreSheet.State.RETURNED).values_list("agency", flat=True))
    if about == ABOUT.PLEDGE:
        rows = season.pledges.filter(state=Pledge.State.HANDED_IN)
    else:
        rows = season.sheets.exclude(state=ScoreSheet.State.DRAFT)
    return members - set(rows.values_list("agency", flat=True))


def _reminded(season, about):
    rows = season.reminders.filter(about=about).order_by("issued_on")
    return dict(rows.values_list("reminded__agency", "issued_on"))
