"""The rows of a draft as the outline page shows them: how deep each stands and where it may go from there."""

from dataclasses import dataclass

from blocs import kinds, tree
from blocs.models import CriteriaGroup, Criterion

SCORED = CriteriaGroup.Kind.SCORED


@dataclass(frozen=True)
class Line:
    """One row; `up`, `down`, `into` and `out` say which moves the page offers."""

    row: CriteriaGroup | Criterion
    is_group: bool
    kind: str  # of the top group: scored, bonus, penalty
    up: bool = False
    down: bool = False
    into: bool = False
    out: bool = False

    @property
    def name(self):
        """How buttons call it: "nhóm II" or "II.3"."""
        return f"nhóm {self.row.code}" if self.is_group else self.row.code

    @property
    def rule(self):
        """How the points of a criterion come about, in words; empty where they are simply given."""
        return "" if self.is_group else kinds.rule_of(self.row).words


def of(table):
    """Return the Lines of a table from `whole()`, as it is read; no query."""
    tops = tree.of(table)
    scored = [node for node in tops if node.row.kind == SCORED]
    found = _lines(scored, SCORED, at_top=True)
    for node in tops[len(scored) :]:  # one of each, always there: they stay
        found += [Line(node.row, True, node.row.kind), *_lines(node.children, node.row.kind)]
    return found


def _lines(nodes, kind, *, at_top=False):
    """Lines of siblings and of what stands in them."""
    found = []
    for place, node in enumerate(nodes):
        follows = place > 0
        found.append(
            Line(
                row=node.row,
                is_group=node.is_group,
                kind=kind,
                up=follows,
                down=place < len(nodes) - 1,
                into=follows and nodes[place - 1].is_group,
                out=_has_way_out(node, kind, at_top),
            )
        )
        found += _lines(node.children, kind)
    return found


def _has_way_out(node, kind, at_top):
    """Whether it can stand beside the group it is in: a criterion never at the top, nor another bonus."""
    in_top = node.row.level == 2
    return not at_top and not (in_top and (not node.is_group or kind != SCORED))
