"""Why a member has its total: one page for the member and for those who follow the bloc, and its sheet."""

from django.http import Http404
from django.shortcuts import render

from core.guards import allowed, reads
from documents import excel, papers
from documents.figures import bars, falls
from results import explained, replies, why_paper
from results.models import ScoreSheet
from results.permissions import can_compare, can_reply, can_see, can_see_standing
from results.views import reading_copies

COLUMNS = ["Bước", "Thay đổi", "Còn lại"]


@reads
@allowed(can_see, ScoreSheet)
def sheet_why(request, sheet):
    """The total of a sheet from its lines up; a member reads it once its own appraisal is closed."""
    whole, told = _explained(request.user, sheet)
    if told and request.GET.get("format") == "xlsx":
        rows = [(step.label, step.amount, step.after) for step in told.steps]
        return excel.download(why_paper.title(told), COLUMNS, rows)
    context = {"sheet": whole, "season": whole.season, "follows": can_compare(request.user, sheet)}
    until = replies.words(whole)
    context |= {"reply": replies.of(whole), "until": until}
    context["asks"] = until and can_reply(request.user, sheet)
    if told:
        context |= {"told": told, "fall": falls.draw(told.fall), "bars": bars.draw(told.bars)}
    return render(request, "results/why.html", context)


@reads
@allowed(can_see, ScoreSheet)
def sheet_why_paper(request, sheet, format):
    """The same as PDF or Word, drawn as it stands now."""
    _, told = _explained(request.user, sheet)
    if told is None or format not in papers.CONTENT_TYPES:
        raise Http404
    content = why_paper.file(told, format=format)
    return reading_copies.answer(why_paper.title(told), content, format)


def _explained(user, sheet):
    """Return (the sheet with its lines, its Explanation or None while `user` may not read it yet)."""
    whole = ScoreSheet.objects.whole().named(sheet.season.standing_on).get(pk=sheet.pk)
    whole.season = sheet.season  # comes with its terms and criteria
    if not can_compare(user, sheet) and whole.state != ScoreSheet.State.APPRAISED:
        return whole, None
    return whole, explained.of(whole, full=can_see_standing(user, whole.season))
