"""What happened to a sheet: its journal with the way back, and the cells that others changed meanwhile.

What the journal of a pledge shares with it stands below.
"""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render

from core.dates import moment
from core.guards import allowed, reads, writes
from core.inputs import is_key
from documents import excel
from members import acting
from results import columns, journal, locks
from results.models import ScoreSheet
from results.permissions import can_compare, can_see, can_write_sheet
from results.views import judging, sheet_grid

COLUMNS = ["Lúc", "Ai", "Dòng", "Ô", "Trước", "Sau", "Việc", "Lý do"]
PER_PAGE = 100


@reads
@allowed(can_see, ScoreSheet)
def sheet_journal(request, sheet):
    """Who changed which cell when, the latest first; until the submission each step can be taken back."""
    whole = ScoreSheet.objects.whole().named(sheet.season.standing_on).get(pk=sheet.pk)
    steps = journal.steps_of(whole, everything=can_compare(request.user, sheet))
    if request.GET.get("format") == "xlsx":
        return workbook(f"Nhật ký bảng {whole.code} {sheet.season.named}", steps)
    context = {
        "sheet": whole,
        "season": sheet.season,
        "page": page_of(request, steps),
        "undoes": locks.is_open(sheet) and can_write_sheet(request.user, sheet),
    }
    return render(request, "results/sheet_journal.html", context)


@writes
@allowed(can_write_sheet, ScoreSheet)
def journal_undo(request, sheet, entry):
    """Take one step back."""
    found = get_object_or_404(journal.of_sheet(sheet), pk=entry)
    line = journal.undo(found, by=request.user)
    messages.success(request, f"Đã hoàn tác một bước ở dòng {line.criterion.code}.")
    return redirect("results:sheet_journal", sheet.pk)


@reads
@allowed(can_see, ScoreSheet)
def sheet_changes(request, sheet):
    """The cells changed since the mark `since`, for a page that stays open; 204 while there are none."""

    def facts(changed):
        typed = sheet_grid.typed_lines(changed.lines)
        rows = {line.pk: {"version": line.version, "values": sheet_grid.texts_of(line)} for line in typed}
        return {"rows": rows, "totals": sheet_grid.figures_of(sheet, typed)}

    return changes(request, journal.since, sheet, facts)


@reads
@allowed(can_compare, ScoreSheet)
def appraisal_changes(request, sheet):
    """As `sheet_changes`, for the three columns."""

    def facts(changed):
        compared = columns.compare(ScoreSheet.objects.whole().get(pk=sheet.pk))
        rows = {
            row.line.pk: {
                "version": row.line.version,
                "values": judging.texts_of(row.line),
                "marks": judging.marks_of(row),
            }
            for row in compared.rows
            if row.line.pk in changed.lines
        }
        return {"rows": rows, "totals": judging.totals_of(compared)}

    return changes(request, journal.since, sheet, facts)


def changes(request, since, paper, facts):
    """Ask once what Changed of a paper (`since` of its journal); its rows are read only then."""
    known = request.GET.get("since", "")
    changed = since(paper, int(known) if is_key(known) else 0, reader=request.user)
    if not changed.lines and not changed.moved:
        return HttpResponse(status=204)
    who = acting.name_of(changed.actor)
    told = {"mark": changed.mark, "who": who, "own": changed.own, "moved": changed.moved}
    return JsonResponse(told | facts(changed))


def workbook(title, steps):
    """Answer with Steps as a workbook: one row for each cell, and one for a step without any."""
    return excel.download(title, COLUMNS, [row for step in steps for row in _exported(step)])


def page_of(request, steps):
    """Return the page of a long journal that is asked for."""
    return Paginator(steps, PER_PAGE).get_page(request.GET.get("page"))


def _exported(step):
    code = step.line.criterion.code if step.line else ""
    for cell, before, after in step.changes or [("", "", "")]:
        yield moment(step.at), step.who, code, cell, before, after, step.what, step.entry.reason
