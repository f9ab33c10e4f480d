"""What reading a file of members costs: our reading with every check, over openpyxl merely reading its cells.

Both read the same 10,000 rows in one process, in turn. Ours tells the kind of the file, looks for a DOCTYPE,
cleans every text, and understands every row or says why not; the directory is not asked.
"""

import io
import statistics
import time

from openpyxl import load_workbook

from blocs import members_excel, members_reading
from blocs.models import Bloc
from documents import excel, workbooks
from members import provinces
from members.models import Agency

ROWS, ROUNDS = 10_000, 5
AIM = 2


class Upload(io.BytesIO):
    """A file as a form hands it over."""

    def __init__(self, content):
        super().__init__(content)
        self.name, self.size = "thanh-vien.xlsx", len(content)


def run():
    """Print the ratio."""
    measure(ROWS, ROUNDS)


def measure(rows, rounds):
    """Print it for so many rows."""
    content = workbook(rows)
    ours_, reference = [], []
    for _ in range(rounds):
        ours_.append(_cpu(ours, content, rows))
        reference.append(_cpu(merely, content))
    ours_, reference = statistics.median(ours_), statistics.median(reference)
    print(
        f"import: ratio={ours_ / reference:.2f} aim={AIM} rows={rows} ours={ours_:.2f}s "
        f"reference={reference:.2f}s (CPU of our reading over openpyxl's)",
        flush=True,
    )


def workbook(rows):
    """Return the bytes of a file of so many members, all of which can be taken."""
    heads = list(members_excel.HEADINGS.values())
    return excel.workbook("Đơn vị thành viên", heads, [row(number) for number in range(rows)])


def row(number):
    """The row of the member with this number."""
    names = list(provinces.names().values())
    return (
        f"Ban Tuyên giáo và Dân vận xã số {number}",
        f"Ban số {number}",
        f"B{number}",
        Agency.Kind.PARTY.label,
        names[number % len(names)],
        "05/03/2019",
        "",
        ("Ông", "Bà")[number % 2],
        f"Nguyễn Thị Minh {('Thu', 'Hà', 'Lan')[number % 3]}",
        "Chánh Văn phòng",
        "cán bộ",
        f"ban{number}",
    )


def ours(content, rows):
    """Read the file as an upload is read; return how many rows there are."""
    upload = Upload(content)
    workbooks.check(upload)
    reading = members_reading.read(upload, Bloc(name="Khối"), most=rows)
    assert not reading.faults, reading.faults[:3]
    return len(reading.rows)


def merely(content):
    """Read every cell with openpyxl and nothing else; return how many rows there are."""
    sheet = load_workbook(io.BytesIO(content), read_only=True).active
    return sum(any(value is not None for value in cells) for cells in sheet.iter_rows(values_only=True)) - 1


def _cpu(act, *facts):
    began = time.process_time()
    act(*facts)
    return time.process_time() - began
