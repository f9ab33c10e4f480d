"""Reading an Excel file that people hand in: every cell as text or number, everything doubtful as a sentence.

What could hurt is refused before anything is parsed (kind, macros, unpacked size, XML with a DOCTYPE); rows
are counted while they stream, so a sheet of a million rows costs no more than the first too many. Formulas,
merged cells and the like are faults of their cell, not of the file.
"""

import re
import unicodedata
import zipfile
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache

from openpyxl import load_workbook
from openpyxl.utils import range_boundaries

from core import legacy_text
from core.rules import RuleError
from core.text import clean_block, search_key
from documents import uploads

UNPACKED = 32 * 1024 * 1024  # bytes of a workbook, unpacked
COLUMNS = 40  # what stands further right is not looked at
HEADER_WITHIN = 30  # rows from the top in which the headings are looked for
LAST_ROW = 1_048_576  # Excel has no more
MOST_MERGED = 1000
DIGITS, MOST_DIGITS = 12, 15  # of a number; Excel keeps 15, the last ones of small numbers are noise
STRINGS = {"s", "inlineStr", "str"}  # kinds of cell that hold plain text
SHORT = 100  # letters of a text worth remembering
LARGE = 10**10  # from here on all that Excel keeps counts

DOCTYPES = [b"<!DOCTYPE"] + ["<!DOCTYPE".encode(f"utf-16-{order}") for order in ("le", "be")]
MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=[\"']([A-Z]+[0-9]+:[A-Z]+[0-9]+)[\"']")
BROKEN = "Không đọc được tệp Excel này. Hãy mở tệp bằng Excel, lưu lại thành .xlsx rồi tải lên."
HIDDEN = "Trang tính ẩn “{}” không được đọc."
COMPOSED = "Có chữ gõ bằng Unicode tổ hợp; đã chuyển về dựng sẵn, chữ nhìn vẫn như cũ."


@dataclass(frozen=True)
class Cell:
    """What a cell holds: text (cleaned), a Decimal, a date, or None; `fault` says why it cannot be taken.

    `font` is told where text is asked for letter by letter, as it stands in the file.
    """

    value: object = None
    fault: str = ""
    font: str = ""

    @property
    def text(self):
        """The content as one line."""
        if isinstance(self.value, str) and "\n" not in self.value:
            return self.value
        return "" if self.value is None else " ".join(str(self.value).split())


EMPTY = Cell()


@dataclass(frozen=True)
class Row:
    """One row below the headings: its number as Excel shows it, its cells by the key of their column."""

    number: int
    cells: dict

    def __getitem__(self, key):
        return self.cells.get(key, EMPTY)


@dataclass(frozen=True)
class Wanted:
    """What a caller looks for in a file: its columns, which of them must be there, where dates may stand.

    `legacy`: text may be of a time before Unicode; then it comes letter by letter, with its font.
    """

    columns: dict
    needed: tuple
    most: int
    dates: tuple
    legacy: bool


@dataclass(frozen=True)
class Sheet:
    """The sheet that was read; `missing` are the keys of columns it does not have, `notes` are sentences."""

    name: str
    rows: list
    missing: set
    notes: list


def check(upload):
    """Return the content type of a workbook that may be read. Raises RuleError with the reason if not."""
    kind = uploads.content_type(upload, uploads.WORKBOOK, unpacked=UNPACKED)
    with zipfile.ZipFile(upload) as archive:
        for part in archive.infolist():
            content = _content(archive, part)
            if any(mark in content for mark in DOCTYPES):
                raise RuleError(BROKEN)
    upload.seek(0)
    return kind


def read(stream, *, columns, needed, most, dates=(), legacy=False):
    """Return the Sheet of the first visible sheet that has the headings; empty rows are left out.

    `columns`: key to the headings it goes by; `needed`: keys without which a row of headings is none;
    `dates`: keys of columns in which Excel's own dates are welcome; `legacy` as in Wanted: the caller cleans
    what it takes, and headings in TCVN3 or VNI are found, too. Raises RuleError for a file that cannot be
    read, lacks the headings, or has more than `most` rows.
    """
    wanted = Wanted(columns, tuple(needed), most, tuple(dates), legacy)
    try:
        book = load_workbook(stream, read_only=True, keep_links=False)
        notes = [HIDDEN.format(sheet.title) for sheet in book if sheet.sheet_state != "visible"]
        for sheet in book:
            if sheet.sheet_state == "visible" and (found := _sheet(book, sheet, wanted)):
                found.notes.extend(notes)
                return found
    except RuleError:
        raise
    except Exception as fault:  # a forged file may raise anything
        raise RuleError(BROKEN) from fault
    names = ", ".join(f"“{columns[key][0]}”" for key in needed)
    raise RuleError(f"Không thấy dòng tiêu đề có các cột {names}. Hãy dùng đúng các cột của tệp mẫu.")


