"""Publishing the criteria table: checked, frozen with its hash, issued as a paper."""

from decimal import Decimal

from blocs import criteria, exemptions, outline, papers, tree
from blocs.models import CriteriaTable
from core.numbers import points
from core.rules import RuleError
from core.transitions import move


def faults(table):
    """Return, in words, what keeps the draft from being published; `table` comes from `whole()`."""
    nodes = tree.of(table)
    scored = any(node.row.kind == "scored" for node in nodes)
    found = [] if scored else ["bảng chưa có nhóm chấm điểm nào"]
    found += [fault for node in nodes for fault in _faults_of(node)]
    return found + list(exemptions.faults(table.season, nodes))


def publish(table, *, form="", by):
    """Freeze the table: its hash is set, its paper is issued, nothing of it changes from here.

    `form` is that of this one paper (empty: the year's).
    Raises RuleError with the list of what is wrong.
    """
    with criteria.draft(table):
        whole = CriteriaTable.objects.whole().select_related("season__bloc").get(pk=table.pk)
        if found := faults(whole):
            raise RuleError(f"Chưa công bố được bảng tiêu chí: {'; '.join(found)}.")
        digest = fingerprint(whole)
        paper = papers.issue_criteria(whole, digest, form=form, by=by)
        return move(table, "publish", by=by, sha256=digest, paper=paper)


def fingerprint(table):
    """Return the SHA-256 of all the table (from `whole()`) says; see `outline.fingerprint`."""
    season = table.season
    return outline.fingerprint(outline.of(table), bloc=season.bloc.name, year=season.year)


def maximum(table):
    """Return the points a member can reach without bonus; `table` comes from `with_criteria()`."""
    return sum((group.max_points for group in table.tops if group.kind == "scored"), Decimal(0))


def _faults_of(node):
    """Yield the faults of a group and of those in it, in their order."""
    if not node.is_group:
        return
    group, total = node.row, sum(child.row.max_points for child in node.children)
    if not node.children:
        yield f"nhóm {group.code} chưa có tiêu chí"
    elif group.kind == "scored" and total != group.max_points:
        inner = any(child.is_group for child in node.children)
        yield (
            f"nhóm {group.code} ghi tối đa {points(group.max_points)} điểm "
            f"nhưng các tiêu chí{', nhóm con' if inner else ''} cộng lại là {points(total)} điểm"
        )
    for child in node.children:
        yield from _faults_of(child)
