"""Which members have not handed in what the present phase asks of them, and how late they are."""

from dataclasses import dataclass
from datetime import date, timedelta

from blocs import seasons
from core import clock
from results.models import MidyearReport, Pledge, Reminder, ScoreSheet

ABOUT = Reminder.About
ASKED = {
    "pledging": ABOUT.PLEDGE,
    "midyear": ABOUT.MIDYEAR,
    "scoring": ABOUT.SHEET,
    "appraisal": ABOUT.RETURNED,
}  # phase → what members hand in then
BEFORE_MIDYEAR = timedelta(days=42)  # from then on the half-year report is asked for, before its phase begins


@dataclass(frozen=True)
class Missing:
    """A member that owes its targets, its report, its sheet or a returned one; `due_on` may be None."""

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
    """Return what members hand in at this phase (a Reminder.About), or None.

    The half-year report is for the half-year conference, with which the phase "running" is planned to end; it
    is asked for from six weeks before.
    """
    if season.phase == "running":
        day = due_on(season, ABOUT.MIDYEAR)
        return ABOUT.MIDYEAR if day and day - clock.today() <= BEFORE_MIDYEAR else None
    return ASKED.get(season.phase)


def due_on(season, about):
    """Return the day by which it is planned to be handed in, or None."""
    phase = "running" if about == ABOUT.MIDYEAR else season.phase
    return {row.phase: row.ends_on for row in season.deadlines.all()}.get(phase)


def missing(season):
    """Return the members that still owe it, in protocol order, each with when it was last reminded of it.

    A constant number of queries whatever their number.
    """
    about = asked(season)
    if about is None:
        return []
    due = due_on(season, about)
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
    elif about == ABOUT.MIDYEAR:
        rows = season.midyear_reports.filter(state=MidyearReport.State.HANDED_IN)
    else:
        rows = season.sheets.exclude(state=ScoreSheet.State.DRAFT)
    return members - set(rows.values_list("agency", flat=True))


def _reminded(season, about):
    rows = season.reminders.filter(about=about).order_by("issued_on")
    return dict(rows.values_list("reminded__agency", "issued_on"))
