"""Reading the members of a bloc from an Excel file: every row, every fault in a sentence with its column.

Only what the file says by itself is looked at here; the directory is asked in members_matching.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from blocs import members_excel as table
from blocs.models import Term
from core import dates
from core.rules import ReadingError
from core.text import NameParts, search_key, split_name
from documents import workbooks
from members.models import Person, Post

USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,59}")
EMAIL = re.compile(r"([^@\s]+)@[^@\s]+\.[^@\s.]+")
FAMILY, MIDDLE, GIVEN = 40, 80, 40  # letters, as the register of persons keeps them


@dataclass(frozen=True)
class Fault:
    """Why a row cannot be taken; `row` as Excel numbers it, 0 when it concerns the whole file."""

    row: int
    key: str
    sentence: str

    @property
    def column(self):
        """The heading of its column."""
        return table.HEADINGS.get(self.key, "")

    def place(self):
        """Where it stands in the file, to be sorted by."""
        return self.row, table.ORDER.index(self.key) if self.key else 0

    def __str__(self):
        return f"Dòng {self.row}, cột {self.column}: {self.sentence}." if self.row else f"{self.sentence}."


@dataclass
class Line:
    """One row as it was understood: an agency, its place in the lead, its first person."""

    number: int
    name: str = ""
    short_name: str = ""
    code: str = ""
    kind: str = ""
    province: str = ""
    joined_on: date | None = None
    lead: str = ""
    lead_label: str = ""  # as this bloc calls it
    honorific: str = ""
    person: NameParts | None = None
    position: str = ""
    post: str = ""
    username: str = ""
    email: str = ""
    agency: object = None  # the Agency of the directory, None for a new one
    known: object = None  # the Person who works there already
    notes: list = field(default_factory=list)
    faults: list = field(default_factory=list)

    @property
    def full_name(self):
        """The person's name."""
        return " ".join(filter(None, self.person)) if self.person else ""

    @property
    def joins_from(self):
        """The day as lists show it."""
        return dates.short(self.joined_on) if self.joined_on else ""

    @property
    def honorific_label(self):
        """Ông or Bà."""
        return Person.Honorific(self.honorific).label if self.honorific else ""

    @property
    def post_label(self):
        """What the person will do."""
        return Post.Kind(self.post).label if self.post else ""

    def fault(self, key, sentence):
        """Say why the row cannot be taken."""
        self.faults.append(Fault(self.number, key, sentence))


@dataclass(frozen=True)
class Reading:
    """A file as it was read: its rows and what is to be said of the whole."""

    rows: list
    notes: list
    whole: list = field(default_factory=list)  # Faults of no row

    @property
    def faults(self):
        """All faults, in the order of the file."""
        return sorted([*self.whole, *(one for line in self.rows for one in line.faults)], key=Fault.place)


def read(stream, bloc, most=table.MOST_ROWS):
    """Return the Reading of a workbook that passed `workbooks.check`.

    Raises RuleError when it cannot be read at all, lacks the headings or has more than `most` rows.
    """
    sheet = workbooks.read(
        stream, columns=table.COLUMNS, needed=table.NEEDED, most=most, dates=("joined_on",)
    )
    reader = _Reader(bloc)
    lines = [reader.line(row) for row in sheet.rows]
    whole = [] if lines else [Fault(0, "", "Tệp chưa có đơn vị nào")]
    _refuse_twice(lines)
    return Reading(lines, list(sheet.notes), whole)


