"""The result of ballots that put names in order, as tables and sentences for page, paper and export.

How often each option was given each place is told only where many ballots fill few cells: else a rare cell
tells of one ballot (docs/decisions, 0026).
"""

from conferences.polling import poll_results
from conferences.reckoning import few
from core.numbers import NOTHING
from documents.blocks import Column, Note, Row, Table

A_CELL = 2  # ballots that fall on one cell of the matrix on an average, at least
RESULT = (
    Column("TT", 8, "center"),
    Column("Danh sách bỏ phiếu", 46),
    Column("Tổng số thứ tự", 18, "right"),
    Column("Kết quả", 28),
)
HIDDEN = (
    "Số phiếu ghi từng thứ cho từng trường hợp không in ra vì ít phiếu so với danh sách: "
    "ô hiếm có thể cho biết phiếu của ai."
)


def matrix(poll):
    """Return [(label, how many ballots give place 1, 2 …)] of a closed poll; None where it could tell much.

    Each of as many ballots as give an order falls on `most` of options × `most` cells.
    """
    orders = poll.tally["cast"] - poll.tally["blank"]
    if orders < few.FEW or orders < A_CELL * len(poll.options):
        return None
    return list(zip(poll.labels, poll.tally["places"], strict=True))


def tables(poll):
    """Return the result as blocks of the record."""
    rows = [
        Row((str(line.rank or NOTHING), line.label, str(line.votes), line.words))
        for line in poll_results.lines_of(poll)
    ]
    found, shown = [Table(RESULT, tuple(rows))], matrix(poll)
    if shown is None:
        return [*found, Note(HIDDEN)]
    width = 60 // poll.most
    columns = [Column(f"Thứ {place}", width, "right") for place in range(1, poll.most + 1)]
    rows = [Row((label, *map(str, counts))) for label, counts in shown]
    return [*found, Table((Column("Số phiếu ghi", 100 - width * poll.most), *columns), tuple(rows))]


def conclusion(poll):
    """Return who stands where, in one sentence."""
    lines = poll_results.lines_of(poll)
    if any(line.rank is None for line in lines):
        return "Chưa đủ phiếu có xếp thứ nên kết quả không có giá trị."
    told = "; ".join(f"{line.rank}. {line.label} ({line.votes})" for line in lines)
    taken = "; ".join(line.label for line in lines if line.is_in)
    return f"Thứ tự, trong ngoặc là tổng số thứ tự: {told}." + (f" Được lấy: {taken}." if taken else "")


def heads(poll):
    """Return the heads of the exported table."""
    shown = matrix(poll)
    places = [f"Thứ {place}" for place in range(1, poll.most + 1)] if shown else []
    return ["Thứ", "Danh sách bỏ phiếu", "Tổng số thứ tự", "Kết quả", *places]


def exported(poll):
    """Return the rows of the exported table."""
    shown = dict(matrix(poll) or ())
    return [
        [line.rank, line.label, line.votes, line.words, *shown.get(line.label, ())]
        for line in poll_results.lines_of(poll)
    ]
