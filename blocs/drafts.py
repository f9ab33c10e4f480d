"""A whole draft written at once: taken over from last year, from a preset, from an Excel file."""

from dataclasses import asdict

from blocs import criteria, outline, standards
from blocs.models import CriteriaTable
from core import history, records
from core.rules import RuleError


def copy(source, *, to, by):
    """Take over last year's groups, criteria, grades and ladder into an empty draft."""
    taken = outline.of(CriteriaTable.objects.whole().get(pk=source.pk))
    fill(to, taken, act="criteria.copy", by=by)


def fill(table, content, *, act, by, reason=""):
    """Write an Outline into an empty draft; `act` names in the history where it came from.

    Raises RuleError when the draft has groups already.
    """
    with criteria.draft(table):
        if table.groups.exists():
            raise RuleError("Bảng đã có nhóm tiêu chí. Chỉ lấy được mẫu vào bảng còn trống.")
        _write(table, content, act, by, reason)
    return table


def replace(table, content, *, act, by, reason=""):
    """Write an Outline in place of all the draft holds."""
    with criteria.draft(table):
        standards.set_ladder(table, steps=(), by=by)
        for group in table.groups.filter(parent=None).order_by("-path"):
            criteria.remove_group(group, by=by)
        _write(table, content, act, by, reason)
    return table


def _write(table, content, act, by, reason):
    facts = {"groups": content.groups, "criteria": content.count}
    history.record(table, act, by=by, after=facts, reason=reason)
    records.change(table, total_cap=content.total_cap, by=by, act="criteria.cap")
    for part in content.parts:
        _add(table, part, None, by)
    standards.set_grades(table, graded_by=content.graded_by, grades=content.grades, by=by)
    standards.set_ladder(table, steps=content.ladder, by=by)


def _add(table, row, parent, by):
    """Write a Part with all that stands in it, or an Item."""
    if row.is_group:
        facts = {"kind": row.kind, "name": row.name, "max_points": row.max_points}
        group = criteria.add_group(table, parent=parent, **facts, by=by)
        for child in row.children:
            _add(table, child, group, by)
        return
    facts = asdict(row)
    facts.pop("exemptions")
    criteria.add_criterion(parent, **facts, by=by)
