"""What is late in a year: planned things whose day has passed without an act. Reads only; the clock warns."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from blocs import calendar
from core import clock


@dataclass(frozen=True)
class Late:
    """Something planned that should have been done by `due_on`."""

    name: str
    due_on: date
    url: str

    @property
    def days(self):
        """Days since it was due."""
        return (clock.today() - self.due_on).days


def of(season):
    """Return the phase whose planned end has passed and the activities not held, the longest overdue first.

    Nothing is late in a closed year. One query beside the season's deadlines.
    """
    if season.is_closed:
        return []
    today = clock.today()
    found = [
        Late(
            f"Bước {season.get_phase_display()}", milestone.ends_on, reverse("blocs:season", args=[season.pk])
        )
        for milestone in calendar.ahead(season)
        if milestone.is_current and milestone.days_left < 0
    ]
    found += [Late(row.name, row.due, row.get_absolute_url()) for row in season.activities.late(today)]
    return sorted(found, key=lambda late: late.due_on)
