"""The papers of a year's rules, put together as blocks."""

from django.utils import timezone

from blocs import outline
from blocs.leadership import PLACES
from core import clock
from core.dates import short
from core.numbers import plain, points
from documents import papers
from documents.blocks import Basis, Column, Letterhead, Note, Paragraph, Row, Signature, Signer, Table, Title
from documents.models import Document
from members import letterheads

LONG = 6  # signs of a code from which on its column has to be wider


def issue_criteria(table, digest, *, form="", by):
    """Issue the criteria table (from `whole()`) with its fingerprint as a frozen paper.

    `form` is that of this one paper (empty: the year's).
    """
    season = table.season
    form, content = form or season.form, outline.of(table)
    blocks = [
        letterhead(season, type_code="BTC"),
        Title("Bảng tiêu chí", abstract(f"chấm điểm thi đua {season.named} của {season.bloc.name}", form)),
        *founding_basis(season.bloc),
        Paragraph(_scope(season)),
        *_revised(table),
        Table(_columns(content), tuple(_rows(content))),
        *_ceilings(table),
        *_exempting(content),
        *_standards(content),
        Signature(signer(season)),
        Note(f"Mã băm nội dung bảng tiêu chí: {digest}"),
    ]
    return papers.issue(
        kind=Document.Kind.CRITERIA,
        title=f"Bảng tiêu chí{_revision(table)} {season.named} - {season.bloc.short_name}",
        blocks=blocks,
        form=form,
        on=clock.today(),
        by=by,
        sample=season.bloc.sample,
    )


def letterhead(season, *, type_code="", day=None, form=""):
    """Return the head of a paper that the season's head agency issues for the bloc on `day` (today).

    Above stand the lines that agency has on its own papers in `form`, by default the season's.
    The number is left free to be written by hand; without a `type_code` the paper carries none.
    """
    day = day or clock.today()
    head = letterheads.of(_head_of(season), form=form or season.form, day=day)
    return Letterhead(
        superior=head.lines,
        agency=f"{season.bloc.head_label} {season.bloc.name}",
        type_code=type_code,
        issuer_code=season.bloc.symbol,
        place=head.place,
        day=day,
    )


def founding_basis(bloc):
    """Return the basis of a paper that rests on the bloc's founding decision; none where none is known."""
    decision = bloc.founding_decision
    return [Basis((f"Căn cứ {decision} về việc thành lập {bloc.name}",))] if decision else []


def abstract(text, form):
    """Return what a paper is about as `form` sets it: as a sentence in State papers, small in Party ones."""
    return f"{text[:1].upper()}{text[1:]}" if form == "state" else text


def signer(season, *, day=None):
    """Return who signs for the bloc on `day` (today): its head and, where recorded, the own title below."""
    head = letterheads.of(_head_of(season), form=season.form, day=day or clock.today())
    label = season.bloc.head_label
    return Signer(body=label, post=head.signer) if head.signer else Signer(post=label)


def _head_of(season):
    term = season.terms.filter(post=PLACES.HEAD).first()
    return term and term.agency_id


def version_words(table, usual="bảng tiêu chí đã công bố"):
    """Return which rules a paper rests on: `usual`, or once they were corrected the revision and its hash.

    "Bảng tiêu chí sửa lần 1, mã 3f0a12…": by the beginning of the hash the very version is found.
    """
    return f"Bảng tiêu chí{_revision(table)}, mã {table.sha256[:12]}" if table.revision else usual


def _revision(table):
    return f" sửa lần {table.revision}" if table.revision else ""


def _revised(table):
    """Which version a corrected table is, why, and which one it replaces."""
    if table.revision:
        kept = table.revisions.get(number=table.revision - 1)
        former = f"bản sửa lần {kept.number}" if kept.number else "bản công bố lần đầu"
        yield Paragraph(
            f"Bảng tiêu chí sửa lần {table.revision}, thay cho {former} ngày "
            f"{short(timezone.localdate(kept.published_at))} (mã {kept.sha256[:12]}). "
            f"Lý do sửa: {kept.reason.rstrip('.')}."
        )


def _scope(season):
    theme = f" Chủ đề năm: “{season.theme}”." if season.theme else ""
    return (
        f"Bảng này dùng để các đơn vị thành viên tự chấm điểm và để {season.bloc.word} thẩm định "
        f"kết quả thi đua {season.named}.{theme}"
    )


def _columns(content):
    wide = any(len(each.code) >= LONG for each in outline.placed(content))
    return (
        Column("TT", 13 if wide else 8, "center"),
        Column("Nội dung", 54 if wide else 56),
        Column("Điểm tối đa", 15 if wide else 16, "center"),
        Column("Minh chứng", 18 if wide else 20, "center"),
    )


def _rows(content):
    for each in outline.placed(content):
        row = each.row
        if row.is_group:
            yield Row((each.code, row.name, _signed(row), ""), kind="group")
        else:
            evidence = "Phải có" if row.evidence_required else "Không bắt buộc"
            yield Row((each.code, _criterion(row), points(row.max_points), evidence))
    total = points(content.maximum)
    yield Row(("", "Tổng điểm tối đa, chưa kể thưởng và trừ", total, ""), kind="total")


def _criterion(item):
    """What the paper says of a criterion, a line for each fact."""
    exempt = [f"Không áp dụng cho {name}: {reason}." for name, reason in item.exemptions]
    return "\n".join(text for text in (item.name, item.guidance, item.rule.words, *exempt) if text)


def _signed(part):
    sign = {"bonus": "đến ", "penalty": "đến −"}.get(part.kind, "")
    return f"{sign}{points(part.max_points)}"


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
    if content.ballot:
        yield Paragraph(f"Bỏ phiếu tại hội nghị: {content.ballot.words}")
    if content.reply_days:
        yield Paragraph(f"Phúc tra: {content.reply_words}")
    if content.cross:
        yield Paragraph(f"Chấm chéo: {content.cross.words}")


def _exempting(content):
    if content.exempts:
        yield Paragraph(
            "Đơn vị được ghi không áp dụng một tiêu chí thì không chấm tiêu chí đó; điểm các tiêu chí "
            "còn lại của nhóm được quy đổi theo tỷ lệ điểm tối đa."
        )


def _ceilings(table):
    if table.total_cap:
        yield Paragraph(f"Tổng điểm sau khi cộng thưởng và trừ không vượt quá {plain(table.total_cap)} điểm.")