class _Reader:
    """Understands row after row in the words of one bloc."""

    def __init__(self, bloc):
        self.bloc, self.places = bloc, table.places(bloc)
        self.leads = "; ".join(label for _, label in table.labels(bloc)[::-1])
        self.keys = cache(search_key)  # the words of a list come again and again

    def line(self, row):
        """Return the Line of a row."""
        line = Line(row.number)
        line.name = self._text(line, row, "name", needed=True)
        line.code = self._text(line, row, "code", needed=True)
        line.short_name = self._text(line, row, "short_name") or line.name
        if line.name and len(line.short_name) > table.LENGTHS["short_name"] and not row["short_name"].text:
            line.fault("short_name", "tên đầy đủ dài hơn 80 ký tự; hãy ghi tên viết tắt")
        line.kind = self._word(
            line, row, "kind", table.KINDS, "chọn một loại hình trong danh sách của tệp mẫu"
        )
        line.province = self._province(line, row)
        line.joined_on = self._day(line, row)
        remedy = f"ghi một trong: {self.leads}; hoặc để trống"
        line.lead = self._word(line, row, "lead", self.places, remedy)
        line.lead_label = getattr(self.bloc, f"{line.lead}_label") if line.lead else ""
        self._person(line, row)
        return line

    def _text(self, line, row, key, *, needed=False):
        cell, most = row[key], table.LENGTHS[key]
        if cell.fault or (needed and not cell.text):
            line.fault(key, cell.fault or "hãy ghi mục này")
        elif len(cell.text) > most:
            line.fault(key, f"dài {len(cell.text)} ký tự; hãy viết gọn, nhiều nhất {most}")
        return "" if cell.fault else cell.text

    def _word(self, line, row, key, words, remedy):
        """What a cell says out of a list of `words`; empty when it is empty or says nothing known."""
        cell = row[key]
        said = self.keys(cell.text)
        if cell.fault:
            line.fault(key, cell.fault)
        elif said and said not in words:
            line.fault(key, f"không hiểu “{cell.text}”; {remedy}")
        return "" if cell.fault else str(words.get(said, ""))

    def _province(self, line, row):
        cell = row["province"]
        if not cell.text and not cell.fault:
            return ""
        code = None if cell.fault else table.province(cell.text)
        if code is None:
            unknown = f"không có “{cell.text}” trong 34 tỉnh, thành phố; hãy ghi tên hiện nay"
            line.fault("province", cell.fault or unknown)
        return code or ""

    def _day(self, line, row):
        cell = row["joined_on"]
        if cell.fault:
            line.fault("joined_on", cell.fault)
            return None
        if isinstance(cell.value, date):
            return cell.value
        if not cell.text:
            if self.bloc.founded_on is None:
                line.fault("joined_on", "hãy ghi ngày đơn vị tham gia, ví dụ 05/03/2026")
            return self.bloc.founded_on
        try:
            return dates.parse(cell.text)
        except ReadingError as refusal:
            line.fault("joined_on", str(refusal).rstrip("."))
            return None

    def _person(self, line, row):
        line.position = self._text(line, row, "position")
        line.post = self._word(line, row, "post", table.POSTS, "ghi “cán bộ” hoặc “lãnh đạo”")
        line.honorific = self._word(line, row, "honorific", table.HONORIFICS, "ghi “Ông” hoặc “Bà”")
        self._account(line, row)
        if row["person"].fault:
            line.fault("person", row["person"].fault)
            return
        first, _, rest = row["person"].text.partition(" ")
        titled = table.HONORIFICS.get(search_key(first)) if rest else None
        name = rest if titled and not row["honorific"].text else row["person"].text
        line.honorific = line.honorific or str(titled or "")
        if name:
            self._named(line, name)
        elif lost := [key for key in ("position", "post", "account") if row[key].text]:
            line.fault("person", f"đã ghi {table.HEADINGS[lost[0]].lower()} thì hãy ghi cả họ và tên")

    @staticmethod
    def _named(line, name):
        line.person = split_name(name)
        if not line.person.family:
            line.fault("person", f"“{name}” còn thiếu họ hoặc tên; hãy ghi đủ họ và tên")
        elif any(len(part) > most for part, most in zip(line.person, (FAMILY, MIDDLE, GIVEN), strict=True)):
            line.fault("person", "họ hoặc tên quá dài; hãy xem lại ô này")
        if not line.honorific:
            line.fault("honorific", "hãy ghi “Ông” hoặc “Bà”")

    @staticmethod
    def _account(line, row):
        cell = row["account"]
        said = cell.text.lower()
        if cell.fault:
            line.fault("account", cell.fault)
        elif email := EMAIL.fullmatch(said):
            line.email, line.username = (
                cell.text,
                USERNAME.match(email[1])[0] if USERNAME.match(email[1]) else "",
            )
        elif said and not USERNAME.fullmatch(said):
            words = "tên đăng nhập chỉ gồm chữ không dấu, chữ số, dấu chấm, dấu gạch; hoặc ghi một e-mail"
            line.fault("account", words)
        else:
            line.username = said


def _refuse_twice(lines):
    """What may stand once in a file: a name, a code, a user name, the head, the standing deputy."""
    for key, of in (("name", "name"), ("code", "code"), ("account", "username")):
        seen = {}
        for line in lines:
            said = search_key(getattr(line, of))
            first = seen.setdefault(said, line)
            if said and first is not line:
                line.fault(key, f"trùng với dòng {first.number}")
    for place in (Term.Place.HEAD, Term.Place.STANDING_DEPUTY):
        first, *others = [line for line in lines if line.lead == place] or [None]
        for line in others:
            line.fault("lead", f"vị trí này đã ghi ở dòng {first.number}; chỉ một đơn vị giữ")
