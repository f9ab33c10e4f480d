"""The draft of a criteria table: groups and criteria added, changed, moved, removed."""

from contextlib import contextmanager

from django.db import transaction
from django.db.models import Max

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
    with draft(group.table):
        for step in group.tie_steps.all():
            records.drop(step, by=by, act="criteria.drop_tie_step")
        _close_gaps(group.table.ladder)
        for criterion in group.criteria.all():
            records.drop(criterion, by=by, act="criteria.remove_criterion")
        records.drop(group, by=by, act="criteria.remove_group")
        _close_gaps(group.table.groups.filter(kind=KINDS.SCORED))


def add_criterion(group, *, name, guidance, max_points, evidence_required, by):
    """Add a criterion at the end of a group of the draft."""
    with draft(group.table):
        criterion = Criterion(
            group=group,
            position=_next_position(group.criteria),
            name=name,
            guidance=guidance,
            max_points=max_points,
            evidence_required=evidence_required,
        )
        return records.keep(criterion, by=by, act="criteria.add_criterion")


def change_criterion(criterion, *, by, **facts):
    """Change a criterion of the draft."""
    with draft(criterion.group.table):
        return records.change(criterion, **facts, by=by, act="criteria.change_criterion")


def remove_criterion(criterion, *, by):
    """Take a criterion out of the draft; the ones after it move up."""
    with draft(criterion.group.table):
        group = criterion.group
        records.drop(criterion, by=by, act="criteria.remove_criterion")
        _close_gaps(group.criteria)


def move_criterion_up(criterion, *, by):
    """Exchange a criterion with the one before it in its group; the first stays."""
    with draft(criterion.group.table):
        siblings = criterion.group.criteria
        criterion = siblings.filter(pk=criterion.pk).first()  # where it stands now, not on the screen
        before = criterion and siblings.filter(position__lt=criterion.position).last()
        if not before:
            return
        places = criterion.position, before.position
        for row, place in ((criterion, 0), (before, places[0]), (criterion, places[1])):
            row.position = place
            row.save(update_fields=["position"])
        history.record(
            criterion,
            "criteria.move_up",
            by=by,
            before={"position": places[0]},
            after={"position": places[1]},
        )


def set_total_cap(table, *, total_cap, by):
    """Set the most points a member can have in all, or None."""
    with draft(table):
        return records.change(table, total_cap=total_cap, by=by, act="criteria.cap")


@contextmanager
def draft(table):
    """Hold the table's lock for one act; refuse when it is published."""
    with transaction.atomic():
        row = CriteriaTable.objects.select_for_update().get(pk=table.pk)
        if not row.is_draft:
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


def _close_gaps(rows):
    for position, row in enumerate(rows.order_by("position"), 1):
        if row.position != position:
            row.position = position
            row.save(update_fields=["position"])
