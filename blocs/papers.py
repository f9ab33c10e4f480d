"""The papers of a year's rules, put together as blocks."""

from blocs import outline
from blocs.leadership import PLACES
from core import clock
from core.numbers import plain, points
from documents import papers
from documents.blocks import Column, Letterhead, Note, Paragraph, Row, Signature, Signer, Table, Title
from documents.models import Document
from members.models import Agency

COLUMNS = (
    Column("TT", 8, "center"),
    Column("Nội dung", 56),
    Column("Điểm tối đa", 16, "center"),
    Column("Minh chứng", 20, "center"),
)


def issue_criteria(table, digest, *, by):
    """Issue the criteria table (from `whole()`) with its fingerprint as a frozen paper."""
    season = table.season
    blocks = [
        letterhead(season, type_code="BTC"),
        Title("Bảng tiêu chí", f"chấm điểm thi đua năm {season.year} của {season.bloc.name}"),
        Paragraph(_scope(season)),
        Table(COLUMNS, tuple(_rows(table))),
        *_ceilings(table),
        *_standards(outline.of(table)),
        Signature(Signer(post=season.bloc.head_label)),
        Note(f"Mã băm nội dung bảng tiêu chí: {digest}"),
    ]
    return papers.issue(
        kind=Document.Kind.CRITERIA,
        title=f"Bảng tiêu chí năm {season.year} - {season.bloc.short_name}",
        blocks=blocks,
        form=season.form,
        on=clock.today(),
        by=by,
        sample=season.bloc.sample,
    )


def letterhead(season, *, type_code="", day=None):
    """Return the head of a paper that the season's head agency issues for the bloc on `day` (today).

    The number is left free to be written by hand; without a `type_code` the paper carries none.
    """
    day = day or clock.today()
    term = season.terms.filter(post=PLACES.HEAD).first()
    head = Agency.objects.named(day).filter(pk=term.agency_id).first() if term else None
    return Letterhead(
        superior=head.name if head else "",
        agency=f"{season.bloc.head_label} {season.bloc.name}",
        type_code=type_code,
        issuer_code=season.bloc.symbol,
        place=head.place if head else "",
        day=day,
    )


def _scope(season):
    theme = f" Chủ đề năm: “{season.theme}”." if season.theme else ""
    return (
        f"Bảng này dùng để các đơn vị thành viên tự chấm điểm và để Khối thẩm định kết quả thi đua "
        f"năm {season.year}.{theme}"
    )


def _rows(table):
    total = 0
    for group in table.groups.all():
        yield Row((group.code, group.name, _signed(group), ""), kind="group")
        for criterion in group.criteria.all():
            text = f"{criterion.name}\n{criterion.guidance}" if criterion.guidance else criterion.name
            evidence = "Phải có" if criterion.evidence_required else "Không bắt buộc"
            code = f"{group.prefix}.{criterion.position}"
            yield Row((code, text, points(criterion.max_points), evidence))
        total += group.max_points if group.kind == "scored" else 0
    yield Row(("", "Tổng điểm tối đa, chưa kể thưởng và trừ", points(total), ""), kind="total")


def _signed(group):
    sign = {"bonus": "đến ", "penalty": "đến −"}.get(group.kind, "")
    return f"{sign}{points(group.max_points)}"


def _standards(content):
    if content.grades:
        unit = "% điểm tối đa" if content.by_percent else " điểm"
        yield Paragraph("Xếp loại theo tổng điểm:")
        for label, at_least in content.grades:
            yield Paragraph(f"- {label}: từ {plain(at_least)}{unit} trở lên;")
    if content.ladder:
        steps = "; ".join(f"({n}) {words}" for n, words in enumerate(outline.ladder_words(content), 1))
        yield Paragraph(
            f"Đơn vị bằng điểm được phân định lần lượt theo: {steps}. Vẫn bằng nhau thì cùng thứ."
        )


def _ceilings(table):
    if table.total_cap:
        yield Paragraph(f"Tổng điểm sau khi cộng thưởng và trừ không vượt quá {plain(table.total_cap)} điểm.")
