"""The award-call list on paper, for the desk and for who reads it out: a copy for reading, not issued."""

from conferences import conference_papers
from conferences.running import call_list
from core import clock, dates
from documents import papers
from documents.blocks import Column, Heading, Note, Paragraph, Row, Table, Title
from documents.models import Document

COLUMNS = (
    Column("TT", 8, "center"),
    Column("Họ và tên, tập thể", 40),
    Column("Chức vụ, đơn vị", 38),
    Column("Số vào sổ", 14, "center"),
)
UNNUMBERED = (Column("TT", 8, "center"), Column("Họ và tên, tập thể", 46), Column("Chức vụ, đơn vị", 46))
ALONE = (Column("TT", 8, "center"), Column("Đơn vị", 92))  # the member agencies themselves


def file(conference, *, format):
    """Return the list (bytes) in `format` ("pdf" or "docx"). Raises RuleError as `papers.preview` does."""
    season = conference.season
    return papers.preview(
        kind=Document.Kind.SCORES,
        title=title(conference),
        blocks=conference_papers.marked(conference, blocks(conference)),
        form=season.form,
        on=clock.today(),
        sample=season.bloc.sample,
        format=format,
    )


def title(conference):
    """Return what the file is called."""
    named = f"Thứ tự trao thưởng {conference.season.named} - {conference.season.bloc.short_name}"
    return conference_papers.titled(conference, named)


def blocks(conference):
    """Return the list as blocks: a heading, the decision and the names for every group."""
    groups = call_list.of_conference(conference)
    found = [Title("Thứ tự trao thưởng", conference.title)]
    if not groups:
        return [*found, Paragraph("Chưa có quyết định khen thưởng nào đã ban hành để trao.")]
    for number, group in enumerate(groups, 1):
        found += [Heading(group.title, number=str(number), level=2), Note(_decided(group)), _table(group)]
    return found


def _decided(group):
    decision = group.decision
    day = dates.short(decision.signed_on)
    return f"Quyết định số {decision.number} ngày {day}, {decision.authority}: {len(group.calls)} lượt."


def _table(group):
    shown = COLUMNS if any(call.number for call in group.calls) else UNNUMBERED
    shown = ALONE if not any(call.unit or call.number for call in group.calls) else shown
    rows = [
        Row((str(place), call.name, call.unit, call.number)[: len(shown)])
        for place, call in enumerate(group.calls, 1)
    ]
    return Table(shown, tuple(rows))


def told(conference):
    """Yield a Paragraph of the minutes for each group of which somebody came up."""
    for group in call_list.of_conference(conference):
        if came := len(group.calls) - len(group.waiting):
            whom = "cá nhân" if group.persons else "tập thể"
            rest = f", còn {len(group.waiting)} nhận sau" if group.waiting else ""
            yield Paragraph(
                f"Hội nghị trao {group.form.name} theo Quyết định số {group.decision.number} "
                f"cho {came} {whom}{rest}."
            )
