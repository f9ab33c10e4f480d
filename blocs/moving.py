"""Moving the rows of a draft: before or after the neighbour, into the group above, out of the own group.

A row moves by one step from where it stands now, so that it never comes into itself.
"""

from contextlib import contextmanager

from blocs import numbering
from blocs.criteria import KINDS, draft
from blocs.models import CriteriaGroup, Criterion
from core import history, records

LAST = 10_000  # after every sibling


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


def into(row, *, by):
    """Make a group or criterion the last row of the group right before it; without one it stays.

    Raises RuleError when something would then stand too deep.
    """
    with _standing(row) as (found, before, _):
        if before and isinstance(before[-1], CriteriaGroup):
            _drop_steps(found, by)
            _place(found, LAST, "criteria.move_in", by, parent=before[-1].pk)


def out(row, *, by):
    """Make a group or criterion the row right after the group it stands in.

    A criterion never stands at the top, nor does a second bonus or penalty group: they stay. Raises
    RuleError for a sixteenth group at the top.
    """
    with _standing(row) as (found, _, _):
        group = _parent(found)
        at_top = group is not None and group.parent_id is None
        if group is None or (at_top and (isinstance(found, Criterion) or found.kind != KINDS.SCORED)):
            return
        _place(found, group.position + 0.5, "criteria.move_out", by, parent=group.parent_id)


@contextmanager
def _standing(row):
    """Hold the draft; give the row where it stands now and not where the screen shows it, and its neighbours.

    Of top groups only the scored ones have any.
    """
    table = row.table if isinstance(row, CriteriaGroup) else row.group.table
    with draft(table):
        found = type(row).objects.filter(pk=row.pk).first()
        rows = _siblings(found) if found else []
        place = rows.index(found) if found in rows else 0  # bonus and penalty stand beside nothing
        yield found, rows[:place], rows[place + 1 :] if found in rows else []


def _siblings(row):
    parent = _parent(row)
    if parent is None:
        return list(CriteriaGroup.objects.filter(table=row.table_id, parent=None, kind=KINDS.SCORED))
    rows = [*CriteriaGroup.objects.filter(parent=parent), *Criterion.objects.filter(group=parent)]
    return sorted(rows, key=lambda each: each.path)


def _parent(row):
    return row and (row.parent if isinstance(row, CriteriaGroup) else row.group)


def _drop_steps(row, by):
    """A group that leaves the top is no step of the ladder any more."""
    if isinstance(row, CriteriaGroup):
        for step in row.tie_steps.all():
            records.drop(step, by=by, act="criteria.drop_tie_step")


def _place(row, place, act, by, **parent):
    """Give the row its place among its siblings; with `parent` (a group's key or None) under that one."""
    before = {"position": row.position, "path": row.path}
    if parent:
        own = "parent_id" if isinstance(row, CriteriaGroup) else "group_id"
        aside = {own: parent["parent"], "position": 1, "path": f"~{row.pk}"}
        type(row).objects.filter(pk=row.pk).update(**aside)
    numbering.settle(row.table if isinstance(row, CriteriaGroup) else row.group.table, {row: place})
    row.refresh_from_db()
    after = {"position": row.position, "path": row.path}
    history.record(row, act, by=by, before=before, after=after)
