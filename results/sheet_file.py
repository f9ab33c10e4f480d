"""A score sheet as a file of Excel: its columns, what is open, and the mark by which it is known again.

The writer (sheet_excel) and the reader (sheet_reading) both ask here, so they cannot disagree.
"""

import zlib
from dataclasses import dataclass
from decimal import Decimal

from django.core import signing
from django.db.models import prefetch_related_objects

from blocs import kinds
from core import numbers
from core.text import clean_line
from results import excel_layout, locks, measures, scoring, standings, targets
from results.models import ScoreSheet, lines_whole

TITLE, LISTS = "Bảng tự chấm", "Danh sách chọn"
SALT = "results.sheet-file"
PIECE, PIECES = 30_000, 5  # letters of the mark in one cell, cells above the first row that it may take
FIRST = 6  # row below the headings
DIGITS = 15  # of a number that Excel keeps


@dataclass(frozen=True)
class Column:
    """One column: its letter, its heading, its width in letters."""

    letter: str
    heading: str
    width: int


COLUMNS = {
    "code": Column("A", "TT", 7),
    "name": Column("B", "Tiêu chí", 38),
    "most": Column("C", "Điểm tối đa", 8),
    "how": Column("D", "Cách chấm", 26),
    "pledged": Column("E", "Chỉ tiêu", 18),
    "result": Column("F", "Kết quả", 26),
    "target": Column("G", "Chỉ tiêu bằng số", 10),
    "achieved": Column("H", "Thực hiện hoặc mức đạt", 13),
    "unit": Column("I", "Đơn vị tính", 9),
    "computed": Column("J", "Điểm theo công thức", 9),
    "self_points": Column("K", "Tự chấm", 9),
    "override_reason": Column("L", "Lý do chấm khác công thức", 18),
    "note": Column("M", "Ghi chú", 18),
    "evidence": Column("N", "Minh chứng", 10),
    "key": Column("O", "", 0),
}
MEASURED = ("target", "achieved", "unit", "computed", "override_reason")  # hidden where nothing is measured
SHUT = ("code", "name", "most", "how", "pledged", "unit")  # told by the mark, with a target that was set
PLACES = {name: name for name in COLUMNS} | {"actual": "achieved", "level": "achieved"}
TEXTS = (*scoring.TEXTS, "override_reason")


@dataclass(frozen=True)
class Mark:
    """What a file says of itself: whose sheet it is, of which rules, and {criterion: (version, digest)}."""

    sheet: int
    agency: str
    season: str
    bloc: str
    rules: str
    lines: dict


class Facts:
    """A sheet with all that its file shows. Eight queries whatever its length."""

    def __init__(self, sheet):
        prefetch_related_objects([sheet], lines_whole())
        self.sheet, self.season = sheet, sheet.season
        self.table = standings.table_of(self.season)
        self.lines = {line.criterion_id: line for line in sheet.lines.all()}
        self.totals = standings.totals_of(sheet, scoring.self_points, self.table)
        self.promised, self.pledged = targets.told(sheet.season_id, sheet.agency_id)
        self.rows = excel_layout.placed(self.table, self.lines, FIRST)
        self.is_open = locks.is_open(sheet)
        self.measures = any(measures.is_measured(line.criterion) for line in self.lines.values())

    def aimed(self, line):
        """The target that is set for the line; None where the member types it, or there is none."""
        return measures.aimed_at(line.criterion, self.pledged)[0]

    def opens(self, line):
        """Whether cells of the line may be written now."""
        asked = self.sheet.state == ScoreSheet.State.DRAFT or line.returned
        return self.is_open and asked and not line.exempt

    def cells(self, line):
        """The cells of the line that a member fills, as `scoring.TYPED` names them."""
        if not measures.is_measured(line.criterion):
            return ("result", "self_points", "note")
        own = measures.MEASURED[line.criterion.kind]
        typed = [cell for cell in own if cell != "target" or self.aimed(line) is None]
        return ("result", *typed, "self_points", "override_reason", "note")

    def shut(self, line):
        """{column: what stands in it} of the cells nobody fills; numbers as Decimals."""
        rule = kinds.rule_of(line.criterion)
        found = {
            "code": line.criterion.code,
            "name": line.criterion.name,
            "most": line.criterion.max_points,
            "how": clean_line(" ".join(filter(None, (line.criterion.guidance, rule.words)))),
            "pledged": clean_line(self.promised.get(line.criterion_id, "")),
            "unit": line.criterion.unit,
        }
        if line.criterion.kind == kinds.RATIO and self.aimed(line) is not None:
            found["target"] = self.aimed(line) if line.target is None else line.target
        return found

    def mark(self):
        """Return the Mark of the sheet as it is now."""
        lines = {pk: (line.version, digest(self.shut(line))) for pk, line in self.lines.items()}
        return Mark(
            self.sheet.pk,
            str(self.sheet.agency),
            self.season.label,
            self.season.bloc.name,
            rules(self.table),
            lines,
        )


def rules(table):
    """Return which version of the criteria a file rests on."""
    return f"{table.revision}-{table.sha256[:16]}"


def digest(shut):
    """Return what tells whether one of the shut cells was changed: short, for nobody gains by forging it."""
    return zlib.crc32("\n".join(told(value) for value in shut.values()).encode())


def told(value):
    """Return a value as text, the same for a number however it was stored."""
    if value is None or isinstance(value, str):
        return clean_line(value or "")
    return numbers.plain(Decimal(f"{value:.{DIGITS}g}"))


def sealed(mark):
    """Return the texts of the cells that hold a Mark, signed so that no one makes up whose it is."""
    facts = [mark.sheet, mark.agency, mark.season, mark.bloc, mark.rules]
    lines = [[pk, *line] for pk, line in mark.lines.items()]
    text = signing.dumps([facts, lines], salt=SALT, compress=True)
    return [text[at : at + PIECE] for at in range(0, len(text), PIECE)]


def unsealed(texts):
    """Return the Mark that the texts of these cells hold, or None."""
    try:
        facts, lines = signing.loads("".join(texts), salt=SALT)
    except signing.BadSignature:
        return None
    return Mark(*facts, {pk: (version, told) for pk, version, told in lines})
