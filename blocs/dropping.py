"""A row of a draft is dropped where it was dragged to: beside another row, or at the head of a group.

The steps of blocs/moving.py lead to the same places, one by one; they are the way without a mouse.
"""

from django.db.models import TextChoices

from blocs import moving
from blocs.criteria import KINDS, draft
from blocs.models import CriteriaGroup
from core.rules import RuleError

ACT = "criteria.drop"


class Where(TextChoices):
    """Where a row comes to stand, as seen from the row it was dropped on."""

    BEFORE = "before"
    AFTER = "after"
    INSIDE = "inside"


def drop(row, *, on, where, by):
    """Put a group or criterion before, after or, as the first row, inside the row `on` of the same table.

    A row that is gone meanwhile, or is dropped on itself, stays as it is. Raises RuleError where it may not
    stand: inside itself or a criterion, a criterion at the top, a bonus or penalty group elsewhere, a row in
    a group of another kind; and as `moving.out` does.
    """
    with draft(_table(row)):
        found, target = _now(row), _now(on)
        if found is None or target is None or found == target:
            return
        if _table(target) != _table(found):
            raise RuleError("Hai dòng không cùng một bảng. Hãy tải lại trang.")
        group = target if where == Where.INSIDE else moving.parent_of(target)
        _refuse(found, group)
        number = {Where.BEFORE: target.position - 0.5, Where.AFTER: target.position + 0.5}.get(where, 0.5)
        former = moving.parent_of(found)
        if former == group:
            moving.place(found, number, ACT, by=by)
            return
        if group is not None:
            moving.drop_steps(found, by)
        moving.place(found, number, ACT, by=by, parent=group and group.pk)


def _refuse(row, group):
    """Refuse a place in `group` (None: at the top) that the row may not have."""
    top = _top(row)
    if group is not None and not isinstance(group, CriteriaGroup):
        raise RuleError("Tiêu chí không chứa dòng khác. Hãy thả vào một nhóm.")
    if group is None and not isinstance(row, CriteriaGroup):
        raise RuleError("Tiêu chí phải nằm trong một nhóm. Hãy thả vào trong nhóm.")
    if row == top and row.kind != KINDS.SCORED:
        raise RuleError("Nhóm điểm thưởng và nhóm điểm trừ luôn đứng cuối bảng.")
    if row in _above(group):
        raise RuleError("Một nhóm không nằm trong chính nó được. Hãy thả sang nhóm khác.")
    if top.kind != (KINDS.SCORED if group is None else _top(group).kind):
        raise RuleError(
            "Dòng chấm điểm, thưởng và trừ không đổi chỗ cho nhau. Hãy bỏ dòng rồi thêm ở nhóm kia."
        )


def _above(group):
    """The group and all it stands in."""
    found = []
    while group is not None:
        found.append(group)
        group = group.parent
    return found


def _top(row):
    return _above(row if isinstance(row, CriteriaGroup) else row.group)[-1]


def _table(row):
    return row.table if isinstance(row, CriteriaGroup) else row.group.table


def _now(row):
    """The row as it stands now, or None."""
    return type(row).objects.filter(pk=row.pk).first()
