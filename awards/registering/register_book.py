"""The golden register of a year printed as a book: every number in its order, voided ones struck."""

from django.db import transaction

from awards.models import Decision, Register
from awards.registering import registers
from core import clock, records
from core.dates import short
from core.rules import RuleError
from documents import blocks, layouts, papers
from documents.blocks import (
    Column,
    Letterhead,
    Paragraph,
    Row,
    SignatureGrid,
    Signer,
    Table,
    Title,
)
from documents.models import Document
from members import letterheads

COLUMNS = (
    Column("Số", 14, "center"),
    Column("Tập thể, cá nhân", 23),
    Column("Chức vụ, đơn vị", 22),
    Column("Hình thức", 17),
    Column("Quyết định, người ký", 24),
    Column("Ghi chú", 21),
)


def issue(register, *, by):
    """Make the book as it stands today into a paper and return the Register with it.

    While nothing has changed on the same day the last paper is kept, so a second click makes nothing. Raises
    RuleError for an empty book.
    """
    with transaction.atomic():
        row = Register.objects.select_for_update().get(pk=register.pk)
        decision = _latest(row)
        if decision is None:
            raise RuleError(
                "Sổ chưa có số nào nên chưa có gì để in. Sổ có số khi ban hành quyết định khen thưởng."
            )
        form, today = decision.season.form, clock.today()
        said = content(row, form=form, day=today)
        if row.book and blocks.freeze(said, layouts.profile_for(form, today).name)[1] == row.book.sha256:
            return row
        paper = papers.issue(
            kind=Document.Kind.REPORT,
            title=f"Sổ vàng năm {row.year} - {row.agency}",
            blocks=said,
            form=form,
            on=today,
            by=by,
            sample=decision.season.bloc.sample,
        )
        return records.change(row, book=paper, by=by, act="register.print")


def content(register, *, form, day):
    """Return the blocks of the book on `day`, under the head of the agency in `form`."""
    head = letterheads.of(register.agency_id, form=form, day=day)
    entries = list(registers.entries_of(register))
    return [
        Letterhead(agency=head.name, superior=head.above, place=head.place, day=day),
        Title("Sổ vàng", f"khen thưởng năm {register.year}"),
        Paragraph(_summary(register, entries)),
        Table(COLUMNS, tuple(_row(entry) for entry in entries)),
        SignatureGrid(
            (Signer(post="Người ghi sổ"), Signer(post=head.signer or "Thủ trưởng cơ quan")), columns=2
        ),
    ]


def _latest(register):
    rows = Decision.objects.filter(lines__entries__register=register).select_related("season__bloc")
    return rows.order_by("-signed_on", "-pk").first()


def _summary(register, entries):
    voided = sum(bool(entry.void_reason) for entry in entries)
    told = f"trong đó {voided:02d} số đã hủy, gạch ngang và ghi lý do" if voided else "không có số nào bị hủy"
    return (
        f"Sổ ghi từ số {entries[0]} đến số {entries[-1]}, gồm {len(entries):02d} số liên tục, {told}. "
        "Số đã hủy không cấp lại."
    )


def _row(entry):
    decision = entry.line.decision
    signed = f"{decision.number}\nngày {short(decision.signed_on)}\n{decision.signer_name}"
    words = (str(entry), entry.recipient, entry.unit, decision.form.name, signed)
    return Row((*words, f"Đã hủy số: {entry.void_reason}" if entry.void_reason else ""), _kind(entry))


def _kind(entry):
    return "void" if entry.void_reason else "normal"
