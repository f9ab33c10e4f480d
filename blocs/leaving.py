"""Criteria that a correction takes out of a published table: marked first, gone when it is published.

Until then the lines of the sheets and the pledged targets hang on them, and giving the correction up must
leave all of it as it was. A criterion that only the correction brought is nobody's yet and goes at once.
"""

from django.db.models import Q

from blocs.models import Criterion
from core import effects, history
from core.rules import RuleError


def mark(criterion, *, by):
    """Mark a criterion as leaving; the caller holds the table and closes the gap.

    Raises RuleError when something hangs on it that would be lost.
    """
    refuse(criterion)
    history.record(criterion, "criteria.leave", by=by, before={"leaving": False}, after={"leaving": True})
    criterion.leaving = True
    criterion.save(update_fields=["leaving"])


def refuse(criterion):
    """Raise RuleError when something hangs on the criterion that would be lost with it."""
    if found := effects.hindrances(criterion):
        raise RuleError(found[0])


def refuse_group(group):
    """Refuse to remove a published group at once in a correction: each criterion is looked at."""
    below = Q(group=group) | Q(group__table=group.table, group__path__startswith=f"{group.path}.")
    if Criterion.every.filter(below).exclude(pk__in=added(group.table)).exists():
        raise RuleError(
            f"Nhóm {group.code} đã công bố. Hãy bỏ từng tiêu chí của nhóm; nhóm không còn tiêu chí thì được "
            "bỏ cùng lúc công bố bản sửa."
        )


def of(table):
    """The criteria of `table` that leave."""
    return Criterion.every.filter(group__table=table, leaving=True).select_related("group").order_by("pk")


def added(table):
    """Return the ids of the criteria that only the correction under way has brought; none without one."""
    kept = open_revision(table)
    if kept is None:
        return set()
    known = {row["id"] for row in kept.content[Criterion._meta.model_name]}
    return set(Criterion.every.filter(group__table=table).exclude(pk__in=known).values_list("pk", flat=True))


def open_revision(table):
    """Return the CriteriaRevision of the correction under way, or None."""
    return table.revisions.filter(superseded_at__isnull=True).select_related("begun_by").first()
