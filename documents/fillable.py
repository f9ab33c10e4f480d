"""A sheet of Excel that people fill in: some cells are open, each with what it takes; all else is shut.

The protection has no password: it guards against a slip of the hand, and what comes back is looked at cell by
cell (documents/filled.py). It prints on A4, its headings on each page.
"""

from dataclasses import dataclass

from openpyxl.styles import Protection
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string
from openpyxl.workbook.protection import WorkbookProtection
from openpyxl.worksheet.datavalidation import DataValidation

from core.numbers import plain
from documents.pens import FILLS, POINTS, Look, Pen

WRONG = "Ô không nhận nội dung này"


@dataclass(frozen=True)
class Takes:
    """What an open cell takes: Excel's own words for it (see DataValidation), and a hint while one types.

    `strict`: anything else is refused by Excel; else it only asks whether one is sure.
    """

    kind: str
    formula: str
    hint: str
    strict: bool = True
    operator: str | None = None


def points(coordinate, most):
    """Points from 0 to `most` (Decimal) with two decimals, in the cell `coordinate`."""
    bounds = f"{coordinate}>=0,{coordinate}<={most.normalize():f},ROUND({coordinate},2)={coordinate}"
    hint = f"Nhập từ 0 đến {plain(most)} điểm, nhiều nhất 2 chữ số sau dấu phẩy."
    return Takes("custom", f"AND(ISNUMBER({coordinate}),{bounds})", hint)


def amount(unit, *, above_zero=False):
    """A number of anything that is not below zero, or above it."""
    least = "lớn hơn 0" if above_zero else "từ 0 trở lên"
    operator = "greaterThan" if above_zero else "greaterThanOrEqual"
    return Takes("decimal", "0", f"Nhập một số {least}{_of(unit)}.", operator=operator)


def whole(unit):
    """A count; a fraction is asked about, for some things come in halves."""
    hint = f"Nhập một số nguyên từ 0 trở lên{_of(unit)}."
    return Takes("whole", "0", hint, strict=False, operator="greaterThanOrEqual")


def listed(cells):
    """One of the words that stand in `cells` of another sheet."""
    return Takes("list", cells, "Chọn một mức trong danh sách.")


def text(most):
    """Words, at most `most` letters."""
    return Takes("textLength", str(most), f"Nhiều nhất {most} ký tự.", operator="lessThanOrEqual")


class Fillable:
    """One such sheet while it is written."""

    def __init__(self, sheet):
        self.sheet, self._pen, self._checks = sheet, Pen(), {}

    def put(self, coordinate, value, **look):
        """Write text, a number, a Formula or None in the Look of these words; return the cell."""
        letter, row = coordinate_from_string(coordinate)
        if value is not None and not isinstance(value, str):
            look = {"form": POINTS, "side": "right"} | look
        return self._pen.put(self.sheet, row, column_index_from_string(letter), value, Look(**look))

    def open(self, coordinate, takes):
        """Let people write into a cell that was put; `takes` says what."""
        cell = self.sheet[coordinate]
        cell.protection, cell.fill = Protection(locked=False), FILLS["open"]
        if takes not in self._checks:
            self._checks[takes] = _check(takes)
            self.sheet.add_data_validation(self._checks[takes])
        self._checks[takes].add(coordinate)

    def finish(self, *, headings, widths, frozen, foot):
        """Set what belongs to the whole sheet: `headings` is a row, `widths` {column: letters, 0: hidden}."""
        sheet = self.sheet
        for letter, width in widths.items():
            sheet.column_dimensions[letter].width = width or 8
            sheet.column_dimensions[letter].hidden = not width
        self._pen.fit(sheet, widths, headings)
        sheet.freeze_panes = frozen
        protect(sheet)
        print_on_a4(sheet, headings, foot)


def protect(sheet):
    """Shut all cells of a sheet that are not open; widths and heights may still be changed."""
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = False  # "False" lets it be done
    sheet.parent.security = WorkbookProtection(lockStructure=True)


def print_on_a4(sheet, headings, foot):
    """Print a sheet across A4, as wide as the paper, with its headings on every page."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{headings}:{headings}"
    sheet.page_margins.left = sheet.page_margins.right = 0.4  # inches
    sheet.page_margins.top = sheet.page_margins.bottom = 0.6
    sheet.oddFooter.left.text = foot.replace("&", "&&")
    sheet.oddFooter.right.text = "Trang &P/&N"


def _of(unit):
    return f", đơn vị tính {unit}" if unit else ""


def _check(takes):
    return DataValidation(
        type=takes.kind,
        operator=takes.operator,
        formula1=takes.formula,
        allow_blank=True,
        showErrorMessage=True,
        errorStyle="stop" if takes.strict else "warning",
        errorTitle=WRONG,
        error=takes.hint[:255],
        showInputMessage=True,
        prompt=takes.hint[:255],
    )
