"""Drawing up the papers of a dossier: tờ trình, list, one report for each nomination that has written one."""

from django.db import transaction

from awards.models import DossierPaper, RequiredPart
from awards.nominating import report_paper, reporting
from awards.submitting import dossiers, submission_paper
from core import clock, records
from core.rules import RuleError
from documents import blocks as vocabulary
from documents import layouts, papers
from documents.models import Document

KINDS = Document.Kind


def draw_up(dossier, *, by):
    """Freeze the papers of a draft as its data stand now; what would say the same stays. Returns the papers.

    Raises RuleError when the dossier is empty or sent, or a text holds a sign that cannot be printed.
    """
    with transaction.atomic():
        row = dossiers.open_row(dossier)
        cases = dossiers.nominations_of(row)
        if not cases:
            raise RuleError("Hồ sơ chưa có đề nghị nào. Hãy đưa ít nhất một đề nghị vào hồ sơ.")
        day = clock.today()
        said = submission_paper.blocks(row, cases, day)
        made = [_draw(row, "submission", said, day=day, by=by)]
        said = submission_paper.list_blocks(row, cases, day)
        made.append(_draw(row, "list", said, day=day, by=by))
        for case in cases:
            if reporting.is_written(case):
                said = report_paper.blocks(case, day, row.written_in)
                made.append(_draw(row, "report", said, case=case, day=day, by=by))
        return made


def shown(dossier):
    """Return the papers of a dossier with their documents, in the order of the parts."""
    places = {part: place for place, part in enumerate(RequiredPart.Part.values)}
    rows = dossier.papers.select_related("document")
    return sorted(rows, key=lambda row: (places[row.part], row.pk))


def _draw(dossier, part, said, *, case=None, day, by):
    form = dossier.written_in
    held = dossier.papers.filter(part=part, nomination=case).select_related("document").first()
    layout = layouts.profile_for(form, day).name
    if held and held.document.sha256 == vocabulary.freeze(said, layout)[1]:
        return held
    document = papers.issue(
        kind=KINDS.REPORT if part == "report" else KINDS.SUBMISSION,
        title=_title(dossier, part, case),
        blocks=said,
        form=form,
        on=day,
        by=by,
        sample=dossier.season.bloc.sample,
    )
    if held:
        return records.change(held, document=document, by=by, act="dossier_paper.draw_again")
    paper = DossierPaper(dossier=dossier, part=part, nomination=case, document=document)
    return records.keep(paper, by=by, act="dossier_paper.draw")


def _title(dossier, part, case):
    if case is not None:
        return report_paper.title(case)[:300]
    what = "Tờ trình" if part == "submission" else "Danh sách"
    return f"{what} đề nghị {dossier.form.name} {dossier.season.named} - {dossier.season.bloc.short_name}"[
        :300
    ]
