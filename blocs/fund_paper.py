"""The report on a bloc's fund as a paper: sums, every entry that stands with its receipt, who has paid."""

from blocs import funds
from blocs.papers import abstract, letterhead, signer
from core.dates import short
from core.numbers import grouped, in_words
from documents import papers
from documents.blocks import Column, Heading, Paragraph, Recipients, Row, Signature, Table, Title
from documents.models import Document

SUMS = (Column("Nội dung", 70), Column("Số tiền (đồng)", 30, "right"))
ENTRIES = (
    Column("Số", 6, "center"),
    Column("Ngày", 15, "center"),
    Column("Nội dung, chứng từ", 34),
    Column("Thu", 15, "right"),
    Column("Chi", 15, "right"),
    Column("Số dư", 15, "right"),
)
SHARES = (
    Column("TT", 8, "center"),
    Column("Đơn vị", 52),
    Column("Đã đóng góp (đồng)", 24, "right"),
    Column("Lần cuối", 16, "center"),
)


def issue(report, *, by):
    """Freeze the report as it stands now and return its Document. Raises RuleError as `papers.issue` does."""
    season, day = report.season, report.issued_on
    subject = f"thu, chi quỹ {season.named} của {season.bloc.name}"
    blocks = [
        letterhead(season, type_code="BC", day=day, form=report.form),
        Title("Báo cáo", abstract(subject, report.form)),
        *content(season),
        Signature(
            signer(season, day=day),
            Recipients((str(season.bloc.managing_body), "Các đơn vị thành viên"), archive=""),
        ),
    ]
    return papers.issue(
        kind=Document.Kind.REPORT,
        title=f"Báo cáo quỹ {season.named} ngày {day:%d-%m-%Y} - {season.bloc.short_name}",
        blocks=blocks,
        form=report.form,
        on=day,
        by=by,
        sample=season.bloc.sample,
    )


def content(season):
    """Return the blocks of what the book says: the same book gives the same blocks on any day."""
    book = funds.book(season)
    return [
        Heading("Tổng hợp", number="I"),
        Table(SUMS, tuple(_sums(book))),
        Paragraph(f"Số dư bằng chữ: {in_words(book.balance)} đồng."),
        Heading("Các khoản thu, chi", number="II"),
        *_table(ENTRIES, _entries(book), "Chưa có khoản nào."),
        Heading("Đóng góp của các đơn vị", number="III"),
        *_table(SHARES, _shares(season), f"{season.bloc.word} chưa có đơn vị nào."),
    ]


def _sums(book):
    yield Row(("Số dư đầu năm", grouped(book.opening)))
    yield Row(("Thu trong năm", grouped(book.came_in)))
    yield Row(("Chi trong năm", grouped(book.went_out)))
    yield Row(("Số dư", grouped(book.balance)), "total")


def _entries(book):
    """Entries that stand, with the balance they leave; what was taken back is left out with its contrary."""
    balance = 0
    for line in book.rows:
        entry = line.entry
        if entry.reverses_id or entry.taken_back_by:
            continue
        balance += entry.signed
        sides = (grouped(entry.amount), "") if entry.flow == funds.IN else ("", grouped(entry.amount))
        whose = entry.agency_name if entry.agency_id else entry.activity.name if entry.activity else ""
        receipt = f"Chứng từ: {entry.reference}" if entry.reference else ""
        words = "\n".join(filter(None, (entry.content, whose, receipt)))
        yield str(entry.number), short(entry.day), words, *sides, grouped(balance)


def _shares(season):
    for place, row in enumerate(funds.contributions(season), 1):
        name = row.name if row.is_member else f"{row.name} (ngoài {season.bloc.word})"
        yield str(place), name, grouped(row.paid), short(row.last_on) if row.last_on else "Chưa đóng góp"


def _table(columns, rows, otherwise):
    rows = tuple(Row(cells) for cells in rows)
    return [Table(columns, rows)] if rows else [Paragraph(otherwise)]
