"""The paper of an own decision as blocks: bases, three articles and the list of who is honoured."""

from dataclasses import replace

from awards.deciding import numbering, prizes, texts
from awards.models.catalogue import Recipient
from awards.registering import registers
from blocs.papers import abstract, letterhead
from core import dates
from core.numbers import grouped
from documents import papers
from documents.blocks import (
    Basis,
    Column,
    Heading,
    PageBreak,
    Paragraph,
    Recipients,
    Row,
    Signature,
    Signer,
    Span,
    Table,
    Title,
)
from documents.models import Document
from members.models import Agency

COLLECTIVES = (Column("TT", 8, "center"), Column("Tập thể", 36), Column("Đơn vị", 40))
PERSONS = (Column("TT", 8, "center"), Column("Họ và tên", 34), Column("Chức vụ, đơn vị", 42))
MONEY = Column("Tiền thưởng (đồng)", 18, "right")
NUMBER = Column("Số vào sổ vàng", 16, "center")


def issue_decision(decision, *, by):
    """Freeze the paper of an issued own decision; a grant with its list, register numbers and prizes."""
    form, content = decision.written_in, texts.content(decision)
    subject = _subject(decision)
    said = texts.of(decision, content)
    managing = _name_on(decision, decision.season.bloc.managing_body_id)
    blocks = [
        _head(decision),
        Title("Quyết định", abstract(f"về việc {subject}", form)),
        Paragraph((Span(decision.authority.upper(), bold=True),), align="center"),
        Basis(said.bases),
        Paragraph((Span("QUYẾT ĐỊNH:", bold=True),), align="center"),
        *(_article(number, text) for number, text in enumerate(said.articles, 1)),
        Signature(_signer(decision), Recipients(("Như Điều 3", managing), archive="")),
        *([] if decision.amends_id else _attached_list(decision, content)),
    ]
    return papers.issue(
        kind=Document.Kind.DECISION,
        title=f"Quyết định {decision.number} {_short_subject(decision)}",
        blocks=blocks,
        form=form,
        on=decision.signed_on,
        by=by,
        sample=decision.season.bloc.sample,
    )


def _subject(decision):
    if decision.amends_id:
        return f"sửa đổi, hủy bỏ một số nội dung của {texts.whole_name(decision.amends)}"
    return f"tặng {decision.form.name} {decision.season.named}"


def _short_subject(decision):
    if decision.amends_id:
        return f"sửa đổi, hủy bỏ Quyết định {decision.amends.number}"
    return f"tặng {decision.form.short_name} {decision.season.named}"


def _attached_list(decision, lines):
    yield PageBreak()
    abstract_ = abstract(f"được tặng {decision.form.name} {decision.season.named}", decision.written_in)
    yield Title("Danh sách", abstract_)
    yield Paragraph((Span(_attached(decision), italic=True),), align="center")
    yield from _lists(lines, registers.numbers_of(decision))


def _signer(decision):
    """The head of the bloc signs; the own post stands under it, unless it is the same, as on certificates."""
    label, post = decision.season.bloc.head_label, decision.signer_post
    if post.casefold() == label.casefold():
        return Signer(post=post, name=decision.signer_name)
    return Signer(body=label, post=post, name=decision.signer_name)


def _head(decision):
    number = numbering.parts(decision.number)
    head = letterhead(decision.season, type_code="QĐ", day=decision.signed_on, form=decision.written_in)
    place = decision.place or head.place
    return replace(head, number=number.number, issuer_code=number.issuer, place=place)


def _article(number, text):
    return Paragraph((Span(f"Điều {number}. ", bold=True), Span(text)))


def _attached(decision):
    return f"(Kèm theo Quyết định số {decision.number}, {dates.words(decision.signed_on)})"


def _lists(lines, numbers):
    persons = [line for line in lines if line.kind == Recipient.PERSON]
    collectives = [line for line in lines if line.kind != Recipient.PERSON]
    parts = ((collectives, "Tập thể", COLLECTIVES), (persons, "Cá nhân", PERSONS))
    for number, (part, heading, columns) in enumerate((row for row in parts if row[0]), 1):
        yield Heading(heading, number="I" * number, level=1)
        yield _table(part, columns, numbers)


def _table(part, columns, numbers):
    """The recipients of one kind, with a column and a sum of prize money where it is known."""
    total = prizes.total(part)
    rows = [_row(place, line, numbers, total) for place, line in enumerate(part, 1)]
    if total:
        rows.append(Row(("", "Cộng", "", grouped(total.total), ""), kind="total"))
    return Table((*columns, *((MONEY,) if total else ()), NUMBER), tuple(rows))


def _row(place, line, numbers, total):
    name = f"{line.prefix} {line.name}" if line.kind == Recipient.PERSON else line.name
    money = ("Không chi" if line.unpaid else grouped(line.prize),) if total else ()
    return Row((str(place), name, line.unit, *money, numbers.get(line.pk, "")))


def _name_on(decision, agency):
    return Agency.objects.named(decision.signed_on).get(pk=agency).name
