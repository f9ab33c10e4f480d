"""Workbooks as people hand them in, built cell by cell."""

import io
import zipfile

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from blocs import criteria_excel, criteria_reading
from documents import excel, workbooks

HEADINGS = criteria_excel.HEADINGS
GROUP = ["Nhóm chấm điểm", "I", "Nhiệm vụ chính trị", "", 60, ""]
ITEM = ["Tiêu chí", "I.1", "Hoàn thành kế hoạch", "Đủ 100%: 60 điểm", 60, "Phải có"]


def of(*rows, headings=HEADINGS, change=None):
    """The bytes of a workbook with these rows; `change` may do anything to its sheet (and book)."""
    book = Workbook()
    sheet = book.active
    for row in (headings, *rows):
        sheet.append(row)
    if change:
        change(sheet)
    return saved(book)


def saved(book):
    """The bytes of a workbook."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def exported(content):
    """The bytes of an exported Outline."""
    return excel.workbook("Bảng tiêu chí", HEADINGS, criteria_excel.rows(content))


def upload(content, name="bảng.xlsx"):
    """A file as the browser sends it."""
    return SimpleUploadedFile(name, content, content_type="application/octet-stream")


def read(content, members=None):
    """The Reading of these bytes, after the checks of an upload; `members` may be free of a criterion."""
    stream = upload(content)
    workbooks.check(stream)
    return criteria_reading.read(stream, members)


def faults(*rows, members=None, **facts):
    """What is said of a workbook with these rows."""
    return [str(fault) for fault in read(of(*rows, **facts), members).faults]


def rezipped(content, change):
    """The workbook with each part passed through `change(name, bytes)`."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as to,
    ):
        for part in source.infolist():
            to.writestr(part.filename, change(part.filename, source.read(part)))
    return stream.getvalue()
