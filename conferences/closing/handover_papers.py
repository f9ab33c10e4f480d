"""The record of a hand-over as blocks: both sides, open work, papers, fund and flags, two signatures."""

from blocs import flags, funds
from blocs.papers import abstract, letterhead
from conferences.closing import open_work
from conferences.endorsing import elections
from core import dates
from core.numbers import grouped, in_words
from documents import blocks as vocabulary
from documents import layouts, papers
from documents.blocks import Column, Heading, Paragraph, Row, SignatureGrid, Signer, Table, Title
from documents.models import Document

NUMERALS = ("I", "II", "III", "IV", "V", "VI")
PAPERS = (Column("TT", 8, "center"), Column("Văn bản", 66), Column("Ngày ban hành", 26, "center"))
SHARES = (8, 46, 26, 20)
FUND = (Column("TT", 8, "center"), Column("Nội dung", 66), Column("Số tiền (đồng)", 26, "right"))
FLAGS = (
    Column("TT", 8, "center"),
    Column("Cờ luân lưu", 40),
    Column("Đơn vị đang giữ", 32),
    Column("Giữ từ ngày", 20, "center"),
)


def issue(handover, *, by):
    """Freeze the record as a paper and return its Document. Raises RuleError as `papers.issue` does."""
    season = handover.season
    return papers.issue(
        kind=Document.Kind.MINUTES,
        title=f"Biên bản bàn giao {season.bloc.head_label} {season.named} - {season.bloc.short_name}",
        blocks=blocks(handover),
        form=handover.form,
        on=handover.dated,
        by=by,
        sample=season.bloc.sample,
    )


def digest(handover):
    """Return the SHA-256 (hex) that the paper would have if it were issued now."""
    layout = layouts.profile_for(handover.form, handover.dated)
    return vocabulary.freeze(blocks(handover), layout.name)[1]


def blocks(handover):
    """Return the blocks of the record, with the open work of this moment."""
    season = handover.season
    bloc, year = season.bloc, season.year
    subject = f"bàn giao nhiệm vụ {bloc.head_label} {bloc.name} năm {year}"
    sections = (
        ("Nội dung công việc bàn giao", _works(season)),
        ("Văn bản của năm", _papers(season)),
        (f"Quỹ và cờ luân lưu của {bloc.word}", _belongings(season, handover.dated)),
        ("Hồ sơ, tài sản khác", _typed(handover.enclosed)),
        ("Hai bên thống nhất", [*_typed(handover.agreed), Paragraph(_rights(handover))]),
    )
    told = [(title, list(content)) for title, content in sections]
    return [
        letterhead(season, type_code="BB", day=handover.dated),
        Title("Biên bản", abstract(subject, handover.form)),
        *_opening(handover),
        *_numbered([(title, content) for title, content in told if content]),
        Paragraph("Biên bản được lập thành 02 bản, mỗi bên giữ 01 bản, có giá trị như nhau."),
        SignatureGrid(
            (
                _signer("giao", handover.giver, handover.giver_post, handover.giver_name),
                _signer("nhận", handover.taker, handover.taker_post, handover.taker_name),
            ),
            columns=2,
        ),
    ]


def _signer(side, agency, post, name):
    return Signer(body=f"Đại diện bên {side}\n{agency.name}", post=post, name=name)


def _opening(handover):
    season = handover.season
    label, day = season.bloc.head_label, dates.words(handover.dated)
    yield Paragraph(f"{day[:1].upper()}{day[1:]}, hai bên tiến hành bàn giao như sau.")
    yield Paragraph(
        f"Bên giao: {handover.giver.name}, {label} {season.named}. "
        f"Đại diện: {handover.giver_name}, {handover.giver_post}."
    )
    yield Paragraph(
        f"Bên nhận: {handover.taker.name}, {label} năm {season.year + 1}{_by_vote(season)}. "
        f"Đại diện: {handover.taker_name}, {handover.taker_post}."
    )


def _by_vote(season):
    """How the new head came to its place, where a conference elected it."""
    held = season.conferences.filter(kind="yearend", election__isnull=False).first()
    if held is None:
        return ""
    head = elections.lines_of(held.election)[0]
    return f", theo kết quả bầu tại {held.title[:1].lower()}{held.title[1:]}: {head.result}"


def _works(season):
    works = open_work.of(season)
    if not works:
        yield Paragraph("Mọi việc của năm đã hoàn thành; không còn việc dở.")
    for number, work in enumerate(works, 1):
        yield Heading(work.title, level=2, number=str(number))
        heads = zip(("TT", *work.heads), SHARES, strict=True)
        columns = tuple(
            Column(head, share, "left" if place else "center") for place, (head, share) in enumerate(heads)
        )
        yield Table(columns, tuple(Row((str(place), *cells)) for place, cells in enumerate(work.rows, 1)))


def _papers(season):
    found = open_work.papers_of(season)
    if found:
        rows = (
            Row((str(place), paper.title, dates.short(paper.issued_at)))
            for place, paper in enumerate(found, 1)
        )
        yield Table(PAPERS, tuple(rows))


def _belongings(season, day):
    """The fund and the flags as they are on the day of the hand-over; nothing for a bloc that has neither."""
    if sums := funds.statement(season, day):
        yield Paragraph(f"Quỹ của {season.bloc.word} đến hết ngày {dates.short(day)}:")
        lines = (
            ("Số dư năm trước chuyển sang", sums.opening),
            ("Thu trong năm", sums.came_in),
            ("Chi trong năm", sums.went_out),
        )
        rows = [Row((str(place), *_amount(line))) for place, line in enumerate(lines, 1)]
        yield Table(FUND, (*rows, Row(("", *_amount(("Số dư bàn giao", sums.balance))), "total")))
        yield Paragraph(f"Số dư bằng chữ: {in_words(sums.balance)} đồng.{_carried(season)}")
    if rows := [_flag(place, flag) for place, flag in enumerate(flags.of(season.bloc, day), 1)]:
        yield Table(FLAGS, tuple(rows))


def _amount(line):
    return line[0], grouped(line[1])


def _carried(season):
    later = funds.carried_on(season)
    return f" Số dư này đã ghi vào sổ quỹ {later.season.named}." if later else ""


def _flag(place, flag):
    since = dates.short(flag.held_since) if flag.held_since else ""
    return Row((str(place), flag.name, flag.holder_name or "Chưa trao", since))


def _typed(text):
    return [Paragraph(text)] if text else []


def _rights(handover):
    year = handover.season.year
    return (
        f"Bên nhận điều hành các việc của năm {year + 1}. Bên giao hoàn thành các việc còn dở của "
        f"năm {year}, trừ việc hai bên đã thống nhất chuyển giao, và giữ quyền xem toàn bộ hồ sơ năm {year}."
    )


def _numbered(sections):
    for numeral, (title, content) in zip(NUMERALS, sections, strict=False):
        yield Heading(title, number=numeral)
        yield from content
