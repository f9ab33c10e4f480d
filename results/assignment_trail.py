"""Who gave which part of the appraisal to whom, or took it away, and when; read from the one history."""

from dataclasses import dataclass
from datetime import datetime

from core.models import Entry
from members import acting
from members.models import Person
from results import workload
from results.models import Assignment

SHOWN = 50  # the latest changes; all of them stay in the history
GONE = "phần không còn trong bảng tiêu chí"


@dataclass(frozen=True)
class Change:
    """One part given to somebody, or taken away: when, by whom (a name), whose, which part in words."""

    at: datetime
    who: str
    is_given: bool
    person: str
    part: str


def of(season, shares):
    """Return the latest Changes of a year, the last first; `shares` are its Shares. Three queries."""
    kind = Assignment._meta.label_lower
    rows = Entry.objects.filter(subject_type=kind, after__season_id=season.pk)
    rows = rows | Entry.objects.filter(subject_type=kind, before__season_id=season.pk)
    found = [(entry, entry.after or entry.before) for entry in rows.select_related("actor__person")[:SHOWN]]
    people = Person.every.in_bulk({facts["person_id"] for _, facts in found})
    members = {row.agency_id: row.short_name for row in season.members}
    return [
        Change(
            entry.at,
            acting.name_of(entry.actor),
            bool(entry.after),
            str(people[facts["person_id"]]),
            workload.words(shares, {(facts["agency_id"], facts["group_id"])}, members) or GONE,
        )
        for entry, facts in found
    ]
