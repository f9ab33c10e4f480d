"""The list of nominations a conference endorsed, with votes and shares, as blocks."""

from awards import states
from blocs.papers import abstract, letterhead, signer
from conferences.endorsing import counting, endorsement, majority
from core.dates import short
from documents.blocks import Column, Heading, Paragraph, Row, Signature, Table, Title

LIST = (
    Column("TT", 7, "center"),
    Column("Đối tượng", 35),
    Column("Đơn vị đề nghị", 28),
    Column("Số phiếu", 15, "center"),
    Column("Tỷ lệ", 15, "center"),
)
OWN = (LIST[0], Column("Đơn vị", 59), Column("Số phiếu", 17, "center"), Column("Tỷ lệ", 17, "center"))


def groups(season):
    """Return the endorsement.Group of each form that has endorsed nominations."""
    return endorsement.groups(season, states.SUPPORTED)


def blocks(conference, form):
    """Return the list as blocks in `form`, form by form in ceremony order."""
    season, found = conference.season, groups(conference.season)
    return [
        letterhead(season, form=form),
        Title("Danh sách", abstract(f"đề nghị khen thưởng {season.named} của {season.bloc.name}", form)),
        Paragraph(
            f"Danh sách được thông qua tại {conference.title[:1].lower()}{conference.title[1:]}, "
            f"ngày {short(conference.ends_on)}, gồm {_counted(found)}."
        ),
        *_tables(found),
        Paragraph(f"Quy định của năm: {counting.rule_of(season).words}"),
        Signature(signer(season)),
    ]


def _tables(found):
    for number, group in enumerate(found, 1):
        yield Heading(group.form.name, level=2, number=str(number))
        apart = any(row.person or row.collective for row in group.nominations)
        rows = [_row(place, row, apart) for place, row in enumerate(group.nominations, 1)]
        yield Table(LIST if apart else OWN, tuple(rows))


def _row(number, row, apart):
    counted = row.votes is not None
    votes = f"{row.votes}/{row.votes_base}" if counted else "Nhất trí"
    proposer = [row.name] if apart else []
    share = majority.share(row.votes, row.votes_base)
    return Row((str(number), endorsement.subject_of(row), *proposer, votes, share))


def _counted(found):
    return f"{sum(len(group.nominations) for group in found):02} đề nghị của {len(found)} hình thức"
