"""The year on a line: where it stands, what was planned, what comes next. Reads only."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from blocs import states
from core import clock
from core.dates import short

# The half-year conference lies within "Thực hiện": work goes on until the midyear phase ends. So on the
# stepper "Thực hiện" carries the end of `midyear`, and "Sơ kết" the day on which `running` gives way.
SHORT = {"midyear": "Sơ kết 6 tháng"}
SHOWN_END = {"running": "midyear", "midyear": "running"}
MILESTONES = {
    "running": "Sơ kết 6 tháng",
    "midyear": "Hết hạn thực hiện chỉ tiêu",
    "conference": "Hội nghị tổng kết",
}


ON_ONE_DAY = ("pledging", "midyear", "conference", "closed")


@dataclass(frozen=True)
class PhaseStep:
    """One phase as the stepper shows it."""

    name: str
    state: str  # done, now or "" (still to come)
    date: str
    value: int  # days since the phase began
    max: int  # days from its beginning to its planned end, at least 1
    within: bool  # it lies inside the step before it


@dataclass(frozen=True)
class Milestone:
    """A planned date with the days that are left; negative when it has passed."""

    name: str
    ends_on: date
    days_left: int
    is_current: bool

    @property
    def days_late(self):
        """Days since the date has passed."""
        return -self.days_left


def steps(season):
    """Return the nine phases of the season in order."""
    ends = {deadline.phase: deadline.ends_on for deadline in season.deadlines.all()}
    reached = states.KEYS.index(season.phase)
    since = timezone.localdate(season.phase_since)
    found = []
    for place, (phase, label) in enumerate(states.PHASES):
        shown = ends.get(SHOWN_END.get(phase, phase))
        days = max((ends[phase] - since).days, 1) if phase in ends else 1
        found.append(
            PhaseStep(
                name=SHORT.get(phase, label),
                state="done" if place < reached else "now" if place == reached else "",
                date=_dated(phase, shown),
                value=min(max((clock.today() - since).days, 0), days),
                max=days,
                within=phase == "midyear",
            )
        )
    return found


def _dated(phase, day):
    if day is None:
        return ""
    return short(day) if phase in ON_ONE_DAY else f"đến {short(day)}"


def ahead(season):
    """Return the planned dates of the current and the later phases, nearest first."""
    reached = states.KEYS.index(season.phase)
    return [
        Milestone(
            name=MILESTONES.get(deadline.phase) or f"Hết bước {deadline.get_phase_display()}",
            ends_on=deadline.ends_on,
            days_left=(deadline.ends_on - clock.today()).days,
            is_current=deadline.phase == season.phase,
        )
        for deadline in season.deadlines.all()
        if states.KEYS.index(deadline.phase) >= reached
    ]
