"""What the cells of a line held in an earlier version of it, read back from the one history."""

import copy
from dataclasses import dataclass

from core.models import Entry
from results.models import ScoreLine

LINE = ScoreLine._meta.label_lower


@dataclass(frozen=True)
class Former:
    """A line as it was; `last` is the Entry of the latest change since."""

    line: ScoreLine
    last: Entry


def as_of(lines, versions):
    """Return {line's key: Former} of those of `lines` that have changed since `versions` ({key: version}).

    One query, however many they are.
    """
    changed = {line.pk: line for line in lines if line.version != versions.get(line.pk, line.version)}
    if not changed:
        return {}
    rows = Entry.objects.filter(subject_type=LINE, subject_id__in=changed).select_related("actor__person")
    found = {}
    for row in rows.order_by("-pk"):
        if row.after.get("version", 0) <= versions[row.subject_id]:
            continue
        if row.subject_id not in found:
            found[row.subject_id] = Former(copy.copy(changed[row.subject_id]), row)
        for name, value in row.before.items():
            field = next(field for field in ScoreLine._meta.concrete_fields if field.attname == name)
            setattr(found[row.subject_id].line, name, field.to_python(value))
    return found
