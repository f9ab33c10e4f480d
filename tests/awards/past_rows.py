"""Files of past awards as offices hand them in, and the directory they are matched with."""

from datetime import date

from openpyxl.styles import Font

from awards.past import imports, reading
from members import agencies, people
from members.models import Agency
from tests import kept, world
from tests.blocs import workbook

KEYS = ("recipient", "code", "position", "unit", "form", "year", "number", "decided_on")
HEADINGS = [reading.HEADINGS[key][0] for key in KEYS]
FLAG, MERIT = "Cờ thi đua của Chính phủ", "Bằng khen của Thủ tướng Chính phủ"
NOTHING = {"encodings": {}, "forms": {}, "units": {}}


def row(recipient="Nguyễn Văn An", **cells):
    """One row; `cells` by the key of their column."""
    said = {
        "recipient": recipient,
        "unit": "Ban Một",
        "form": MERIT,
        "year": 2019,
        "number": "12/QĐ-TTg",
    } | cells
    return [said.get(key, "") for key in KEYS]


def of(*rows, headings=HEADINGS, font=None, change=None):
    """The file (as uploaded) with these rows, all of it in one font if that is named."""

    def drawn(sheet):
        for cells in sheet.iter_rows(min_row=2) if font else ():
            for cell in cells:
                cell.font = Font(name=font)
        if change:
            change(sheet)

    return workbook.upload(workbook.of(*rows, headings=headings, change=drawn), "khen cũ.xlsx")


def read(*rows, encodings=None, **facts):
    """The lines of a file with these rows."""
    return reading.read(of(*rows, **facts), encodings or {}).rows


def faults(*rows, **facts):
    """What is said of the rows of a file."""
    return [fault for line in read(*rows, **facts) for fault in line.faults]


@kept.once
def directory():
    """An officer; Ban Một, once Ban Cũ; two of one name there, one of another elsewhere; a collective."""
    officer = world.officer()
    first, second = world.agency("Ban Một", code="BM"), world.agency("Ban Hai", code="BH")
    renamed = {"name": "Ban Một đổi tên", "short_name": "Ban Một mới", "code": "BMM"}
    agencies.take_name(first, **renamed, valid_from=date(2020, 1, 1), brought_by=None, by=None)
    person(first, "An", "An-01")
    person(first, "Bình", "Binh-01")
    person(first, "Bình", "Binh-02", position="Vụ trưởng")
    person(second, "Cúc")
    people.form_collective(first, name="Vụ Tổng hợp", by=None)
    return {"officer": officer, "first": Agency.objects.get(pk=first.pk), "second": second}


def person(agency, given, code="", position="Chuyên viên"):
    """Nguyễn Văn … of an agency."""
    facts = {"family_name": "Nguyễn", "middle_name": "Văn", "given_name": given}
    return people.record(agency, honorific="mr", **facts, position=position, personal_code=code, by=None)


def staged(officer, *rows, **facts):
    """The preview of a file with these rows."""
    return imports.stage(upload=of(*rows, **facts), by=officer)


def taken(officer, *rows, chosen=None, rest="keep", **facts):
    """The import of a file with these rows."""
    token = staged(officer, *rows, **facts).token
    return imports.take(token=token, chosen=chosen or {}, rest=rest, by=officer)
