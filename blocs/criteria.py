"""The draft of a criteria table: groups and criteria added, changed, moved, removed."""

from contextlib import contextmanager

from django.db import transaction
from django.db.models import Max

from blocs import leaving
from blocs.models import CriteriaGroup, CriteriaTable, Criterion
from blocs.models.criteria import BONUS_POSITION, PENALTY_POSITION, ROMAN
from core import history, records
from core.rules import RuleError

KINDS = CriteriaGroup.Kind


def add_group(table, *, kind, name, max_points, by):
    """Add a group to the draft: a scored one after the others, a bonus or penalty one at its fixed place.

    Raises RuleError for a sixteenth scored group, ValidationError for a second bonus or penalty group.
    """
    with draft(table):
        position = _group_position(table, kind)
        group = CriteriaGroup(table=table, position=position, kind=kind, name=name, max_points=max_points)
        return records.keep(group, by=by, act="criteria.add_group")


def change_group(group, *, name, max_points, by):
    """Change a group of the draft; its kind stays."""
    with draft(group.table):
        return records.change(group, name=name, max_points=max_points, by=by, act="criteria.change_group")


def remove_group(group, *, by):
    """Take a group with all its criteria out of the draft; the ones after it move up.

    A step of the ladder that compares the group goes with it.
    """
    with draft(group.table) as table:
        if table.is_correcting:
            leaving.refuse_group(group)
        for step in group.tie_steps.all():
            records.drop(step, by=by, act="criteria.drop_tie_step")
        _close_gaps(group.table.ladder)
        for criterion in group.criteria.all():
            records.drop(criterion, by=by, act="criteria.remove_criterion")
        records.drop(group, by=by, act="criteria.remove_group")
        _close_gaps(group.table.groups.filter(kind=KINDS.SCORED))


def add_criterion(group, *, name, guidance, max_points, evidence_required, by, after=None):
    """Add a criterion to a group of the draft: at its end, or right after the criterion `after`."""
    with draft(group.table):
        criterion = Criterion(
            group=group,
            position=_next_position(group.criteria),
            name=name,
            guidance=guidance,
            max_points=max_points,
            evidence_required=evidence_required,
        )
        records.keep(criterion, by=by, act="criteria.add_criterion")
        place = after and group.criteria.filter(pk=after.pk).values_list("position", flat=True).first()
        if place is not None:
            _put_after(criterion, place)
        return criterion


def change_criterion(criterion, *, by, **facts):
    """Change a criterion of the draft."""
    with draft(criterion.group.table):
        return records.change(criterion, **facts, by=by, act="criteria.change_criterion")


def remove_criterion(criterion, *, by):
    """Take a criterion out of the draft; the ones after it move up.

    A published one that is being corrected away stays, unseen, until the correction is published.
    """
    with draft(criterion.group.table) as table:
        group = criterion.group
        if table.is_correcting and criterion.pk not in leaving.added(table):
            leaving.mark(criterion, by=by)
        else:
            records.drop(criterion, by=by, act="criteria.remove_criterion")
        _close_gaps(group.criteria)


def return_to(group, criterion):
    """Put a criterion that was leaving at the end of its group again; the caller holds the table."""
    criterion.position, criterion.leaving = _next_position(group.criteria), False
    criterion.save(update_fields=["position", "leaving"])


def move_criterion_up(criterion, *, by):
    """Exchange a criterion with the one before it in its group; the first stays."""
    _move(criterion, criterion.group.criteria, criterion.group.table, up=True, by=by)


def move_criterion_down(criterion, *, by):
    """Exchange a criterion with the one after it in its group; the last stays."""
    _move(criterion, criterion.group.criteria, criterion.group.table, up=False, by=by)


def move_group_up(group, *, by):
    """Exchange a scored group with the one before it; the first stays, and so do bonus and penalty."""
    _move(group, group.table.groups.filter(kind=KINDS.SCORED), group.table, up=True, by=by)


def move_group_down(group, *, by):
    """Exchange a scored group with the one after it; the last stays, and so do bonus and penalty."""
    _move(group, group.table.groups.filter(kind=KINDS.SCORED), group.table, up=False, by=by)


def set_total_cap(table, *, total_cap, by):
    """Set the most points a member can have in all, or None."""
    with draft(table):
        return records.change(table, total_cap=total_cap, by=by, act="criteria.cap")


@contextmanager
def draft(table):
    """Hold the table's lock for one act; refuse when it is published and not being corrected."""
    with transaction.atomic():
        row = CriteriaTable.objects.select_for_update().get(pk=table.pk)
        if not row.is_open:
            raise RuleError("Bảng tiêu chí đã công bố nên không sửa được nữa.")
        yield row


def _group_position(table, kind):
    if kind != KINDS.SCORED:
        return BONUS_POSITION if kind == KINDS.BONUS else PENALTY_POSITION
    position = _next_position(table.groups.filter(kind=KINDS.SCORED))
    if position > len(ROMAN):
        raise RuleError(f"Một bảng có nhiều nhất {len(ROMAN)} nhóm chấm điểm.")
    return position


def _next_position(rows):
    return (rows.aggregate(last=Max("position"))["last"] or 0) + 1


def _move(row, siblings, table, *, up, by):
    """Exchange `row` with its neighbour, where both stand now and not where the screen shows them."""
    with draft(table):
        rows = list(siblings.order_by("position"))
        if row not in rows:
            return
        place = rows.index(row)
        other = place - 1 if up else place + 1
        if not 0 <= other < len(rows):
            return
        row, neighbour = rows[place], rows[other]
        places = row.position, neighbour.position
        for each, position in ((row, _spare(siblings)), (neighbour, places[0]), (row, places[1])):
            each.position = position
            each.save(update_fields=["position"])
        act = "criteria.move_up" if up else "criteria.move_down"
        history.record(row, act, by=by, before={"position": places[0]}, after={"position": places[1]})


def _spare(siblings):
    """A position that nobody has, for the moment in which two rows change places."""
    spare = _next_position(siblings)
    if siblings.model is CriteriaGroup and spare > len(ROMAN):
        raise RuleError(f"Bảng đã đủ {len(ROMAN)} nhóm nên không đổi chỗ được. Hãy bỏ bớt một nhóm trước.")
    return spare


def _put_after(criterion, place):
    """Move a criterion that stands last to right after `place`: the ones behind make room, the last first."""
    criteria = criterion.group.criteria
    criterion.position = _next_position(criteria)
    criterion.save(update_fields=["position"])
    for row in criteria.filter(position__gt=place).exclude(pk=criterion.pk).order_by("-position"):
        row.position += 1
        row.save(update_fields=["position"])
    criterion.position = place + 1
    criterion.save(update_fields=["position"])


def _close_gaps(rows):
    for position, row in enumerate(rows.order_by("position"), 1):
        if row.position != position:
            row.position = position
            row.save(update_fields=["position"])
