"""A criteria table as a tree of its rows: what stands in what, in the order in which it is read."""

from dataclasses import dataclass
from functools import cached_property

from blocs import paths
from blocs.models import CriteriaGroup, Criterion


@dataclass(frozen=True)
class Node:
    """A group or a criterion with what stands in it, criteria and groups mixed."""

    row: CriteriaGroup | Criterion
    children: tuple = ()

    @cached_property
    def is_group(self):
        """Whether something may stand in it."""
        return isinstance(self.row, CriteriaGroup)

    @property
    def criteria(self):
        """Every criterion in it, at any depth, in order."""
        if not self.is_group:
            return [self.row]
        return [criterion for child in self.children for criterion in child.criteria]


def of(table):
    """Return the Nodes of the top groups of a table from `with_criteria()` or `whole()`; no query."""
    return _nodes(rows(table))


def rows(table):
    """Return groups and criteria of a table from `with_criteria()` or `whole()`, as they are read."""
    groups = list(table.groups.all())
    criteria = [criterion for group in groups for criterion in group.criteria.all()]
    return sorted([*groups, *criteria], key=lambda row: row.path)


def _nodes(listed):
    """Build the tree from rows that stand in the order of their paths, those without a parent first."""
    below = {}
    for row in reversed(listed):  # the last first: what stands in a row is known before the row
        children = tuple(reversed(below.pop(row.path, [])))
        below.setdefault(paths.above(row.path), []).append(Node(row, children))
    return tuple(reversed(below.get("", [])))
