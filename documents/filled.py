"""Reading a sheet of ours that somebody filled in: every cell where it stands, formulas with their results.

The file has passed `workbooks.check` (kind, macros, unpacked size, DOCTYPE). It is read by place and not by
headings, no further than ROWS and COLUMNS; links to other files are not followed. Of a formula in a cell the
result counts that Excel kept, as the eye saw it; one without a result is a fault of its cell.
"""

from dataclasses import dataclass

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from core.rules import RuleError
from documents import workbooks

ROWS, COLUMNS = 3000, 40
NO_RESULT = "công thức chưa có kết quả; hãy mở tệp bằng Excel, lưu lại rồi tải lên, hoặc gõ số"


@dataclass(frozen=True)
class Filled:
    """The cells of one sheet: {(row, letter): workbooks.Cell}, {(row, letter): formula} where one stands."""

    cells: dict
    formulas: dict

    def cell(self, row, letter):
        """What stands there; nothing is an empty Cell."""
        return self.cells.get((row, letter), workbooks.EMPTY)

    @property
    def rows(self):
        """The numbers of the rows in which anything stands, in order."""
        return sorted({row for row, _ in self.cells})


def read(stream, title):
    """Return what stands in the sheet `title`, or None when the file has no such sheet.

    Raises RuleError for a file that cannot be read.
    """
    try:
        shown = _grid(stream, title, results=True)
        told = shown and _grid(stream, title, results=False)
    except Exception as fault:  # a forged file may raise anything
        raise RuleError(workbooks.BROKEN) from fault
    if shown is None:
        return None
    formulas = {place: str(cell.value) for place, cell in told.items() if cell.data_type == "f"}
    cells = {place: workbooks.taken(cell) for place, cell in shown.items()}
    empty = {place: workbooks.Cell(fault=NO_RESULT) for place in formulas if place not in cells}
    return Filled(cells | empty, formulas)


def _grid(stream, title, *, results):
    """{(row, letter): cell} of what is not empty."""
    stream.seek(0)
    book = load_workbook(stream, read_only=True, keep_links=False, data_only=results)
    if title not in book.sheetnames:
        return None
    sheet = book[title]
    sheet.reset_dimensions()  # what a file says of its own size is often wrong
    found = {}
    for number, cells in enumerate(sheet.iter_rows(max_row=ROWS, max_col=COLUMNS), 1):
        for place, cell in enumerate(cells, 1):
            if cell.value is not None:
                found[number, get_column_letter(place)] = cell
    return found
