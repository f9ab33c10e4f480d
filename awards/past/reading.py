"""Reading past awards from an Excel file: every row in words, every doubt in a sentence with its column.

Only what the file says by itself is looked at here; catalogue and directory are asked in past.matching.
Text may be of a time before Unicode: each column is read in the scheme that somebody chose for it.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from core import clock, dates, legacy_text
from core.rules import ReadingError
from core.text import clean_block, clean_line, search_key
from documents import workbooks

MOST_ROWS = 2000
FIRST_YEAR = 1945
NO_YEAR = "hãy ghi năm, hoặc ngày quyết định"
SAMPLES = 4  # texts of a column shown before and after

HEADINGS = {  # key: what the empty file calls it, then other names it goes by
    "recipient": (
        "Tập thể, cá nhân",
        "Họ và tên",
        "Họ tên",
        "Tên tập thể, cá nhân",
        "Tên cá nhân, tập thể",
        "Cá nhân, tập thể",
        "Tên đơn vị, cá nhân",
        "Đơn vị, cá nhân",
        "Đối tượng được khen thưởng",
        "Người được khen thưởng",
    ),
    "code": ("Mã cá nhân", "Mã cán bộ", "Số hiệu cán bộ", "Số định danh cá nhân", "Mã số"),
    "position": ("Chức vụ", "Chức danh", "Chức vụ, chức danh"),
    "unit": ("Đơn vị", "Cơ quan", "Cơ quan, đơn vị", "Đơn vị công tác", "Nơi công tác", "Đơn vị trình"),
    "form": (
        "Hình thức khen thưởng",
        "Hình thức",
        "Danh hiệu, hình thức",
        "Danh hiệu, hình thức khen thưởng",
        "Danh hiệu thi đua, hình thức khen thưởng",
        "Danh hiệu",
        "Danh hiệu thi đua",
        "Khen thưởng",
    ),
    "year": ("Năm", "Năm khen thưởng", "Năm khen", "Năm được khen"),
    "number": ("Số quyết định", "Quyết định số", "Số QĐ", "Quyết định", "Số, ký hiệu"),
    "decided_on": ("Ngày quyết định", "Ngày ký", "Ngày ban hành", "Ngày QĐ", "Ngày, tháng, năm"),
    "decided_by": (
        "Người, cấp quyết định",
        "Cấp quyết định",
        "Cấp khen thưởng",
        "Cơ quan quyết định",
        "Cơ quan ban hành",
    ),
    "achievement": ("Thành tích", "Nội dung", "Thành tích đạt được", "Nội dung khen thưởng"),
    "achieved_from": ("Lập thành tích từ ngày", "Từ ngày"),
    "achieved_to": ("Đến ngày", "Đến hết ngày"),
}
NEEDED = ("recipient", "form")
DATES = ("decided_on", "achieved_from", "achieved_to")
TEXTS = ("recipient", "code", "position", "unit", "form", "number", "decided_by", "achievement")
LENGTHS = dict.fromkeys(TEXTS, 200) | {"code": 20, "number": 60, "achievement": 2000}


@dataclass
class Line:
    """One row as it was understood; what keeps it from being taken stands in `faults`."""

    number: int
    recipient: str = ""
    code: str = ""
    position: str = ""
    unit: str = ""
    form: str = ""
    year: int | None = None
    decision: str = ""
    decided_on: date | None = None
    decided_by: str = ""
    achievement: str = ""
    achieved_from: date | None = None
    achieved_to: date | None = None
    faults: list = field(default_factory=list)

    @property
    def key(self):
        """What makes two rows the same award: recipient, unit, form, year, number and code, accents aside."""
        said = (self.recipient, self.code, self.unit, self.form, str(self.year), self.decision)
        return tuple(search_key(text) for text in said)

    def fault(self, key, sentence):
        """Say why the row cannot be taken."""
        self.faults.append(f"Cột {HEADINGS[key][0]}: {sentence.rstrip('.')}.")


@dataclass(frozen=True)
class Column:
    """A column of text that looks older than Unicode: what it says as it stands and in each scheme."""

    key: str
    suspected: str
    chosen: str
    samples: list  # (as it stands, in TCVN3, in VNI)

    @property
    def heading(self):
        """Its name."""
        return HEADINGS[self.key][0]


@dataclass(frozen=True)
class Reading:
    """A file as it was read: its rows, the columns that need a choice of scheme, notes on the whole."""

    rows: list
    columns: list
    notes: list


def read(stream, encodings):
    """Return the Reading of a workbook that passed `workbooks.check`.

    `encodings` is {column: scheme or ""} as somebody chose; a column without a choice stays as it is. Raises
    RuleError when the file cannot be read at all, lacks the headings or has more than MOST_ROWS rows.
    """
    sheet = workbooks.read(stream, columns=HEADINGS, needed=NEEDED, most=MOST_ROWS, dates=DATES, legacy=True)
    told = {key: _told(sheet.rows, key) for key in TEXTS}
    columns = _columns(told, encodings)
    lines = [_line(row, encodings, told) for row in sheet.rows]
    _refuse_twice(lines)
    return Reading(lines, columns, list(sheet.notes))


def wrong_day(day):
    """Return why nothing was signed or achieved on `day`; empty when nothing speaks against it."""
    return f"ngày {dates.short(day)} chưa tới; hãy xem lại" if day > clock.today() else ""


def wrong_year(year):
    """Return why nothing was awarded for `year`; empty when nothing speaks against it."""
    return "" if FIRST_YEAR <= year <= clock.today().year else f"năm phải từ {FIRST_YEAR} đến năm nay"


def _told(rows, key):
    """(text, font) of every cell of a column that holds text."""
    cells = (row[key] for row in rows)
    return [(cell.value, cell.font) for cell in cells if isinstance(cell.value, str)]


def _columns(told, encodings):
    """The Columns whose text looks older than Unicode, or for which somebody chose so.

    Where one is of a scheme, others with its signs are asked about, too: numbers make no syllables.
    """
    suspected = {key: legacy_text.suspect(texts) for key, texts in told.items()}
    schemes = [scheme for scheme in suspected.values() if scheme]
    if schemes:
        most = max(legacy_text.LABELS, key=schemes.count)
        for key, texts in told.items():
            if not suspected[key] and any(legacy_text.is_signed(text, most) for text, _ in texts):
                suspected[key] = most
    return [
        _column(key, texts, suspected[key], encodings.get(key))
        for key, texts in told.items()
        if suspected[key] or encodings.get(key)
    ]


def _column(key, texts, suspected, chosen):
    scheme = chosen or suspected
    odd = [text for text, font in dict(texts).items() if _converted(text, font, scheme, texts) != text]
    samples = [
        (clean_line(text), *(clean_line(legacy_text.decode(text, each)) for each in legacy_text.LABELS))
        for text in odd[:SAMPLES]
    ]
    return Column(key, suspected, suspected if chosen is None else chosen, samples)


def _converted(text, font, encoding, texts):
    """The text in the chosen scheme; where fonts tell the cells of the column apart, only those it draws."""
    if not encoding:
        return text
    drawn = any(legacy_text.encoding_of(each) == encoding for _, each in texts)
    if drawn and legacy_text.encoding_of(font) != encoding:
        return text
    return legacy_text.decode(text, encoding, capitals=legacy_text.draws_capitals(font))


def _line(row, encodings, told):
    line = Line(row.number)
    for key in TEXTS:
        setattr(line, "decision" if key == "number" else key, _text(line, row, key, encodings, told))
    for key in NEEDED:
        if not getattr(line, key) and row[key] == workbooks.EMPTY:
            line.fault(key, "hãy ghi mục này")
    for key in DATES:
        setattr(line, key, _day(line, row, key))
    line.year = _year(line, row)
    if line.achieved_from and line.achieved_to and line.achieved_to < line.achieved_from:
        line.fault("achieved_to", "ngày cuối phải từ ngày đầu trở đi")
    return line


def _text(line, row, key, encodings, told):
    cell = row[key]
    if cell.fault:
        line.fault(key, cell.fault)
        return ""
    said = cell.text
    if isinstance(cell.value, str):
        said = _converted(cell.value, cell.font, encodings.get(key, ""), told[key])
        said = clean_block(said) if key == "achievement" else clean_line(said)
    if len(said) > LENGTHS[key]:
        line.fault(key, f"dài {len(said)} ký tự; hãy viết gọn, nhiều nhất {LENGTHS[key]}")
        return ""
    return said


def _day(line, row, key):
    cell = row[key]
    if cell.fault:
        line.fault(key, cell.fault)
    said = clean_line(cell.text)
    if cell.fault or not said:
        return None
    try:
        day = cell.value if isinstance(cell.value, date) else dates.parse(said)
    except ReadingError as refusal:
        line.fault(key, str(refusal))
        return None
    if why := wrong_day(day):
        line.fault(key, why)
    return day


def _year(line, row):
    """The year as the file tells it, else that of the decision."""
    cell = row["year"]
    said = clean_line(cell.text)
    if cell.fault:
        line.fault("year", cell.fault)
        return None
    if not said and line.decided_on is None:
        line.fault("year", NO_YEAR)
        return None
    try:
        numbered = f"{cell.value:02}" if isinstance(cell.value, Decimal) else said
        year = dates.parse_year(numbered) if said else line.decided_on.year
    except ReadingError as refusal:
        line.fault("year", str(refusal))
        return None
    if why := wrong_year(year):
        line.fault("year", why)
        return None
    return year


def _refuse_twice(lines):
    seen = {}
    for line in lines:
        first = seen.setdefault(line.key, line)
        if first is not line and not line.faults:
            line.faults.append(f"Giống hệt dòng {first.number}.")