def taken(cell, *, dated=False):
    """Return the Cell of one of openpyxl's that is not empty; `dated`: a day of Excel's own is welcome."""
    value = cell.value
    if dated and isinstance(value, datetime) and value.time() == time():
        return Cell(value.date())
    fault = _refused(cell, value)
    return Cell(fault=fault) if fault else Cell(_plain(value))


def _content(archive, part):
    try:
        return archive.read(part)
    except uploads.BROKEN as fault:
        raise RuleError(BROKEN) from fault


def _sheet(book, sheet, wanted):
    """The Sheet when it has the headings, else None."""
    sheet.reset_dimensions()  # what a file says of its own size is often wrong
    rows = enumerate(sheet.iter_rows(max_row=LAST_ROW, max_col=COLUMNS), 1)
    for number, cells in rows:
        places = _places(cells, wanted)
        if places.keys() >= set(wanted.needed):
            merged = _merged(book, sheet)
            found, notes = _rows(rows, places, merged, wanted)
            return Sheet(sheet.title, found, wanted.columns.keys() - places.keys(), notes)
        if number >= HEADER_WITHIN:
            break
    return None


def _places(cells, wanted):
    """Return {key: place} of the headings that stand in this row; the first of two alike counts."""
    keys = {search_key(name): key for key, names in wanted.columns.items() for name in names}
    found = {}
    for place, cell in enumerate(cells):
        for words in _headings(cell.value, wanted.legacy):
            if key := keys.get(search_key(words)):
                found.setdefault(key, place)
    return found


def _headings(value, legacy):
    """What a heading may say: as it stands and, where asked for, as each older scheme reads it."""
    if not isinstance(value, str):
        return []
    return [value, *(legacy_text.decode(value, each) for each in legacy_text.LABELS)] if legacy else [value]


def _rows(rows, places, merged, wanted):
    found, composed, former = [], False, None
    for number, cells in rows:
        if cells is former:  # a gap of a million rows is a million times the same empty one
            continue
        former = cells
        row = {
            key: _cell(
                cells, place, merged and _around(merged, number, place + 1), key in wanted.dates, wanted
            )
            for key, place in places.items()
        }
        if not any(cell.value is not None or cell.fault for cell in row.values()):
            continue
        if len(found) == wanted.most:
            raise RuleError(f"Tệp có hơn {wanted.most} dòng. Hãy chỉ để lại các dòng của bảng rồi tải lại.")
        composed = composed or any(_is_composed(cells, place) for place in places.values())
        found.append(Row(number, row))
    return found, [COMPOSED] if composed else []


def _cell(cells, place, merged, dated, wanted):
    if merged:
        return Cell(fault=f"ô bị gộp ({merged}); hãy bỏ gộp ô và ghi vào từng dòng")
    cell = cells[place] if place < len(cells) else None
    if cell is None or cell.value is None:
        return EMPTY
    if wanted.legacy and cell.data_type in STRINGS and isinstance(cell.value, str):
        return Cell(cell.value, font=(cell.font and cell.font.name) or "") if cell.value.strip() else EMPTY
    return taken(cell, dated=dated)


def _refused(cell, value):
    """Why the content cannot be taken, or nothing."""
    if cell.data_type == "f":
        return "ô là công thức; hãy chép rồi dán giá trị"
    if cell.data_type == "e":
        return f"ô báo lỗi {value}; hãy sửa trong Excel"
    if isinstance(value, date | time | timedelta):
        return "Excel hiểu ô này là ngày giờ; hãy định dạng ô thành văn bản rồi gõ lại"
    return ""


def _plain(value):
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, int | float):
        return Decimal(f"{value:.{DIGITS if abs(value) < LARGE else MOST_DIGITS}g}")
    words = str(value)
    return (_cleaned(words) if len(words) < SHORT else clean_block(words)) or None


@lru_cache(maxsize=2000)  # the words of a list come again and again
def _cleaned(words):
    return clean_block(words)


def _is_composed(cells, place):
    value = cells[place].value if place < len(cells) else None
    return isinstance(value, str) and not (value.isascii() or unicodedata.is_normalized("NFC", value))


def _merged(book, sheet):
    """Return (range, its bounds) of every merged cell of the sheet; the reader itself does not tell."""
    with book._archive.open(sheet._worksheet_path) as part:
        ranges = {match.decode() for match in MERGED.findall(part.read())}
    if len(ranges) > MOST_MERGED:
        raise RuleError("Tệp có quá nhiều ô bị gộp. Hãy bỏ gộp ô rồi tải lại.")
    return [(reference, range_boundaries(reference)) for reference in sorted(ranges)]


def _around(merged, row, column):
    """Return the merged range in which the cell lies, or None."""
    for reference, (left, top, right, bottom) in merged:
        if top <= row <= bottom and left <= column <= right:
            return reference
    return None
