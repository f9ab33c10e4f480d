"""Which row of a workbook a group, a criterion or a sum stands in: the order of the printed table."""

from dataclasses import dataclass

from blocs import tree
from blocs.models import CriteriaGroup, Criterion

SIGNED = {  # how Excel shows what is added and what is taken away, as the page does
    "bonus": "+0.00;−0.00;0.00",
    "penalty": "−0.00;+0.00;0.00",
}
HEAD, ROW, SUM, TOTAL = "head", "row", "sum", "total"


def sum_label(group):
    """Return what the sum of a group is called: "Cộng nhóm I", "Cộng điểm thưởng"."""
    if group.kind == "scored" or group.parent_id:
        return f"Cộng nhóm {group.code}"
    return f"Cộng {group.name[:1].lower()}{group.name[1:]}"


@dataclass(frozen=True)
class Placed:
    """One row: the head or the sum of a group, a criterion, or the total; `depth` from 1 for a top group.

    `parts` are the rows that a sum adds up; of the total, (row, kind) of the sums of the top groups.
    """

    kind: str
    row: int
    depth: int = 0
    item: CriteriaGroup | Criterion | None = None
    parts: tuple = ()

    @property
    def key(self):
        """What it is called in the hidden column: c12 a criterion, n3 the sum of a group."""
        if self.kind == TOTAL:
            return TOTAL
        return {HEAD: "d", ROW: "c", SUM: "n"}[self.kind] + str(self.item.pk)


def placed(table, criteria, first):
    """Return every Placed of a table from row `first` on; only these `criteria` (keys) are there."""
    found, tops = [], []
    for node in tree.of(table):
        row = _lay(node, criteria, first + len(found), 1, found)
        tops.append((row, node.row.kind))
    found.append(Placed(TOTAL, first + len(found), parts=tuple(tops)))
    return found


def _lay(node, criteria, row, depth, found):
    """Append a group with all in it; return the row of its sum."""
    found.append(Placed(HEAD, row, depth, node.row))
    parts = []
    for child in node.children:
        row += 1
        if child.is_group:
            row = _lay(child, criteria, row, depth + 1, found)
        elif child.row.pk in criteria:
            found.append(Placed(ROW, row, depth, child.row))
        else:
            row -= 1
            continue
        parts.append(row)
    found.append(Placed(SUM, row + 1, depth, node.row, tuple(parts)))
    return row + 1
