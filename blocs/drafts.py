"""A whole draft written at once: taken over from last year, from a preset, from an Excel file."""

from dataclasses import fields

from blocs import criteria, exemptions, outline, reply_days, standards
from blocs.models import CriteriaTable
from core import history, records
from core.rules import RuleError
from core.text import search_key


def copy(source, *, to, by):
    """Take over into an empty draft all that last year's table says.

    Who was free of a criterion and is still a member stays free of it. Raises RuleError while last year's
    table is being corrected.
    """
    if source.is_correcting:
        raise RuleError(f"{source} đang được sửa. Hãy công bố hoặc hủy bản sửa trước khi mở năm sau.")
    whole = CriteriaTable.objects.whole().get(pk=source.pk)
    taken = outline.of(whole, exemptions.names(to.season))
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
    """Write an Outline in place of all the draft holds.

    Raises RuleError for a table that was published before: points and targets hang on its rows.
    """
    with criteria.draft(table) as row:
        if row.is_correcting:
            raise RuleError(
                "Bảng đã công bố thì sửa từng dòng: thay cả bảng sẽ làm mất liên hệ với điểm và chỉ tiêu "
                "các đơn vị đã ghi."
            )
        standards.set_ladder(table, steps=(), by=by)
        for group in table.groups.filter(parent=None).order_by("-path"):
            criteria.remove_group(group, by=by)
        _write(table, content, act, by, reason)
    return table


def _write(table, content, act, by, reason):
    facts = {"groups": content.groups, "criteria": content.count}
    history.record(table, act, by=by, after=facts, reason=reason)
    records.change(table, total_cap=content.total_cap, by=by, act="criteria.cap")
    members = exemptions.by_words(table.season) if content.exempts else {}
    for part in content.parts:
        _add(table, part, None, members, by)
    standards.set_grades(table, graded_by=content.graded_by, grades=content.grades, by=by)
    standards.set_ladder(table, steps=content.ladder, by=by)
    standards.set_ballot(table, ballot=content.ballot, by=by)
    reply_days.set_days(table, days=content.reply_days, by=by)
    standards.set_cross(table, cross=content.cross, by=by)


def _add(table, row, parent, members, by):
    """Write a Part with all that stands in it, or an Item; `members` from `exemptions.by_words`."""
    if row.is_group:
        facts = {"kind": row.kind, "name": row.name, "max_points": row.max_points}
        group = criteria.add_group(table, parent=parent, **facts, again=True, by=by)
        for child in row.children:
            _add(table, child, group, members, by)
        return
    facts = {field.name: getattr(row, field.name) for field in fields(row)}
    exempt = facts.pop("exemptions")
    criterion = criteria.add_criterion(parent, **facts, again=True, by=by)
    for name, reason in exempt:
        exemptions.add(criterion, agency=members.get(search_key(name)), reason=reason, by=by)
