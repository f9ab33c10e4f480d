"""Moving the rows of a draft: before or after the neighbour, into the group above, out of the own group.

A row moves by one step from where it stands now, so that it never comes into itself.
"""

from contextlib import contextmanager

from blocs import numbering
from blocs.criteria import KINDS, draft
from blocs.models import CriteriaGroup, Criterion
from core import history


def up(row, *, by):
    """Exchange a group or criterion with the row before it; the first stays, and so do bonus and penalty."""
    with _standing(row) as (found, before, _):
        if before:
            _place(found, before[-1].position - 0.5, "criteria.move_up", by)


def down(row, *, by):
    """Exchange a group or criterion with the row after it; the last stays, and so do bonus and penalty."""
    with _standing(row) as (found, _, after):
        if after:
            _place(found, after[0].position + 0.5, "criteria.move_down", by)


@contextmanager
def _standing(row):
    """Hold the draft; give the row where it stands now and not where the screen shows it, and its neighbours.

    Of top groups only the scored ones have any.
    """
    table = row.table if isinstance(row, CriteriaGroup) else row.group.table
    with draft(table):
        rows = _siblings(row)
        place = rows.index(row) if row in rows else None
        yield (row, [], []) if place is None else (rows[place], rows[:place], rows[place + 1 :])


def _siblings(row):
    parent = row.parent_id if isinstance(row, CriteriaGroup) else row.group_id
    if parent is None:
        return list(CriteriaGroup.objects.filter(table=row.table_id, parent=None, kind=KINDS.SCORED))
    rows = [*CriteriaGroup.objects.filter(parent=parent), *Criterion.objects.filter(group=parent)]
    return sorted(rows, key=lambda each: each.path)


def _place(row, place, act, by):
    before = row.position
    numbering.settle(row.table if isinstance(row, CriteriaGroup) else row.group.table, {row: place})
    row.refresh_from_db(fields=["position", "path"])
    history.record(row, act, by=by, before={"position": before}, after={"position": row.position})
