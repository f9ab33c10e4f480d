"""A show of hands in sentences and tables: what is promised of it, its part of the record, who said what."""

from conferences.casting import hands
from conferences.models import Poll
from conferences.reckoning import ballot_papers, few
from documents.blocks import Column, Heading, Note, Paragraph, Row, Table
from members import acting

PROMISED = [
    "Đây là biểu quyết công khai: ai dự hội nghị cũng thấy ai giơ tay. Ghi tên từng phiếu thì tên có trong "
    "kết quả và biên bản.",
    "Một người ghi kết quả, người thứ hai xem lại rồi đóng; đóng rồi thì không ai sửa được.",
    "Mỗi trường hợp, số đồng ý, không đồng ý và không ý kiến cộng lại đúng bằng số có mặt.",
]
NOT_PROMISED = [
    "Người đếm không đếm nhầm: phần mềm chỉ kiểm tra được tổng.",
    "Người giơ tay không ngại người khác nhìn. Việc cần kín thì bỏ phiếu kín.",
]
WORDS = {ballot_papers.YES: "Đồng ý", ballot_papers.NO: "Không đồng ý", ballot_papers.SILENT: "Không ý kiến"}
SHORT = {ballot_papers.YES: "+", ballot_papers.NO: "−", ballot_papers.SILENT: "0"}
IN_WORDS = 3  # so many options have room for words beside a name; more have signs
RESULT = (
    Column("TT", 7, "center"),
    Column("Danh sách biểu quyết", 31),
    Column("Đồng ý", 11, "right"),
    Column("Không đồng ý", 12, "right"),
    Column("Không ý kiến", 12, "right"),
    Column("Tỷ lệ", 11, "right"),
    Column("Kết quả", 16),
)
HEADS = [column.title for column in RESULT[1:]]
ROLL = (Column("TT", 8, "center"), Column("Tên", 62), Column("Điểm danh", 30, "center"))


def opening(poll, again):
    """Return how hands were shown and who entered it; `again` tells which round it is."""
    way = "ghi tên từng phiếu" if poll.mode == Poll.Mode.NAMED else "đếm số"
    by = acting.name_of(hands.of(poll).recorded_by)
    return f"Biểu quyết công khai bằng giơ tay, {way}{again}. Người ghi kết quả: {by}."


def table(lines):
    """Return the result as a table of the record, from the lines of the poll."""
    rows = [
        Row(
            (
                str(place),
                *map(str, (line.label, line.votes, line.against, line.abstained)),
                line.share,
                line.words,
            )
        )
        for place, line in enumerate(lines, 1)
    ]
    return Table(RESULT, tuple(rows))


def annex(poll):
    """Yield who said what where votes are named, else who was there."""
    row = hands.of(poll)
    if poll.mode != Poll.Mode.NAMED:
        yield Heading("Phụ lục: danh sách biểu quyết")
        rows = [
            (str(each.place), each.name, "Có mặt" if each.present else "Vắng mặt")
            for each in poll.electors.all()
        ]
        yield Table(ROLL, tuple(map(Row, rows)))
        return
    yield Heading("Phụ lục: từng phiếu biểu quyết")
    words = WORDS if len(poll.options) <= IN_WORDS else SHORT
    if words is SHORT:
        yield Note("Số ở đầu cột là số thứ tự trong kết quả; + đồng ý, − không đồng ý, 0 không ý kiến.")
    width = 54 // len(poll.options)
    columns = [Column(str(place), width, "center") for place in range(1, len(poll.options) + 1)]
    if words is WORDS:
        yield Paragraph("; ".join(f"{place}: {label}" for place, label in enumerate(poll.labels, 1)) + ".")
    told = {elector.pk: [words[sign] for sign in signs] for elector, signs in hands.named(poll, row)}
    rows = [
        (str(each.place), each.name, *(told.get(each.pk) or ["Vắng"] * len(columns)))
        for each in poll.electors.all()
    ]
    head = (Column("TT", 8, "center"), Column("Tên", 92 - width * len(columns)))
    yield Table((*head, *columns), tuple(map(Row, rows)))


def said_by_name(poll, row):
    """Return [(name, what it said to each option, in words)] of a named show of hands."""
    return [(elector.name, [WORDS[sign] for sign in signs]) for elector, signs in hands.named(poll, row)]


def warnings(poll, votes, tally=None):
    """Return in sentences what the figures give away; nothing where each vote is named anyhow."""
    return [] if poll.mode == Poll.Mode.NAMED else few.warnings(votes, tally, openly=True)


def exported(lines):
    """Return the rows of the exported table."""
    return [[line.label, line.votes, line.against, line.abstained, line.share, line.words] for line in lines]
