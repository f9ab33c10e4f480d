"""The account of a member's total as a sheet to print or to send: a copy for reading, not an issued paper."""

from core import clock
from core.numbers import NOTHING, plain, points
from documents import papers
from documents.blocks import Column, Figure, Heading, Note, Paragraph, Row, Table, Title
from documents.models import Document
from results import reply_lists, seals

LINES = (
    Column("TT", 8, "center"),
    Column("Tiêu chí", 27),
    Column("Tối đa", 8, "right"),
    Column("Tự chấm", 10, "right"),
    Column("Thẩm định", 11, "right"),
    Column("Được tính", 10, "right"),
    Column("Cách tính, lý do", 26),
)


def file(told, *, format):
    """Return the sheet (bytes) of an Explanation in `format` ("pdf" or "docx"); nothing is kept."""
    season = told.sheet.season
    return papers.preview(
        kind=Document.Kind.SCORES,
        title=title(told),
        blocks=blocks(told),
        form=season.form,
        on=clock.today(),
        sample=season.bloc.sample,
        format=format,
    )


def title(told):
    """Return what the file is called."""
    return f"Vì sao được điểm này {told.sheet.season.named} - {told.sheet.code}"


def blocks(told):
    """Return the Explanation as blocks: the sums in words, the steps, every line with its reasons."""
    season = told.sheet.season
    words = (*told.sentences, told.change_words, told.grade_words, *told.place_words)
    found = [
        Title("Diễn giải điểm thi đua", f"{season.named} của {told.sheet.name}"),
        *(Paragraph(sentence) for sentence in words if sentence),
        Heading("Từ điểm tối đa đến tổng điểm", number="1"),
        Figure("Từng bước từ điểm tối đa đến tổng điểm", told.fall),
        Heading("Từng nhóm, từng tiêu chí", number="2"),
        Table(LINES, tuple(_rows(told.groups))),
        Heading("So sánh theo nhóm", number="3"),
        Figure(_compared(told), told.bars),
    ]
    if told.rest:
        found.append(Note(f"Còn {told.rest} dòng chưa thẩm định, các số trên là tạm tính."))
    seal = seals.of(season) if told.place and not told.rest else None
    return [*found, Note(seals.words(seal))] if seal else found


def _compared(told):
    words = "Tự chấm, được tính"
    return f"{words} và trung vị của {told.sheet.season.bloc.word}" if told.place else words


def _rows(children):
    for child in children:
        if not child.is_group:
            yield _line(child)
            continue
        group = child.row
        yield Row((group.code, group.name, plain(child.total.cap), "", "", "", ""), kind="group")
        yield from _rows(child.children)
        brought = points(child.total.signed) if child.total.applies else NOTHING
        told = " ".join(child.sentences[1:])
        called = group.code if group.kind == "scored" else group.name.lower()
        yield Row(("", f"Cộng {called}", "", "", "", brought, told), kind="subtotal")


def _line(told):
    line, criterion = told.line, told.row
    if line.exempt:
        reason = f"Không áp dụng: {line.exempt}"
        return Row((criterion.code, criterion.name, plain(criterion.max_points), "", "", NOTHING, reason))
    given = "; ".join(f"{mark.who}: {points(mark.points)}" for mark in told.given)
    crossed = f"Chấm chéo: {given}" if given else ""
    reasons = (told.formula, told.own_reason, crossed, line.appraisal_reason, line.agreed_reason)
    columns = (line.self_points, line.appraised_points, told.points)
    shown = [NOTHING if value is None else points(value) for value in columns]
    said = "\n".join(reason for reason in (*reasons, *reply_lists.sentences(told.replies)) if reason)
    return Row((criterion.code, criterion.name, plain(criterion.max_points), *shown, said))
