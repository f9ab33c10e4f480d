"""A report as blocks: letterhead, subject, numbered headings with their text and tables, signature."""

from dataclasses import replace

from blocs.papers import letterhead
from conferences.reporting import figures, outlines, report_tables
from documents import papers
from documents.blocks import Heading, Note, Paragraph, Recipients, Signature, Signer, Title
from documents.models import Document
from members.models import Agency

TYPE = "BC"
UNISSUED = "Bản xem trước, chưa ban hành."


def blocks(report):
    """Return the blocks of `report` with the texts and figures as they stand now."""
    found = figures.of(report.season, report.kind)
    return [
        _letterhead(report),
        Title("Báo cáo", outlines.subject(report.kind, report.form, report.season.year)),
        *_parts(report, report_tables.of(found), {"standing": found.seal}),
        Signature(_signer(report), _recipients(report)),
    ]


def issue(report, *, by):
    """Freeze `report` as a paper and return its Document. Raises RuleError as `papers.issue` does."""
    return papers.issue(
        kind=Document.Kind.REPORT,
        title=title(report),
        blocks=blocks(report),
        form=report.form,
        on=report.dated,
        by=by,
        sample=report.season.bloc.sample,
    )


def preview(report):
    """Return the PDF (bytes) as it would be issued now; nothing is kept. Raises RuleError as `issue` does."""
    return papers.preview(
        kind=Document.Kind.REPORT,
        title=f"{title(report)} (xem trước)",
        blocks=[Note(UNISSUED), *blocks(report)],
        form=report.form,
        on=report.dated,
        sample=report.season.bloc.sample,
    )


def title(report):
    """Return what lists and files call the paper."""
    return f"{report} - {report.season.bloc.short_name}"


def _parts(report, tables, notes):
    texts = {section.key: section.text for section in report.sections.all()}

    def kept(part):
        return not part.optional or texts.get(part.key) or any(key in tables for key in part.tables)

    for number, heading, part in outlines.numbered(report.kind, report.season.year, kept=kept):
        if heading:
            yield Heading(heading, level=part.level, number=number)
        if texts.get(part.key):
            yield Paragraph(texts[part.key])
        for key in part.tables:
            if key in tables:
                yield tables[key]
                if notes.get(key):
                    yield Note(notes[key])


def _letterhead(report):
    """In Party form the bloc stands above and its head agency below; in State form the head agency above."""
    season = report.season
    head = letterhead(season, type_code=TYPE, day=report.dated, form=report.form)
    if report.form == "party":
        head = replace(head, superior=season.bloc.name, agency=f"Đơn vị {season.bloc.head_label}")
    return replace(head, number=report.number)


def _signer(report):
    return Signer(acting="TM", body=report.season.bloc.name, post=report.signer_post, name=report.signer_name)


def _recipients(report):
    bloc = report.season.bloc
    above = Agency.objects.named(report.dated).get(pk=bloc.managing_body_id)
    lines = (above.name, f"Các đơn vị thành viên {bloc.word}")
    return Recipients(lines, archive=bloc.symbol if report.form == "state" else "")
