"""Rows of a file of members, and the bloc they are for."""

from datetime import date

from blocs import founding, members_excel, members_import, members_matching, members_reading
from documents import workbooks
from members.models import Agency
from tests import world

from . import workbook

HEADINGS = list(members_excel.HEADINGS.values())
SINCE = date(2019, 3, 5)


def row(name="Ban Nội chính Trung ương", code="BNCTW", **cells):
    """One row: a party agency since March 2019, unless `cells` say otherwise by the key of their column."""
    said = {"name": name, "code": code, "kind": "Cơ quan Đảng", "joined_on": "05/03/2019"} | cells
    return [said.get(key, "") for key in members_excel.ORDER]


def person(**cells):
    """The cells of a person to be invited."""
    return {
        "honorific": "Bà",
        "person": "Trần Thị Minh Thu",
        "position": "Chuyên viên",
        "post": "cán bộ",
    } | cells


def two(**first):
    """Two rows of new agencies; `first` are cells of the first."""
    return [row(**first), row("Báo Nhân Dân", "BND")]


def bloc(**facts):
    """A bloc without members and the officer of its managing body."""
    officer = world.officer()
    made = founding.found(
        name="Khối các cơ quan Đảng",
        short_name="Khối Đảng",
        level="central",
        form="party",
        managing_body=Agency.objects.get(names__code="BTĐKT"),
        by=officer,
        **facts,
    )
    return made, officer


def of(*rows, change=None):
    """The bytes of a file with these rows."""
    return workbook.of(*rows, headings=HEADINGS, change=change)


def read(of_bloc, *rows, change=None):
    """The matched Reading of a file with these rows."""
    stream = workbook.upload(of(*rows, change=change))
    workbooks.check(stream)
    return members_matching.match(members_reading.read(stream, of_bloc), of_bloc)


def faults(of_bloc, *rows, change=None):
    """What is said of a file with these rows."""
    return [str(fault) for fault in read(of_bloc, *rows, change=change).faults]


def staged(of_bloc, by, *rows):
    """A file with these rows, looked at."""
    return members_import.stage(of_bloc, upload=workbook.upload(of(*rows)), by=by)


def taken(of_bloc, by, *rows):
    """A file with these rows, written."""
    return members_import.take(of_bloc, token=staged(of_bloc, by, *rows).token, by=by)
