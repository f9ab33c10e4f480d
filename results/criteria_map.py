"""The map of members × criteria of a year: what each line lacks, its evidence, or what was changed."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count

from blocs import seasons, tree
from blocs.models import CriteriaGroup
from core.numbers import change, plain
from documents.figures import facts
from results import standings
from results.models import Evidence

COMPLETION, EVIDENCE, DIFFERENCE = "completion", "evidence", "difference"
SHOWN = {COMPLETION: "Mức đầy đủ", EVIDENCE: "Minh chứng", DIFFERENCE: "Chênh với tự chấm"}
LEGENDS = {
    COMPLETION: {
        "full": "Đủ",
        "proof": "Thiếu minh chứng",
        "empty": "Chưa chấm",
        "open": "Thưởng, trừ không kê khai",
    },
    EVIDENCE: {
        "full": "Có minh chứng, số là số tệp",
        "proof": "Thiếu minh chứng",
        "free": "Không cần minh chứng",
        "open": "Chưa chấm",
    },
    DIFFERENCE: {
        "same": "Bằng tự chấm",
        "down": "Được tính thấp hơn",
        "up": "Được tính cao hơn",
        "open": "Chưa thẩm định",
    },
}
EXEMPT = "Không áp dụng"
ZERO = Decimal(0)


@dataclass(frozen=True)
class Cell:
    """One line: its kind for the picture, what it says in words, and what stands in the table.

    `told` is what a short table says of it; nothing where all is well. `sign` stands in the picture.
    """

    kind: str
    words: str
    shown: object
    told: str = ""
    sign: str = ""


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
    show: str

    @property
    def heat(self):
        """The map as a figure shows it."""
        legends = {**LEGENDS[self.show], "exempt": EXEMPT}
        return facts.Heat(
            columns=tuple(facts.Head(criterion.code, criterion.name) for criterion in self.criteria),
            lines=tuple(
                facts.Line(facts.Head(row.code, row.name), tuple(_mark(cell) for cell in row.cells))
                for row in self.rows
            ),
            legends=tuple(facts.Legend(kind, text) for kind, text in legends.items()),
        )

    @property
    def by_criterion(self):
        """(criterion, the cells of all members), as the table under the picture reads."""
        return [(each, [row.cells[place] for row in self.rows]) for place, each in enumerate(self.criteria)]


def of(season, show=COMPLETION):
    """Return the Map of a year, in protocol order. A constant number of queries whatever its size."""
    criteria = _criteria(standings.table_of(season))
    lines = standings.lines_of(season)
    files = _files(season) if show != DIFFERENCE else {}
    rows = []
    for member in seasons.members_of(season):
        own = {line.criterion_id: line for line in lines.get(member.agency_id, [])}
        cells = tuple(_cell(criterion, own.get(criterion.pk), show, files) for criterion in criteria)
        sheet = next((line.sheet_id for line in own.values()), None)
        rows.append(Row(member.agency_id, member.name, member.code, sheet, cells))
    return Map(tuple(criteria), tuple(rows), show)


def _files(season):
    """{key of a line: how many files are bound to it}"""
    found = Evidence.objects.filter(line__sheet__season=season).order_by().values("line")
    return dict(found.annotate(files=Count("pk")).values_list("line", "files"))


def _criteria(table):
    """Every criterion in the order of the table, each knowing its group without a query."""
    found = []
    for group in table.groups.all():
        for criterion in group.criteria.all():
            criterion.group = group
    for node in tree.of(table):
        found += node.criteria
    return found


def _mark(cell):
    return facts.Mark(cell.kind, cell.words, cell.told, cell.sign)


def _cell(criterion, line, show, files):
    if line is not None and line.exempt:
        return Cell("exempt", f"không áp dụng, {line.exempt}", "×", "không áp dụng")
    if show == DIFFERENCE:
        return _difference(criterion, line)
    bound = files.get(line.pk, 0) if line is not None else 0
    return _proof(criterion, line, bound) if show == EVIDENCE else _completion(criterion, line, bound)


def _completion(criterion, line, files):
    """What the line still lacks; nobody has to declare bonus or penalty."""
    if line is None or line.self_points is None:
        optional = criterion.group.kind != CriteriaGroup.Kind.SCORED
        if optional:
            return Cell("open", "không kê khai", "")
        return Cell("empty", "chưa chấm", "chưa chấm", "chưa chấm")
    points = plain(line.self_points)
    if _lacks_proof(criterion, line, files):
        words = "thiếu minh chứng"
        return Cell("proof", f"{points} điểm, {words}", words, words)
    return Cell("full", f"{points} điểm, đủ", "đủ")


def _proof(criterion, line, files):
    """How many files prove the line, or whether it needs any."""
    if files:
        return Cell("full", f"{files} tệp", files, "", str(files) if files < 100 else "…")
    if line is None or line.self_points is None:
        return Cell("open", "chưa chấm", None)
    if _lacks_proof(criterion, line, files):
        return Cell("proof", "thiếu minh chứng", "thiếu", "thiếu minh chứng")
    return Cell("free", "không cần minh chứng", None)


def _lacks_proof(criterion, line, files):
    return bool(criterion.evidence_required and line.self_points and not files)


def _difference(criterion, line):
    """What counts against what the member gave itself, with its sign in the total."""
    points = standings.final_points(line) if line else None
    if points is None:
        return Cell("open", "chưa thẩm định", None)
    found = points - (line.self_points or ZERO)
    found = -found if criterion.group.kind == CriteriaGroup.Kind.PENALTY else found
    if not found:
        return Cell("same", "bằng tự chấm", ZERO)
    return Cell("down" if found < 0 else "up", f"{change(found)} so với tự chấm", found, change(found))
