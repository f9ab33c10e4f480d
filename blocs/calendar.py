"""The year on a line: where it stands, what was planned, what comes next. Reads only."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils import timezone

from blocs import states
from blocs.models import Deadline
from core import clock
from core.dates import short
from core.models import Entry
from members import acting

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


@dataclass(frozen=True)
class Dated:
    """Something of the year on its day: what, when it ends, what kind of thing, what became of it."""

    key: str  # the same for the same thing for ever
    name: str
    starts_on: date
    ends_on: date
    kind: str  # phase, activity, conference
    note: str = ""
    place: str = ""
    url: str = ""
    starts_at: time | None = None
    days_late: int = 0  # of what should have been done by today, and is not


def dated(season):
    """Return the planned ends of the phases and the activities with a day, as Dated, the earliest first."""
    return sorted([*_phases(season), *_activities(season)], key=lambda one: (one.starts_on, one.name))


def _phases(season):
    reached = states.KEYS.index(season.phase)
    for deadline in season.deadlines.all():
        place, day = states.KEYS.index(deadline.phase), deadline.ends_on
        yield Dated(
            key=f"phase-{season.pk}-{deadline.phase}",
            name=MILESTONES.get(deadline.phase) or f"Hết bước {deadline.get_phase_display()}",
            starts_on=day,
            ends_on=day,
            kind="phase",
            note="Đã qua" if place < reached else "Bước hiện tại" if place == reached else "",
            days_late=max((clock.today() - day).days, 0) if place >= reached else 0,
        )


def _activities(season):
    rows = season.activities.exclude(state="cancelled").filter(starts_on__isnull=False)
    for row in rows.hosted(season.standing_on):
        late = (clock.today() - row.last_day).days if row.state == "planned" else 0
        yield Dated(
            key=f"activity-{row.pk}",
            name=row.name,
            starts_on=row.starts_on,
            ends_on=row.last_day,
            kind="activity",
            note=", ".join(
                filter(None, (row.get_state_display(), row.host_id and f"{row.host_name} chủ trì"))
            ),
            place=row.place,
            url=row.get_absolute_url(),
            days_late=max(late, 0),
        )


@dataclass(frozen=True)
class Move:
    """A planned date that was set, moved or taken off after the planning: from when to when, who, why."""

    at: datetime
    who: str
    name: str
    before: date | None
    after: date | None
    reason: str


def moves(season):
    """Return the Moves of the year's dates that carry a reason, the latest first. Three queries."""
    kind = Deadline._meta.label_lower
    begun = Entry.objects.filter(subject_type=kind, after__season_id=season.pk)
    ended = Entry.objects.filter(subject_type=kind, before__season_id=season.pk)
    phases = {}
    for entry in [*begun, *ended]:
        phases[entry.subject_id] = (entry.after if "phase" in entry.after else entry.before)["phase"]
    told = Entry.objects.filter(subject_type=kind, subject_id__in=phases).exclude(reason="")
    labels = dict(states.PHASES)
    return [
        Move(
            at=entry.at,
            who=acting.name_of(entry.actor),
            name=labels[phases[entry.subject_id]],
            before=_day(entry.before.get("ends_on")),
            after=_day(entry.after.get("ends_on")),
            reason=entry.reason,
        )
        for entry in told.select_related("actor__person")
    ]


def _day(text):
    return date.fromisoformat(text) if text else None
