"""Where evidence is missing: every criterion of the year against every member's line."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Prefetch

from blocs import seasons
from blocs.models import CriteriaGroup, CriteriaTable, Criterion
from results.models import ScoreLine


@dataclass(frozen=True)
class Member:
    """One column: a member in protocol order, with how many of its lines lack evidence."""

    agency_id: int
    name: str
    code: str
    missing: int


@dataclass(frozen=True)
class Cell:
    """One line. `mark` is a word for the style sheet, `text` says the same to people."""

    mark: str  # there, missing, free, open
    text: str
    line: int | None  # its key, None while the sheet has not begun


@dataclass(frozen=True)
class Row:
    """One criterion: its cells in the order of the members, and how many of them lack evidence."""

    criterion: Criterion
    cells: list
    missing: int


@dataclass(frozen=True)
class Map:
    """The whole: the members, and (group, its Rows) from top to bottom."""

    members: list
    groups: list

    @property
    def missing(self):
        """How many lines lack evidence."""
        return sum(member.missing for member in self.members)


def of(season, agencies=None):
    """Return the Map of a year, of these agencies (ids) only when given; a constant number of queries.

    A line lacks evidence when it has points, its criterion demands evidence and no file is bound to it: what
    keeps a sheet from being handed in (`scoring.missing`).
    """
    members = [row for row in seasons.members_of(season) if agencies is None or row.agency_id in agencies]
    lines = ScoreLine.objects.annotate(files=Count("evidence"))
    sheets = season.sheets.filter(agency__in=[row.agency_id for row in members])
    found = {
        (sheet.agency_id, line.criterion_id): line
        for sheet in sheets.prefetch_related(Prefetch("lines", lines))
        for line in sheet.lines.all()
    }
    lacking, groups = Counter(), []
    for group in CriteriaTable.objects.whole().get(season=season).groups.all():
        rows = [_row(criterion, members, found) for criterion in group.criteria.all()]
        groups.append((group, rows))
        for row in rows:
            cells = zip(members, row.cells, strict=True)
            lacking.update(member.agency_id for member, cell in cells if cell.mark == "missing")
    columns = [Member(row.agency_id, row.name, row.code, lacking[row.agency_id]) for row in members]
    return Map(columns, groups)


def table(found):
    """Return the Map as (headings, rows) for a workbook."""
    headings = ["TT", "Nội dung", *[member.code for member in found.members], "Số đơn vị thiếu"]
    rows = [
        [row.criterion.code, row.criterion.name, *[cell.text for cell in row.cells], row.missing]
        for _, rows in found.groups
        for row in rows
    ]
    total = ["", "Số dòng thiếu minh chứng", *[member.missing for member in found.members], found.missing]
    return headings, [*rows, total]


def _row(criterion, members, found):
    cells = [_cell(criterion, found.get((member.agency_id, criterion.pk))) for member in members]
    return Row(criterion, cells, sum(cell.mark == "missing" for cell in cells))


def _cell(criterion, line):
    if line is None:
        return Cell("open", "Chưa chấm", None)
    if line.files:
        return Cell("there", f"{line.files} tệp", line.pk)
    if not criterion.evidence_required:
        return Cell("free", "Không cần", line.pk)
    if line.self_points:
        return Cell("missing", "Thiếu", line.pk)
    asked = line.self_points is None and criterion.group.kind == CriteriaGroup.Kind.SCORED
    return Cell("open", "Chưa chấm", line.pk) if asked else Cell("free", "Không cần", line.pk)
