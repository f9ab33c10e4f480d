"""The paper to check certificates of a decision by: number, recipient, short code, how each stands."""

from django.db import transaction

from awards.models import CheckSheet, Decision
from awards.printing import ledger
from core import clock, records
from core.dates import short
from core.rules import RuleError
from documents import blocks, layouts, papers
from documents.blocks import Column, Letterhead, Note, Paragraph, Row, SignatureGrid, Signer, Table, Title
from documents.models import Document
from members import letterheads

COLUMNS = (
    Column("Số", 13, "center"),
    Column("Tập thể, cá nhân", 25),
    Column("Chức vụ, đơn vị", 22),
    Column("Mã tra cứu", 20, "center"),
    Column("Tình trạng", 20),
)
HOW = (
    "Bằng khen thật khi số vào sổ, tên và mã tra cứu trên tờ giấy đúng cả ba với một dòng còn giá trị trong "
    "bảng này. Bảng đúng tại ngày lập; tình trạng mới nhất xem ở trang tra cứu."
)


def issue(decision, *, by):
    """Make the sheet as it stands today into a paper and return the CheckSheet.

    While nothing has changed on the same day the last paper is kept, so a second click makes nothing. Raises
    RuleError while the decision has no certificates.
    """
    with transaction.atomic():
        row = Decision.objects.select_for_update(of=("self",)).order_by().get(pk=decision.pk)
        form, today = row.written_in, clock.today()
        said = content(row, form=form, day=today)
        sheet = CheckSheet.objects.filter(decision=row).select_related("paper").first()
        digest = blocks.freeze(said, layouts.profile_for(form, today).name)[1]
        if sheet and sheet.paper.sha256 == digest:
            return sheet
        sheet = sheet or CheckSheet(decision=row)
        sheet.paper = papers.issue(
            kind=Document.Kind.REPORT,
            title=f"Bảng đối chiếu Bằng khen theo {row}",
            blocks=said,
            form=form,
            on=today,
            by=by,
            sample=row.season.bloc.sample,
        )
        return records.keep(sheet, by=by, act="check_sheet.issue")


def paper_of(decision):
    """Return the Document that was last made, or None."""
    sheet = CheckSheet.objects.filter(decision=decision).select_related("paper").first()
    return sheet and sheet.paper


def content(decision, *, form, day):
    """Return the blocks of the sheet on `day`, under the head of the issuing agency in `form`."""
    rows = list(ledger.certificates_of(decision))
    if not rows:
        raise RuleError("Quyết định này chưa có Bằng khen nên chưa có gì để đối chiếu.")
    head = letterheads.of(decision.issuing_agency_id, form=form, day=day)
    about = f"Bằng khen theo Quyết định số {decision.number} ngày {short(decision.signed_on)}"
    return [
        Letterhead(agency=head.name, superior=head.above, place=head.place, day=day),
        Title("Bảng đối chiếu", about),
        Paragraph(_summary(rows)),
        Table(COLUMNS, tuple(_row(row) for row in rows)),
        Note(HOW),
        SignatureGrid(
            (Signer(post="Người lập"), Signer(post=head.signer or "Thủ trưởng cơ quan")), columns=2
        ),
    ]


def _summary(rows):
    ended = sum(not row.is_valid for row in rows)
    told = f"{ended:02d} Bằng khen không còn giá trị" if ended else "tất cả còn giá trị"
    return f"Gồm {len(rows):02d} Bằng khen, {told} vào ngày lập bảng."


def _row(row):
    said = (row.facts["register"], row.recipient, row.facts["unit"], row.short_code)
    return Row((*said, state_of(row)), "normal" if row.is_valid else "void")


def state_of(certificate):
    """Return how a certificate stands, in words: valid, replaced by which number, revoked, and since when."""
    if certificate.is_valid:
        return "Có giá trị"
    if certificate.state == certificate.State.REPLACED:
        return f"Đã thay bằng số {certificate.replaced_by.entry} từ {short(certificate.ended_at)}"
    return f"Đã thu hồi từ {short(certificate.ended_at)}"
