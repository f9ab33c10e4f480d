"""One line of the due list."""

from dataclasses import dataclass
from datetime import date

from core import clock


@dataclass(frozen=True)
class Todo:
    """One line of the due list."""

    title: str
    detail: str
    url: str
    button: str
    due_on: date | None = None
    chip: str = ""

    @property
    def days_left(self):
        """Days from today to the due day; None without one."""
        return None if self.due_on is None else (self.due_on - clock.today()).days

    @property
    def days_late(self):
        """Days since the due day has passed."""
        return -self.days_left


def due(season, phase):
    """Return the day on which `phase` is planned to end, or None."""
    return {row.phase: row.ends_on for row in season.deadlines.all()}.get(phase)
