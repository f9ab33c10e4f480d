"""An empty workbook to be filled in: headings with a hint each, lists to choose from, a sheet that explains.

What is typed into it stays text, save in columns of dates: Excel would make "09" a 9 of a code.
"""

from dataclasses import dataclass
from io import BytesIO

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from documents.excel import DAY, inert

TEXT = "@"
NEEDED = PatternFill("solid", fgColor="F6E8CA")
GUIDE, LISTS = "Hướng dẫn", "Danh sách chọn"
WHO = "Tệp mẫu"


@dataclass(frozen=True)
class Column:
    """One column: its heading, what to write into it, and the words offered (which bind nobody)."""

    heading: str
    hint: str
    width: int  # characters
    needed: bool = False
    dated: bool = False
    choices: tuple = ()


def workbook(title, columns, *, rows, guide):
    """Return the bytes of a workbook whose first sheet `title` takes up to `rows` rows below its headings.

    `guide` are sentences above the table that explains the columns, on the second sheet.
    """
    book = Workbook()
    sheet = book.active
    sheet.title = title
    offered = [column for column in columns if column.choices]
    for place, column in enumerate(columns, 1):
        _head(sheet, place, column)
        letter = get_column_letter(place)
        for row in range(2, rows + 2):
            sheet.cell(row, place).number_format = DAY if column.dated else TEXT
        if column.choices:
            _offer(sheet, f"{letter}2:{letter}{rows + 1}", column, offered.index(column) + 1)
    sheet.freeze_panes = "A2"
    sheet.row_dimensions[1].height = 32
    _explain(book.create_sheet(GUIDE), columns, guide)
    _list(book.create_sheet(LISTS), offered)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _head(sheet, place, column):
    cell = sheet.cell(1, place, column.heading)
    cell.font = Font(bold=True)
    cell.alignment = Alignment(vertical="center", wrap_text=True)
    cell.comment = Comment(column.hint, WHO, width=320, height=120)
    if column.needed:
        cell.fill = NEEDED
    sheet.column_dimensions[get_column_letter(place)].width = column.width


def _offer(sheet, cells, column, place):
    letter = get_column_letter(place)
    source = f"'{LISTS}'!${letter}$2:${letter}${len(column.choices) + 1}"
    offer = DataValidation(type="list", formula1=source, allow_blank=True, showErrorMessage=False)
    offer.add(cells)
    sheet.add_data_validation(offer)


def _explain(sheet, columns, guide):
    for sentence in guide:
        sheet.append([sentence])
        inert(sheet.cell(sheet.max_row, 1))
    sheet.append([])
    sheet.append(["Cột", "Bắt buộc", "Ghi gì"])
    for cell in sheet[sheet.max_row]:
        cell.font = Font(bold=True)
    for column in columns:
        sheet.append([column.heading, "Có" if column.needed else "", column.hint])
        sheet.cell(sheet.max_row, 3).alignment = Alignment(vertical="top", wrap_text=True)
    for letter, width in zip("ABC", (30, 12, 90), strict=True):
        sheet.column_dimensions[letter].width = width


def _list(sheet, offered):
    for place, column in enumerate(offered, 1):
        for row, words in enumerate((column.heading, *column.choices), 1):
            inert(sheet.cell(row, place, words))
        sheet.column_dimensions[get_column_letter(place)].width = 34
