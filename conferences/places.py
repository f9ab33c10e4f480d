"""The order of rows that hang on a conference: the last place, and an exchange with the row before."""

from django.db.models import Max

from core import history


def last(rows):
    """Return the last place that is taken among `rows`, 0 when there are none."""
    return rows.aggregate(last=Max("position"))["last"] or 0


def move_up(row, beside, *, all_rows=None, by, act):
    """Let `row` exchange places with the one before it among `beside`; the first stays.

    `all_rows` (`beside`): the rows no two of which may stand in one place. The caller holds the conference.
    """
    before = beside.filter(position__lt=row.position).order_by("-position").first()
    if not before:
        return
    mine, other = row.position, before.position
    parked = last(beside if all_rows is None else all_rows) + 1
    for moved, position in ((row, parked), (before, mine), (row, other)):
        moved.position = position
        moved.save(update_fields=["position"])
    history.record(row, act, by=by, before={"position": mine}, after={"position": other})
