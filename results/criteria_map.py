"""The map of members × criteria of a year: what is lacking in each line, or what the appraisal changed."""

from dataclasses import dataclass
from decimal import Decimal

from blocs import seasons, tree
from blocs.models import CriteriaGroup
from core.numbers import change, plain
from results import standings
from results.models import Evidence
from results.pictures import heats

COMPLETION, DIFFERENCE = "completion", "difference"
ZERO = Decimal(0)


@dataclass(frozen=True)
class Cell:
    """One line: its kind for the picture, what it says in words, and what stands in the table."""

    kind: str
    words: str
    shown: object


@dataclass(frozen=True)
class Row:
    """One member with a Cell for each criterion; `sheet_id` None while it has not begun."""

    agency_id: int
    name: str
    code: str
    sheet_id: int | None
    cells: tuple


@dataclass(frozen=True)
class Map:
    """The whole map: `criteria` are its columns in the order of the table."""

    criteria: tuple
    rows: tuple
    chart: heats.Chart

    @property
    def by_criterion(self):
        """(criterion, the cells of all members), as the table under the picture reads."""
        return [(each, [row.cells[place] for row in self.rows]) for place, each in enumerate(self.criteria)]


def of(season, show=COMPLETION):
    """Return the Map of a year, in protocol order. A constant number of queries whatever its size."""
    criteria = _criteria(standings.table_of(season))
    lines = standings.lines_of(season)
    proven = set()
    if show == COMPLETION:
        files = Evidence.objects.filter(line__sheet__season=season)
        proven = set(files.values_list("line", flat=True).distinct())
    rows = []
    for member in seasons.members_of(season):
        own = {line.criterion_id: line for line in lines.get(member.agency_id, [])}
        cells = tuple(_cell(criterion, own.get(criterion.pk), show, proven) for criterion in criteria)
        sheet = next((line.sheet_id for line in own.values()), None)
        rows.append(Row(member.agency_id, member.name, member.code, sheet, cells))
    chart = heats.draw(
        [(criterion.code, criterion.name) for criterion in criteria],
        [(row.code, row.name, [(cell.kind, cell.words) for cell in row.cells]) for row in rows],
    )
    return Map(tuple(criteria), tuple(rows), chart)


def _criteria(table):
    """Every criterion in the order of the table, each knowing its group without a query."""
    found = []
    for group in table.groups.all():
        for criterion in group.criteria.all():
            criterion.group = group
    for node in tree.of(table):
        found += node.criteria
    return found


def _cell(criterion, line, show, proven):
    if line is not None and line.exempt:
        return Cell("exempt", f"không áp dụng, {line.exempt}", "×")
    if show == DIFFERENCE:
        return _difference(criterion, line)
    return _completion(criterion, line, proven)


def _completion(criterion, line, proven):
    """What the line still lacks; nobody has to declare bonus or penalty."""
    if line is None or line.self_points is None:
        optional = criterion.group.kind != CriteriaGroup.Kind.SCORED
        return Cell("open", "không kê khai", "") if optional else Cell("empty", "chưa chấm", "chưa chấm")
    points = plain(line.self_points)
    if criterion.evidence_required and line.self_points and line.pk not in proven:
        return Cell("proof", f"{points} điểm, thiếu minh chứng", "thiếu minh chứng")
    return Cell("full", f"{points} điểm, đủ", "đủ")


def _difference(criterion, line):
    """What counts against what the member gave itself, with its sign in the total."""
    points = standings.final_points(line) if line else None
    if points is None:
        return Cell("open", "chưa thẩm định", None)
    found = points - (line.self_points or ZERO)
    found = -found if criterion.group.kind == CriteriaGroup.Kind.PENALTY else found
    if not found:
        return Cell("same", "bằng tự chấm", ZERO)
    return Cell("down" if found < 0 else "up", f"{change(found)} so với tự chấm", found)
