"""The letter that reminds members of what they owe, put together as blocks."""

from dataclasses import replace

from blocs.papers import letterhead
from core import clock
from core.dates import short
from documents import papers
from documents.blocks import Column, Paragraph, Recipients, Row, Signature, Signer, Span, Table
from documents.models import Document
from results import lateness
from results.models import Reminder

COLUMNS = (
    Column("TT", 10, "center"),
    Column("Đơn vị", 54),
    Column("Hạn nộp", 18, "center"),
    Column("Quá hạn", 18, "center"),
)


def issue_reminder(season, about, chosen, *, reply_by, note, by):
    """Freeze the letter to the `chosen` (lateness.Missing), which asks for an answer by `reply_by`."""
    what, day, bloc = f"{about.verb} {about.noun}", clock.today(), season.bloc
    blocks = [
        replace(letterhead(season, day=day), subject=f"đôn đốc {what} {season.named}"),
        *_addressed([row.name for row in chosen]),
        Paragraph(_opening(season, about)),
        Table(COLUMNS, tuple(_rows(chosen))),
        Paragraph(
            f"Đề nghị các đơn vị nêu trên hoàn thành và {what} "
            f"trước ngày {short(reply_by)} để {season.bloc.head_label} tổng hợp đúng kế hoạch."
        ),
        *([Paragraph(note)] if note else []),
        Signature(
            Signer(post=season.bloc.head_label),
            Recipients(("Như trên", str(season.bloc.managing_body)), archive=""),
        ),
    ]
    return papers.issue(
        kind=Document.Kind.LETTER,
        title=f"Công văn đôn đốc {about.label} {season.named} ngày {day:%d-%m-%Y} - {bloc.short_name}",
        blocks=blocks,
        form=season.form,
        on=day,
        by=by,
        sample=season.bloc.sample,
    )


def _addressed(names):
    """Kính gửi: one name on the same line, several each on a line of its own."""
    label = Span("Kính gửi: ", italic=True)
    if len(names) == 1:
        return [Paragraph((label, Span(names[0])), align="center")]
    lines = "\n".join(f"- {name}{';' if place < len(names) else '.'}" for place, name in enumerate(names, 1))
    return [Paragraph((label,), align="left"), Paragraph(lines, align="left")]


def _opening(season, about):
    due = lateness.due_on(season, about)
    head = season.bloc.head_label
    if about == Reminder.About.RETURNED:
        planned = f" Theo kế hoạch, việc thẩm định hoàn thành trước ngày {short(due)}." if due else ""
        now = f"{head} đã trả lại {about.noun} của các đơn vị sau để bổ sung và đến nay chưa nhận lại:"
    else:
        planned = f" Theo kế hoạch, các đơn vị {about.verb} trước ngày {short(due)}." if due else ""
        now = f"Đến nay {head} chưa nhận được {about.noun} của các đơn vị sau:"
    return (
        f"{season.bloc.name} đang ở bước {season.get_phase_display()} "
        f"của năm thi đua {season.label}.{planned} {now}"
    )


def _rows(chosen):
    for place, row in enumerate(chosen, 1):
        late = f"{row.days_late} ngày" if row.days_late else "Chưa"
        yield Row((str(place), row.name, short(row.due_on) if row.due_on else "–", late))
