"""Publishing the criteria table: checked, frozen with its hash, issued as a paper."""

from decimal import Decimal

from blocs import criteria, outline, papers
from blocs.models import CriteriaTable
from core.numbers import points
from core.rules import RuleError
from core.transitions import move


def faults(table):
    """Return, in words, what keeps the draft from being published; `table` comes from `whole()`."""
    groups = list(table.groups.all())
    found = [] if any(group.kind == "scored" for group in groups) else ["bảng chưa có nhóm chấm điểm nào"]
    for group in groups:
        total = group.sum_of_maxima
        if not total:
            found.append(f"nhóm {group.code} chưa có tiêu chí")
        elif group.kind == "scored" and total != group.max_points:
            found.append(
                f"nhóm {group.code} ghi tối đa {points(group.max_points)} điểm "
                f"nhưng các tiêu chí cộng lại là {points(total)} điểm"
            )
    return found


def publish(table, *, form="", by):
    """Freeze the table: its hash is set, its paper is issued, nothing of it changes from here.

    `form` is that of this one paper (empty: the year's).
    Raises RuleError with the list of what is wrong, and for a correction, which the sheets have to follow.
    """
    with criteria.draft(table) as row:
        if row.is_correcting:
            raise RuleError("Bản sửa của bảng đã công bố được công bố ở trang Ảnh hưởng của bản sửa.")
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
    """Return the points a member can reach without bonus; `table` comes from `whole()`."""
    return sum((group.max_points for group in table.groups.all() if group.kind == "scored"), Decimal(0))
