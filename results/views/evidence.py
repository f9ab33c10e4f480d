"""The evidence of one line: the list with a form to add files, download, what is said of one, removal."""

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import redirect, render

from core.guards import allowed, edits, reads, writes
from documents import files
from members import acting
from results import evidence as proofs
from results import locks, replies
from results.forms import EvidenceForm, EvidenceNoteForm
from results.models import Evidence, ScoreLine, ScoreSheet
from results.permissions import can_remove, can_see, can_write_line
from results.views import answers


@edits
@allowed(can_see, ScoreLine)
def line_evidence(request, line):
    """The files that prove one line; a form for those who may add some now."""
    if request.method != "POST":
        return _page(request, line, EvidenceForm())
    answers.refuse_stranger(request.user, line, can_write_line)
    if request.accepts("text/html"):
        return _added(request, line, EvidenceForm(request.POST or None, request.FILES or None))
    return _answered(request, line, EvidenceForm(request.POST, request.FILES))


@reads
@allowed(can_see, Evidence)
def evidence_download(request, evidence):
    """The file itself; only who sees the sheet finds it."""
    return files.serve(request, evidence.file, name=evidence.name)


@edits
@allowed(can_remove, Evidence)
def evidence_describe(request, evidence):
    """Say anew where to look in the file and what is to be seen there."""
    if request.method != "POST":
        replies.refuse_changing(evidence, by=request.user)
    said = {"page": evidence.page, "note": evidence.note}
    form = EvidenceNoteForm(request.POST or None, initial=said)
    if form.attempt(proofs.describe, evidence, by=request.user):
        messages.success(request, f"Đã lưu trang cần xem, ghi chú của “{evidence.name}”.")
        return redirect("results:line_evidence", evidence.line_id)
    context = {"form": form, "file": evidence, "line": evidence.line, "sheet": evidence.line.sheet}
    return render(request, "results/evidence_note.html", context, status=422 if form.is_bound else 200)


@writes
@allowed(can_remove, Evidence)
def evidence_remove(request, evidence):
    """Take a file away from its line."""
    proofs.remove(evidence, by=request.user)
    messages.success(request, f"Đã gỡ “{evidence.name}”.")
    return redirect("results:line_evidence", evidence.line_id)


def _added(request, line, form):
    """Answer a browser: one sentence for each file, and the page again for what was refused."""
    for name, refusal in _add_each(request, line, form):
        if refusal:
            form.add_error("upload", refusal)
        else:
            messages.success(request, f"Đã thêm “{name}” cho {line.criterion.code}.")
    if form.is_bound and not form.errors:
        return redirect("results:line_evidence", line.pk)
    return _page(request, line, form, status=422 if form.is_bound else 200)


def _answered(request, line, form):
    """Answer the page's script, which sends file by file: a sentence, 422 when the file was refused."""
    told = _add_each(request, line, form)
    faults = [text for texts in form.errors.values() for text in texts]
    faults += [refusal for _, refusal in told if refusal]
    added = [f"Đã thêm “{name}”." for name, refusal in told if not refusal]
    return JsonResponse({"sentence": " ".join(faults + added)}, status=422 if faults else 200)


def _add_each(request, line, form):
    if not form.is_valid():
        return []
    said = form.cleaned_data
    return proofs.add_each(
        line, uploads=said["upload"], page=said["page"], note=said["note"], by=request.user
    )


def _page(request, line, form, status=200):
    sheet, found = line.sheet, line.evidence.with_previews()
    opens = locks.is_open(sheet) and (sheet.state == ScoreSheet.State.DRAFT or line.returned)
    reply = replies.taking_proof(line)
    context = {
        "line": line,
        "sheet": sheet,
        "season": sheet.season,
        "files": found,
        "waiting": any(page.is_waiting for file in found for page in file.file.previews.all()),
        "form": form,
        "reply": reply,
        "writes": acting.acts_for(request.user, sheet.agency_id)
        if reply
        else opens and can_write_line(request.user, line),
    }
    return render(request, "results/sheet_evidence.html", context, status=status)
