"""Writing cells of Excel in a few looks: text stays text, formulas are told apart, styles are made once.

openpyxl looks a style up whenever a font or a frame is set; a book of ten thousand cells would spend most of
its time there.
"""

from copy import copy
from dataclasses import dataclass
from math import ceil

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

from documents.excel import inert

TEXT, POINTS, GENERAL = "@", "0.00", "General"
HIGH, WIDER = 15, 1.15  # points of one line of text; words do not fill a line to its end
LINE = Side(style="thin", color="B8BEC8")
FRAME = Border(LINE, LINE, LINE, LINE)
FILLS = {
    "open": PatternFill("solid", fgColor="FFF6DA"),
    "band": PatternFill("solid", fgColor="E9EDF3"),
}


@dataclass(frozen=True)
class Look:
    """How a cell looks; `fill` is a name of FILLS, `form` how Excel shows a number in it."""

    form: str = GENERAL
    bold: bool = False
    fill: str = ""
    side: str | None = None
    framed: bool = True
    wrapped: bool = True
    size: int = 11
    linked: bool = False


@dataclass(frozen=True)
class Formula:
    """A formula of ours, apart from any text of a person that begins as one."""

    text: str


class Pen:
    """Writes into the sheets of one workbook."""

    def __init__(self):
        self._styles = {}

    def put(self, sheet, row, column, value, look):
        """Write `value` (text, number, Formula, None) in row and column (from 1); return the cell."""
        cell = sheet.cell(row, column)
        cell._style = copy(self._style(cell, look))
        if isinstance(value, Formula):
            cell.value = value.text
        elif value is not None:
            cell.value = value
            if isinstance(value, str):
                inert(cell)
        return cell

    def fit(self, sheet, widths, first):
        """Make the rows from `first` on as high as their texts need in columns of these `widths` (letters).

        Excel would do it by itself; other programs, and paper made by them, would cut the text off.
        """
        for row in range(first, sheet.max_row + 1):
            lines = max(_lines(sheet[f"{letter}{row}"].value, width) for letter, width in widths.items())
            if lines > 1:
                sheet.row_dimensions[row].height = HIGH * lines

    def _style(self, cell, look):
        if look not in self._styles:
            cell.font = Font(
                bold=look.bold,
                size=look.size,
                color="0B57A4" if look.linked else None,
                underline="single" if look.linked else None,
            )
            cell.alignment = Alignment(vertical="top", wrap_text=look.wrapped, horizontal=look.side)
            cell.number_format = look.form
            if look.fill:
                cell.fill = FILLS[look.fill]
            if look.framed:
                cell.border = FRAME
            self._styles[look] = copy(cell._style)
        return self._styles[look]


def _lines(value, width):
    """How many lines a text takes in a column; formulas and numbers take one."""
    if not isinstance(value, str) or not width or value.startswith("="):
        return 1
    return sum(ceil(max(len(line), 1) * WIDER / width) for line in value.split("\n"))
