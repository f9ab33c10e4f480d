"""The draft of a criteria table: groups and criteria added, changed, removed; moving.py moves them."""

from contextlib import contextmanager
from dataclasses import asdict, fields, replace

from django.core.exceptions import ValidationError
from django.db import transaction

from blocs import kinds, numbering
from blocs.models import CriteriaGroup, CriteriaTable, Criterion, Level, RatioStep
from core import records
from core.rules import RuleError

KINDS = CriteriaGroup.Kind
PLACE = ("position", "path")
ROWS = ("steps", "levels")  # what of a Rule stands in rows of its own


def add_group(table, *, name, max_points, by, kind=KINDS.SCORED, parent=None, again=False):
    """Add a group to the draft: at the end of the group `parent`, else at the top.

    At the top a scored one comes after the others, a bonus or penalty one at its fixed place; within a
    group it is of that one's kind. A second click finds the first one, unless `again`. Raises RuleError
    for a sixteenth scored group at the top and for a level too deep, ValidationError for a second bonus or
    penalty group.
    """
    with draft(table):
        parent = parent and _found(parent)
        kind = parent.kind if parent else kind
        position, path = numbering.at_end(table, parent, kind, holds=True)
        group = CriteriaGroup(
            table=table,
            parent=parent,
            position=position,
            path=path,
            kind=kind,
            name=name,
            max_points=max_points,
        )
        same = not again and records.repeated(group, by=by, act="criteria.add_group", beside=PLACE)
        return same or records.keep(group, by=by, act="criteria.add_group")


def change_group(group, *, name, max_points, by):
    """Change a group of the draft; its kind stays."""
    with draft(group.table):
        return records.change(group, name=name, max_points=max_points, by=by, act="criteria.change_group")


def remove_group(group, *, by):
    """Take a group with all that stands in it out of the draft; the rows after it move up.

    A step of the ladder that compares the group goes with it.
    """
    with draft(group.table):
        group = _found(group)
        for step in group.tie_steps.all():
            records.drop(step, by=by, act="criteria.drop_tie_step")
        _close_gaps(group.table.ladder)
        inner = group.table.groups.filter(path__startswith=f"{group.path}.").order_by("-path")
        for each in [*inner, group]:
            for criterion in each.criteria.all():
                _drop(criterion, by)
            records.drop(each, by=by, act="criteria.remove_group")
        numbering.settle(group.table)


def add_criterion(
    group, *, name, guidance, max_points, evidence_required, by, after=None, again=False, **rule
):
    """Add a criterion to a group of the draft: at its end, or right after the criterion `after`.

    A second click finds the first one, unless `again`: a file may say the same twice. `rule` are the facts
    of a kinds.Rule; without them it is scored by points. Raises ValidationError for facts that do not fit
    its kind, RuleError where the group has no room.
    """
    with draft(group.table):
        group = _found(group)
        position, path = numbering.at_end(group.table, group, group.kind)
        made = _fitting(kinds.Rule(max_points=max_points, **rule))
        criterion = Criterion(
            group=group,
            position=position,
            path=path,
            name=name,
            guidance=guidance,
            evidence_required=evidence_required,
            **_own(made),
        )
        same = not again and records.repeated(criterion, by=by, act="criteria.add_criterion", beside=PLACE)
        if same and kinds.rule_of(same) == made:
            return same
        records.keep(criterion, by=by, act="criteria.add_criterion")
        _add_rows(criterion, made, by)
        place = after and group.criteria.filter(pk=after.pk).values_list("position", flat=True).first()
        if place:
            numbering.settle(group.table, {criterion: place + 0.5})
            criterion.refresh_from_db(fields=["position", "path"])
        return criterion


def change_criterion(criterion, *, by, **facts):
    """Change a criterion of the draft; with another `kind` what only the former one knew is gone.

    Raises as `add_criterion`.
    """
    with draft(criterion.group.table):
        named = {field.name for field in fields(kinds.Rule)} & set(facts)
        rule = {name: facts.pop(name) for name in named}
        before = kinds.rule_of(_found(criterion))
        if rule.get("kind", before.kind) != before.kind:
            before = kinds.Rule(max_points=before.max_points)
        made = _fitting(replace(before, **rule))
        changed = records.change(criterion, **facts, **_own(made), by=by, act="criteria.change_criterion")
        _set_rows(changed, made, by)
        return changed


def remove_criterion(criterion, *, by):
    """Take a criterion out of the draft; the rows after it move up."""
    with draft(criterion.group.table):
        _drop(criterion, by)
        numbering.settle(criterion.group.table)


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


def _found(row):
    """The row as it stands now: its place may be another than the page showed."""
    found = type(row).objects.filter(pk=row.pk).first()
    if found is None:
        raise RuleError(records.GONE)
    return found


def _fitting(rule):
    if found := kinds.faults(rule):
        raise ValidationError(found)
    return rule


def _own(rule):
    """What of a Rule stands in the criterion itself."""
    return {name: value for name, value in asdict(rule).items() if name not in ROWS}


def _set_rows(criterion, rule, by):
    """Write steps and levels anew where they differ."""
    if kinds.rule_of(criterion) == rule:
        return
    for row in [*criterion.steps.all(), *criterion.levels.all()]:
        records.drop(row, by=by, act="criteria.drop_step")
    _add_rows(criterion, rule, by)


def _add_rows(criterion, rule, by):
    for at_least, points in rule.steps:
        row = RatioStep(criterion=criterion, at_least=at_least, points=points)
        records.keep(row, by=by, act="criteria.step")
    for position, (label, points) in enumerate(rule.levels, 1):
        row = Level(criterion=criterion, position=position, label=label, points=points)
        records.keep(row, by=by, act="criteria.step")


def _drop(criterion, by):
    for row in [*criterion.steps.all(), *criterion.levels.all(), *criterion.exemptions.all()]:
        records.drop(row, by=by, act="criteria.drop_step")
    records.drop(criterion, by=by, act="criteria.remove_criterion")


def _close_gaps(rows):
    for position, row in enumerate(rows.order_by("position"), 1):
        if row.position != position:
            row.position = position
            row.save(update_fields=["position"])
