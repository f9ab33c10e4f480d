"""All dates of a year in one list: phases, activities, conferences; as page, workbook and calendar file."""

from datetime import datetime
from itertools import groupby

from django.utils import timezone

from blocs import calendar
from conferences.models import Conference
from core import clock, ics, times

KINDS = {"phase": "Mốc của năm", "activity": "Hoạt động chung", "conference": "Hội nghị"}


def of(season):
    """Return everything dated of the year, the earliest first (blocs.calendar.Dated)."""
    found = [*calendar.dated(season), *map(_conference, season.conferences.all())]
    return sorted(found, key=lambda one: (one.starts_on, one.name))


def by_month(dates):
    """Return [("Tháng 3/2023", its dates)] in order."""
    months = groupby(dates, key=lambda one: (one.starts_on.year, one.starts_on.month))
    return [(f"Tháng {month}/{year}", list(rows)) for (year, month), rows in months]


def late(dates):
    """Return those that should have been done by today and are not. The clock only warns."""
    return [one for one in dates if one.days_late]


def as_file(season, dates, *, link):
    """Return the calendar file (bytes); `link` makes a full address of a path."""
    name = f"{season.bloc.short_name}: năm thi đua {season.label}"
    return ics.calendar(name, [_event(one, season, link) for one in dates], made_at=clock.now())


def _event(one, season, link):
    starts = one.starts_on
    if one.starts_at and one.starts_on == one.ends_on:
        starts = timezone.make_aware(datetime.combine(one.starts_on, one.starts_at))
    return ics.Event(
        key=one.key,
        summary=f"{one.name} ({season.bloc.short_name})",
        starts=starts,
        ends=one.ends_on,
        description=". ".join(filter(None, (KINDS[one.kind], one.note))),
        location=one.place,
        url=link(one.url or season.get_absolute_url()),
    )


def _conference(row):
    over = row.state == Conference.State.CLOSED
    hour = f"{times.short(row.starts_at)}, " if row.starts_at else ""
    return calendar.Dated(
        key=f"conference-{row.pk}",
        name=row.title,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        kind="conference",
        note=f"{hour}{row.get_state_display().lower()}" if hour else row.get_state_display(),
        place=row.venue,
        url=row.get_absolute_url(),
        starts_at=row.starts_at,
        days_late=0 if over else max((clock.today() - row.ends_on).days, 0),
    )
