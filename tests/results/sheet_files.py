"""Score sheets as files of Excel: taken from a season, filled in, handed in again."""

import io
from dataclasses import replace

from openpyxl import load_workbook

from documents import remembered
from results import sheet_excel, sheet_import
from results.sheet_file import COLUMNS, TITLE, Facts, sealed
from tests.blocs import workbook
from tests.results import measured, scene


def filled_in(place=3, exempt=()):
    """The sheet of a member in a year with criteria of every kind, complete."""
    season = measured.season(exempt)
    return scene.now(measured.complete(scene.sheet_of(season, place), but=exempt))


class File:
    """A downloaded file as a person has it open: cells by the code of their row and their column."""

    def __init__(self, sheet, content=None):
        self.book = load_workbook(io.BytesIO(content or sheet_excel.write(scene.now(sheet), opens=True)))
        self.sheet = self.book[TITLE]

    def row(self, code):
        """The number of the row of a criterion."""
        cells = self.sheet[COLUMNS["code"].letter]
        return next(cell.row for cell in cells if cell.value == code and self.key(cell.row)[0] == "c")

    def key(self, row):
        """What stands in the hidden column."""
        return self.sheet[f"{COLUMNS['key'].letter}{row}"].value or " "

    def cell(self, code, name):
        """One cell."""
        return self.sheet[f"{COLUMNS[name].letter}{self.row(code)}"]

    def type(self, code, name, value):
        """Write into one cell; return the file."""
        self.cell(code, name).value = value
        return self

    def upload(self, name="bảng.xlsx"):
        """The file as the browser sends it."""
        return workbook.upload(workbook.saved(self.book), name)


def staged(sheet, file, by):
    """The file looked at."""
    return sheet_import.stage(scene.now(sheet), upload=file.upload(), by=by)


def taken(sheet, file, by, chosen=()):
    """The file written; the sheet as it is then."""
    token = staged(sheet, file, by).token
    sheet_import.take(scene.now(sheet), token=token, chosen=chosen, by=by)
    return scene.now(sheet)


def told(found):
    """The changes of a preview: (row in the file?, code, column, before, after)."""
    return [(each.code, each.heading, each.before, each.after) for each in found.changes]


def with_results(file, results):
    """The upload of a file in which Excel has kept what these formulas give."""
    return workbook.upload(remembered.saved(file.book, {TITLE: results}))


def forged(sheet, **facts):
    """The mark of a sheet with other facts, signed."""
    return sealed(replace(Facts(scene.now(sheet)).mark(), **facts))[0]
