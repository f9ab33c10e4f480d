"""Writing cells of Excel in a few looks: text stays text, formulas are told apart, styles are made once.

openpyxl looks a style up whenever a font or a frame is set; a book of ten thousand cells would spend most of
its time there.
"""

from copy import copy
from dataclasses import dataclass

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

from documents.excel import inert

TEXT, POINTS, GENERAL = "@", "0.00", "General"
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
