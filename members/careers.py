"""Where somebody has worked and as what, as it was recorded: read from the history, never stored twice."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from core.models import Entry
from members.naming import Names

ACTS = ("person.record", "person.correct", "person.transfer")


@dataclass(frozen=True)
class Stage:
    """A post at an agency, from the day it was recorded here until the next one."""

    since: date
    position: str
    agency: str


def of(person):
    """Return the Stages of a person, the latest first; none while there was only one. Two queries at most."""
    agency, position, told = person.agency_id, person.position, []
    entries = Entry.objects.about(person).filter(act__in=ACTS).order_by("-id")
    for entry in entries:
        if not entry.after.keys() & {"agency_id", "position"}:
            continue
        told.append((timezone.localdate(entry.at), position, agency))
        position = entry.before.get("position", position)
        agency = entry.before.get("agency_id", agency)
    if len(told) < 2:
        return []
    names = Names(agency for *_, agency in told)
    return [Stage(day, position, names.on(agency, day)) for day, position, agency in told]
