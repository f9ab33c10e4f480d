"""The numbers of the rows of a draft: where a new one stands, and all numbered anew after a change.

Called by the rule functions under the table's lock; nobody else writes a position or a path.
"""

from blocs import paths
from blocs.models import CriteriaGroup, Criterion
from core.rules import RuleError

KINDS = CriteriaGroup.Kind
FIXED = {KINDS.BONUS: paths.BONUS_POSITION, KINDS.PENALTY: paths.PENALTY_POSITION}


def at_end(table, parent, kind, *, holds=False):
    """Return (position, path) of a new row after all others in `parent`, or among the top groups.

    `holds`: it is a group, in which further rows will stand. Raises RuleError when the table has no room.
    """
    if parent is None:
        position = FIXED.get(kind) or 1 + table.groups.filter(parent=None, kind=KINDS.SCORED).count()
        _refuse_crowd(None, position)
        return position, paths.top(position)
    position = 1 + parent.criteria.count() + parent.children.count()
    _refuse_crowd(parent.path, position, holds)
    return position, paths.under(parent.path, position)


def settle(table, places=None):
    """Number all rows of the draft without gaps; `places` {row: number} tells where those stand that moved.

    A number between two others is a place between two rows. Raises as `at_end`.
    """
    siblings, places = {}, places or {}
    for group in CriteriaGroup.objects.filter(table=table):
        siblings.setdefault(group.parent_id, []).append(group)
    for criterion in Criterion.objects.filter(group__table=table):
        siblings.setdefault(criterion.group_id, []).append(criterion)
    for rows in siblings.values():
        rows.sort(key=lambda row: (places.get(row, row.position), row.path))
    _write([row for row in _numbered(siblings) if row[1:] != (row[0].position, row[0].path)])


def _numbered(siblings, parent=None):
    """Yield (row, position, path) of every row as it has to be."""
    for number, row in enumerate(siblings.get(parent and parent[0].pk, ()), 1):
        position = number if parent else FIXED.get(row.kind, number)
        _refuse_crowd(parent and parent[2], position, isinstance(row, CriteriaGroup))
        path = paths.under(parent[2], position) if parent else paths.top(position)
        yield row, position, path
        if isinstance(row, CriteriaGroup):
            yield from _numbered(siblings, (row, position, path))


def _write(moved):
    """Write the new numbers; two rows that change places stand aside first, as no path may be there twice."""
    for model in (CriteriaGroup, Criterion):
        rows = [each for each in moved if isinstance(each[0], model)]
        for row, _, _ in rows:
            row.path = f"~{row.pk}"
        model.objects.bulk_update([row for row, _, _ in rows], ["path"])
        for row, position, path in rows:
            row.position, row.path = position, path
        model.objects.bulk_update([row for row, _, _ in rows], ["position", "path"])


def _refuse_crowd(above, position, holds=True):
    if above is None and position > len(paths.ROMAN) and position not in FIXED.values():
        raise RuleError(f"Một bảng có nhiều nhất {len(paths.ROMAN)} nhóm chấm điểm.")
    if above is not None and paths.level(above) + 1 + holds > paths.MOST_LEVELS:
        raise RuleError(
            f"Bảng có nhiều nhất {paths.MOST_LEVELS} cấp, kể cả tiêu chí. Hãy đặt dòng này ở cấp trên."
        )
    if position > paths.MOST_SIBLINGS:
        raise RuleError(f"Một nhóm có nhiều nhất {paths.MOST_SIBLINGS} dòng. Hãy chia nhóm nhỏ hơn.")
