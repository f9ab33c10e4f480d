"""Lists as Excel workbooks: every list on screen can be taken away as .xlsx."""

from datetime import date
from io import BytesIO

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from openpyxl import Workbook
from openpyxl.cell.cell import TYPE_STRING
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDEST = 60  # characters
DAY = "dd/mm/yyyy"
LONGEST_NAME = 31  # of a sheet
NOT_IN_A_NAME = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
SIGNS = ("=", "+", "-", "@")  # with these Excel lets a formula begin


def workbook(title, columns, rows):
    """Return the bytes of a workbook with one sheet: bold frozen header, then `rows` (iterables).

    Text stays text: a cell that begins with "=" is never taken for a formula.
    """
    book = Workbook()
    sheet = book.active
    sheet.title = sheet_name(title)
    widths = [len(column) for column in columns]
    sheet.append(list(columns))
    for cell in sheet[1]:
        inert(cell)
    for line, row in enumerate(rows, 2):
        for place, value in enumerate(row):
            cell = sheet.cell(line, place + 1, value)
            if isinstance(value, str):
                inert(cell)
            elif isinstance(value, date):
                cell.number_format = DAY
            cell.alignment = Alignment(vertical="top", wrap_text=True)
            widths[place] = max(widths[place], len(str(value)))
    for place, width in enumerate(widths, 1):
        sheet.cell(1, place).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(place)].width = min(width, WIDEST) + 2
    sheet.freeze_panes = "A2"
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def inert(cell):
    """Keep the text of a cell a text, now and when somebody edits it: never a formula, an error, a number."""
    cell.data_type = TYPE_STRING
    if cell.value.startswith(SIGNS):
        cell.quotePrefix = True


def sheet_name(title):
    """Return `title` as Excel lets a sheet be called: at most 31 characters, none of its own signs."""
    name = " ".join(title.translate(NOT_IN_A_NAME).split())[:LONGEST_NAME].strip()
    return "Danh sách" if name.lower() in ("", "history") else name  # Excel keeps "History" for itself


def sheet_names(titles, taken=()):
    """Return a name for the sheet of each of `titles`: as `sheet_name`, each once, none of those `taken`.

    Excel holds names that differ in capitals only for the same; the second of two gets a number behind.
    """
    used, names = {name.lower() for name in taken}, []
    for title in titles:
        name, number = sheet_name(title), 2
        while name.lower() in used:
            tail = f" ({number})"
            name, number = sheet_name(title)[: LONGEST_NAME - len(tail)].strip() + tail, number + 1
        used.add(name.lower())
        names.append(name)
    return names


def download(title, columns, rows):
    """Answer a request with `rows` as a workbook named after `title`."""
    response = HttpResponse(workbook(title, columns, rows), content_type=XLSX)
    response.headers["Content-Disposition"] = content_disposition_header(True, f"{title}.xlsx")
    return response
