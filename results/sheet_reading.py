"""Reading a score sheet that came back as a file of Excel: every cell that was open, each fault by its place.

What the cells mean the rules say when they are tried out (sheet_import); here it is looked at whether it is
the right file of the right rules, whole, with nothing changed that was shut.
"""

from dataclasses import dataclass, field
from decimal import Decimal

from core import numbers
from core.rules import RuleError
from documents import filled
from results import excel_layout, sheet_excel
from results.sheet_file import COLUMNS, FIRST, PIECES, PLACES, TITLE, digest, rules, told, unsealed

KEY = COLUMNS["key"].letter
FRESH = "Hãy bấm Tải bảng về Excel ở trang này để lấy bảng, rồi điền lại."
STRANGE = f"Tệp này không phải bảng tự chấm do phần mềm lập, hoặc đã mất phần để nhận ra bảng. {FRESH}"
OUTDATED = f"Bảng tiêu chí đã sửa sau khi tệp này được tải về. {FRESH}"
NEWER = f"Tệp này mới hơn bảng trên máy chủ; máy chủ vừa được khôi phục từ bản sao lưu. {FRESH}"
UNKNOWN_LEVEL = "mức này không có trong danh sách; hãy chọn lại"


@dataclass(frozen=True)
class Fault:
    """Why a cell or a row cannot be taken; `row` as Excel numbers it, 0 where there is none."""

    row: int
    heading: str
    sentence: str

    def __str__(self):
        where = [f"Dòng {self.row}"] if self.row else []
        where += [f"cột {self.heading}"] if self.heading else []
        return f"{', '.join(where)}: {self.sentence}." if where else f"{self.sentence}."


@dataclass
class Reading:
    """What a file says: {criterion: {cell: text}}, in which row each stands, its mark, the total it shows."""

    mark: object
    texts: dict = field(default_factory=dict)
    rows: dict = field(default_factory=dict)
    faults: list = field(default_factory=list)
    notes: list = field(default_factory=list)
    total: Decimal | None = None


def read(stream, facts):
    """Return the Reading of a file that passed `workbooks.check`, for the sheet of these Facts.

    Raises RuleError when it cannot be read, is no sheet of ours, is another member's or year's, or rests on
    rules that hold no more.
    """
    found = filled.read(stream, TITLE)
    if found is None:
        raise RuleError(STRANGE)
    mark = unsealed([found.cell(row, KEY).text for row in range(1, PIECES + 1)])
    _refuse_foreign(mark, facts)
    reading = Reading(mark)
    for placed, row in _rows(found, facts, reading):
        if placed.kind == excel_layout.ROW:
            _read_line(found, facts, facts.lines[placed.item.pk], row, reading)
        elif placed.kind == excel_layout.TOTAL:
            value = found.cell(row, COLUMNS["self_points"].letter).value
            reading.total = value if isinstance(value, Decimal) else None
    reading.faults.sort(key=lambda fault: fault.row or FIRST)
    return reading


def _refuse_foreign(mark, facts):
    if mark is None:
        raise RuleError(STRANGE)
    sheet, season = facts.sheet, facts.season
    if mark.sheet != sheet.pk:
        raise RuleError(
            f"Tệp này là bảng của {mark.agency}, năm {mark.season}, {mark.bloc}; trang này là bảng của "
            f"{sheet.agency}, {season.named}. Hãy chọn đúng tệp."
        )
    if mark.rules != rules(facts.table) or mark.lines.keys() != facts.lines.keys():
        raise RuleError(OUTDATED)
    if any(version > facts.lines[pk].version for pk, (version, _) in mark.lines.items()):
        raise RuleError(NEWER)


def _rows(found, facts, reading):
    """Yield (Placed, its row in the file); rows that are missing, double or added are faults."""
    wanted = {placed.key: placed for placed in facts.rows}
    there = {}
    for row in (row for row in found.rows if row >= FIRST):
        key = found.cell(row, KEY).text
        if key not in wanted:
            reading.faults.append(Fault(row, "", "dòng này không có trong bảng đã tải; hãy xóa dòng"))
        elif key in there:
            reading.faults.append(Fault(row, "", f"lặp lại dòng {there[key]}; hãy xóa dòng này"))
        else:
            there[key] = row
    for key, placed in wanted.items():
        if key not in there:
            what = placed.item.code if placed.item else "tổng điểm"
            reading.faults.append(Fault(0, "", f"Tệp thiếu dòng {what}. {FRESH.rstrip('.')}"))
    for key, row in there.items():
        yield wanted[key], row


def _read_line(found, facts, line, row, reading):
    reading.rows[line.criterion_id] = row
    _refuse_changed(found, facts, line, row, reading)
    if line.exempt:
        return
    texts = {}
    for cell in facts.cells(line):
        column = COLUMNS[PLACES[cell]]
        content, formula = found.cell(row, column.letter), found.formulas.get((row, column.letter))
        if formula and cell == "self_points" and _plain(formula) == sheet_excel.follows(row):
            texts[cell] = ""
        elif content.fault:
            reading.faults.append(Fault(row, column.heading, content.fault))
        else:
            texts[cell] = said(content)
            if formula:
                place = f"{column.letter}{row}"
                reading.notes.append(f"Ô {place} là công thức; phần mềm lấy kết quả “{texts[cell]}” của ô.")
        if cell == "level" and texts.get(cell) and level_of(line, texts[cell]) is None:
            del texts[cell]
            reading.faults.append(Fault(row, column.heading, UNKNOWN_LEVEL))
    reading.texts[line.criterion_id] = texts


def _refuse_changed(found, facts, line, row, reading):
    """What was shut must be as it was written; which cell it is, today's content tells."""
    now = facts.shut(line)
    there = {name: found.cell(row, COLUMNS[name].letter).value for name in now}
    bare = {name: value for name, value in there.items() if name != "target"}
    aim = {**bare, "target": found.cell(row, COLUMNS["target"].letter).value}  # as if one had been set then
    known = reading.mark.lines[line.criterion_id][1]
    if known in {digest(there), digest(bare), digest(aim)}:
        return
    for name, value in now.items():
        if told(there[name]) != told(value):
            sentence = f"ô khóa đã bị sửa thành “{told(there[name])}”; hãy trả lại “{told(value)}”"
            reading.faults.append(Fault(row, COLUMNS[name].heading, sentence))


def said(content):
    """Return the text of a cell as it would be typed: a number with a decimal comma."""
    return numbers.plain(content.value) if isinstance(content.value, Decimal) else content.text


def level_of(line, label):
    """Return the level of a line with this label, or None."""
    return next((level for level in line.criterion.levels.all() if level.label == label), None)


def _plain(formula):
    return formula.replace("$", "").replace(" ", "").replace("=+", "=").upper()
