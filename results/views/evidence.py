"""The evidence of one line: the list with a form to add a file, download, removal."""

from django.contrib import messages
from django.shortcuts import redirect, render

from core.guards import allowed, edits, reads, writes
from documents import files
from results import evidence as proofs
from results import locks
from results.forms import EvidenceForm
from results.models import Evidence, ScoreLine, ScoreSheet
from results.permissions import can_remove, can_see, can_write_line
from results.views import answers


@edits
@allowed(can_see, ScoreLine)
def line_evidence(request, line):
    """The files that prove one line; a form for those who may add one now."""
    sheet = line.sheet
    form = EvidenceForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        answers.refuse_stranger(request.user, line, can_write_line)
        if form.attempt(proofs.add, line, by=request.user):
            messages.success(request, f"Đã thêm minh chứng cho {line.criterion.code}.")
            return redirect("results:line_evidence", line.pk)
    opens = locks.is_open(sheet) and (sheet.state == ScoreSheet.State.DRAFT or line.returned)
    context = {
        "line": line,
        "sheet": sheet,
        "season": sheet.season,
        "files": line.evidence.select_related("file"),
        "form": form,
        "writes": opens and can_write_line(request.user, line),
    }
    return render(request, "results/sheet_evidence.html", context, status=422 if form.is_bound else 200)


@reads
@allowed(can_see, Evidence)
def evidence_download(request, evidence):
    """The file itself; only who sees the sheet finds it."""
    return files.serve(request, evidence.file, name=evidence.name)


@writes
@allowed(can_remove, Evidence)
def evidence_remove(request, evidence):
    """Take a file away from its line."""
    proofs.remove(evidence, by=request.user)
    messages.success(request, f"Đã gỡ “{evidence.name}”.")
    return redirect("results:line_evidence", evidence.line_id)
