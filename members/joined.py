"""Records of persons that were joined into others: what an act asks before it writes to a person."""

from dataclasses import dataclass
from datetime import datetime

from core import records
from core.models import Entry
from core.rules import RuleError
from members import acting
from members.models import Person

ACT = "person.join"


@dataclass(frozen=True)
class Joined:
    """A record that this person's took in: its name, when, by whom (a name) and why."""

    name: str
    at: datetime
    who: str
    reason: str


def hold(person):
    """Lock a person's row until the act is over and return it as it stands.

    Raises RuleError when it is gone, or was joined into another record meanwhile.
    """
    return hold_all([person.pk])[0]


def hold_all(keys):
    """Do the same for many persons (ids) at once, in one order for all who lock several; return the rows."""
    wanted = set(keys)
    rows = list(Person.every.select_for_update().filter(pk__in=wanted).order_by("pk"))
    if len(rows) < len(wanted):
        raise RuleError(records.GONE)
    for row in rows:
        if row.joined_into_id:  # asked for by itself: beside a row one waited for it comes as it was before
            raise RuleError(
                f"Bản ghi {row} vừa gộp vào {row.joined_into}. Hãy tải lại trang rồi chọn bản ghi ấy."
            )
    return rows


def into(person):
    """Return the Joined records of a person, the latest first. One query while there are none, else two."""
    rows = {row.pk: str(row) for row in Person.every.filter(joined_into=person)}
    if not rows:
        return []
    kind = Person._meta.label_lower
    acts = Entry.objects.filter(subject_type=kind, subject_id__in=rows, act=ACT).order_by("-pk")
    return [
        Joined(rows[entry.subject_id], entry.at, acting.name_of(entry.actor), entry.reason)
        for entry in acts.select_related("actor__person")
    ]
