"""The paper of an own decision, put together as blocks: three articles and the list of who is honoured."""

from dataclasses import replace

from awards import bases, numbering, registers
from awards.models.catalogue import Recipient
from blocs.papers import abstract, letterhead
from core import dates
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

COLLECTIVES = (
    Column("TT", 8, "center"),
    Column("Tập thể", 36),
    Column("Đơn vị", 40),
    Column("Số vào sổ vàng", 16, "center"),
)
PERSONS = (
    Column("TT", 8, "center"),
    Column("Họ và tên", 34),
    Column("Chức vụ, đơn vị", 42),
    Column("Số vào sổ vàng", 16, "center"),
)


def issue_decision(decision, *, by):
    """Freeze the paper of an issued own decision, its list with the numbers of the register."""
    season, form = decision.season, decision.written_in
    lines = list(decision.lines.order_by("position"))
    blocks = [
        _head(decision),
        Title("Quyết định", abstract(f"về việc tặng {decision.form.name} {season.named}", form)),
        Paragraph((Span(decision.authority.upper(), bold=True),), align="center"),
        Basis(tuple(_bases(decision))),
        Paragraph((Span("QUYẾT ĐỊNH:", bold=True),), align="center"),
        *_articles(decision, lines),
        Signature(
            _signer(decision),
            Recipients(("Như Điều 3", _name_on(decision, season.bloc.managing_body_id)), archive=""),
        ),
        PageBreak(),
        Title("Danh sách", abstract(f"được tặng {decision.form.name} {season.named}", form)),
        Paragraph((Span(_attached(decision), italic=True),), align="center"),
        *_lists(lines, registers.numbers_of(decision)),
    ]
    return papers.issue(
        kind=Document.Kind.DECISION,
        title=f"Quyết định {decision.number} tặng {decision.form.short_name} {season.named}",
        blocks=blocks,
        form=form,
        on=decision.signed_on,
        by=by,
        sample=season.bloc.sample,
    )


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


def _bases(decision):
    season = decision.season
    yield from (f"Căn cứ {text}" for text in bases.on(decision.signed_on))
    yield f"Căn cứ chức năng, nhiệm vụ của {_issuer(decision)}"
    if founding := season.bloc.founding_decision:
        yield f"Căn cứ {founding} về việc thành lập {season.bloc.name}"
    yield f"Căn cứ Quy chế tổ chức và hoạt động của {season.bloc.name}"
    yield f"Xét thành tích {season.named} và đề nghị của các đơn vị thành viên {season.bloc.name}"


def _articles(decision, lines):
    form, issuer = decision.form, _issuer(decision)
    achievement = decision.achievement[:1].lower() + decision.achievement[1:]
    yield _article(
        1, f"Tặng {form.name} cho {counted(lines)} {achievement.rstrip('.')} (danh sách kèm theo)."
    )
    yield _article(
        2,
        f"Tiền thưởng kèm theo {form.name} thực hiện theo quy định hiện hành của pháp luật về thi đua, "
        f"khen thưởng, trích từ Quỹ thi đua, khen thưởng của {issuer}.",
    )
    yield _article(
        3,
        f"{issuer}, các đơn vị thành viên {decision.season.bloc.name} và các tập thể, cá nhân có tên tại "
        "Điều 1 chịu trách nhiệm thi hành Quyết định này. Quyết định có hiệu lực kể từ ngày ký.",
    )


def counted(lines):
    """Return how many are honoured, in words: "26 tập thể và 42 cá nhân"."""
    persons = sum(line.kind == Recipient.PERSON for line in lines)
    counts = ((len(lines) - persons, "tập thể"), (persons, "cá nhân"))
    return " và ".join(f"{count:02d} {what}" for count, what in counts if count)


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
        yield Table(columns, tuple(_row(place, line, numbers) for place, line in enumerate(part, 1)))


def _row(place, line, numbers):
    name = f"{line.prefix} {line.name}" if line.kind == Recipient.PERSON else line.name
    return Row((str(place), name, line.unit, numbers.get(line.pk, "")))


def _issuer(decision):
    """The agency whose number, seal and register the decision carries."""
    return _name_on(decision, decision.issuing_agency_id)


def _name_on(decision, agency):
    return Agency.objects.named(decision.signed_on).get(pk=agency).name
