"""A whole draft written at once: taken over from last year, from a preset, from an Excel file."""

from blocs import criteria, outline, standards
from blocs.models import CriteriaTable
from core import history, records
from core.rules import RuleError


def copy(source, *, to, by):
    """Take over last year's groups, criteria, grades, ladder and ballot rule into an empty draft.

    Raises RuleError while last year's table is being corrected.
    """
    if source.is_correcting:
        raise RuleError(f"{source} đang được sửa. Hãy công bố hoặc hủy bản sửa trước khi mở năm sau.")
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
        for group in table.groups.order_by("-position"):
            criteria.remove_group(group, by=by)
        _write(table, content, act, by, reason)
    return table


def _write(table, content, act, by, reason):
    facts = {"groups": len(content.parts), "criteria": content.count}
    history.record(table, act, by=by, after=facts, reason=reason)
    records.change(table, total_cap=content.total_cap, by=by, act="criteria.cap")
    for part in content.parts:
        group = criteria.add_group(table, kind=part.kind, name=part.name, max_points=part.max_points, by=by)
        for item in part.items:
            criteria.add_criterion(
                group,
                name=item.name,
                guidance=item.guidance,
                max_points=item.max_points,
                evidence_required=item.evidence_required,
                by=by,
            )
    standards.set_grades(table, graded_by=content.graded_by, grades=content.grades, by=by)
    standards.set_ladder(table, steps=content.ladder, by=by)
    standards.set_ballot(table, ballot=content.ballot, by=by)
