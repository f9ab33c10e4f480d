"""What a year-end conference saw and decided, as sections of its minutes: places, votes, the election."""

from conferences.endorsing import elections, endorsement, majority
from conferences.models import Conference
from conferences.standing import ranking, tie_rulings
from core.numbers import points
from documents.blocks import Column, Heading, Note, Paragraph, Row, Table
from results import seals, standings

PLACE, TOTAL, NOTE = Column("Xếp thứ", 12, "center"), Column("Tổng điểm", 16, "right"), Column("Ghi chú", 16)
MEMBER, GRADE = 56, 20  # percent
VOTES = (
    Column("TT", 7, "center"),
    Column("Đối tượng", 35),
    Column("Đơn vị đề nghị", 26),
    Column("Kết quả biểu quyết", 32),
)
OWN_VOTES = (VOTES[0], Column("Đơn vị", 55), Column("Kết quả biểu quyết", 38))  # for the members themselves
ELECTED = (Column("Vị trí", 26), Column("Đơn vị trúng cử", 46), Column("Kết quả bầu", 28))


def sections(conference):
    """Yield (title, blocks) of what this kind of conference decided; nothing for other kinds."""
    if conference.kind != Conference.Kind.YEAREND:
        return
    yield "Kết quả chấm điểm, xếp thứ", _standing(conference)
    if conference.is_rehearsal:  # what the year decided is none of its business
        return
    yield "Kết quả biểu quyết, bỏ phiếu đề nghị khen thưởng", _votes(conference.season)
    yield (
        f"Bầu lãnh đạo {conference.season.bloc.word} năm {conference.season.year + 1}",
        _election(conference),
    )


def _standing(conference):
    places = [place for place in standings.by_place(ranking.seen_by(conference)) if place.rank]
    if not places:
        return
    yield _placed(places)
    if conference.is_rehearsal:  # ties are settled and a standing is sealed for the year alone
        return
    for sentence in tie_rulings.sentences(conference):
        yield Paragraph(sentence)
    if seal := seals.of(conference.season):
        yield Note(seals.words(seal))


def _placed(places):
    """The table of places; grades and shared places have columns of their own only where there are some."""
    graded, shared = any(place.grade for place in places), any(place.shared for place in places)
    member = Column("Đơn vị", MEMBER - GRADE if graded else MEMBER)
    grade, note = [Column("Xếp loại", GRADE)] if graded else [], [NOTE] if shared else []
    rows = []
    for place in places:
        cells = [str(place.rank), place.name, points(place.totals.total), *([place.grade] if graded else [])]
        said = f"Cùng thứ {place.rank}" if place.shared else ""
        rows.append(Row((*cells, *([said] if shared else []))))
    return Table((PLACE, member, TOTAL, *grade, *note), tuple(rows))


def _votes(season):
    for number, group in enumerate(endorsement.groups(season, endorsement.DECIDED), 1):
        yield Heading(group.form.name, level=2, number=str(number))
        apart = any(row.person or row.collective for row in group.nominations)
        rows = [_voted(place, row, apart) for place, row in enumerate(group.nominations, 1)]
        yield Table(VOTES if apart else OWN_VOTES, tuple(rows))


def _voted(number, row, apart):
    if row.state == row.State.DROPPED:
        said = f"Không đưa vào danh sách. Lý do: {row.reason}"
    else:
        result = majority.result_in_words(row.votes, row.votes_base)
        said = f"{result[:1].upper()}{result[1:]}: thông qua"
    proposer = [row.name] if apart else []
    return Row((str(number), endorsement.subject_of(row), *proposer, said))


def _election(conference):
    if not hasattr(conference, "election"):
        return
    lines = elections.lines_of(conference.election)
    rows = ((line.label, line.name, line.result) for line in lines)
    yield Paragraph(f"Hội nghị bầu lãnh đạo {conference.season.bloc.word} năm {conference.season.year + 1}:")
    yield Table(ELECTED, tuple(Row(cells) for cells in rows))
    if why := conference.election.below_reason:
        yield Paragraph(f"Hội nghị công nhận kết quả chưa đạt tỷ lệ theo quy định của năm. Lý do: {why}")
