"""Batches and single sheets: watched while they are made, taken away, printed again."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header

from awards.certifying import pictures
from awards.models import Certificate, Decision, PrintBatch, PrintedSheet, Reprint
from awards.permissions import (
    can_fetch_reprint,
    can_keep_batch,
    can_keep_certificate,
    can_print,
    can_reprint,
    can_see,
)
from awards.printing import batch_choices, batch_parcels, batches, ledger, print_outcomes, printers
from awards.printing.certificate_forms import BatchForm, WhyForm
from core.guards import allowed, edits, reads, writes
from core.text import file_name
from documents import files, jobs, parcels
from members.views.paging import page_of

STARTS = {
    "all": batches.start,
    "rest": batches.start_rest,
    "chosen": batches.start_numbered,
}


@edits
@allowed(can_print, Decision)
def batch_start(request, decision):
    """Say how the file of a batch is made and have it made; a second click leads to the same one."""
    counts = ledger.counts(decision)
    initial = batch_choices.beginning(decision, counts) | _asked(request.GET)
    form = BatchForm(request.POST or None, agency_id=decision.issuing_agency_id, initial=initial)
    if request.method == "POST" and form.attempt(_start, decision, by=request.user):
        return redirect(form.result)
    asked = request.GET.get("look", "")
    number = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 7 else None
    looks = batch_choices.looks(decision, number)
    context = {
        "decision": decision,
        "season": decision.season,
        "form": form,
        "looks": [
            (words, row, sheet)
            for (words, row), sheet in zip(looks, pictures.sheets_of(row for _, row in looks), strict=True)
        ],
        "counts": counts,
        "public": bool(settings.PUBLIC_URL),
        "unmeasured": not printers.of(decision.issuing_agency_id).exists(),
    }
    return render(request, "awards/batch_start.html", context)


@reads
@allowed(can_see, PrintBatch)
def batch_detail(request, batch):
    """How far the file is, and which certificate stands on which page."""
    keeps = can_keep_batch(request.user, batch)
    context = _about(batch.decision, batch.job) | {
        "batch": batch,
        "keeps": keeps,
        "ended": batches.ended(batch),
        "piles": batch_parcels.piles(batch) if keeps and not batch.is_proof else (),
        "progress_url": batch.get_absolute_url(),
        "result_url": keeps and reverse("awards:batch_file", args=[batch.pk]),
        "result_label": f"Tải {'bản in thử' if batch.is_proof else 'tệp in'} (PDF)",
        "retry_url": keeps and reverse("awards:batch_retry", args=[batch.pk]),
    }
    if request.htmx:
        answer = render(request, "partials/_progress.html", context)
        if context["progress"].state == "done":
            answer.headers["HX-Refresh"] = "true"  # what one does next stands around the progress
        return answer
    sheets = batch.sheets.select_related(
        "certificate__entry__register", "certificate__replaced_by__entry__register"
    )
    context["page"] = page_of(request, sheets.prefetch_related("reprints", "events"))
    context |= print_outcomes.told_of(batch)
    return render(request, "awards/batch.html", context)


@writes
@allowed(can_keep_batch, PrintBatch)
def batch_retry(request, batch):
    """Start the failed parts again; what is drawn stays."""
    jobs.retry(batch.job, by=request.user)
    return redirect(batch)


@reads
@allowed(can_keep_batch, PrintBatch)
def batch_file(request, batch):
    """Hand out the file; while it is being made, go where it is watched."""
    stored = batches.file_of(batch)
    if stored is None:
        return redirect(batch)
    what = "bản in thử" if batch.is_proof else "đợt"
    name = f"Bằng khen theo {batch.decision}, {what} {batch.number}.pdf"
    return files.serve(request, stored, name=name, inline="show" in request.GET)


@reads
@allowed(can_keep_batch, PrintBatch)
def batch_pile(request, batch, pile):
    """Hand out the certificates of one agency in the batch."""
    found = next((each for each in batch_parcels.piles(batch) if each.agency.pk == pile), None)
    if found is None:
        raise Http404
    return _pdf(batch_parcels.file_of(batch, found), batch_parcels.name_of(found))


@reads
@allowed(can_keep_batch, PrintBatch)
def batch_piles(request, batch):
    """Hand out the files of all agencies in one ZIP."""
    name = f"Bằng khen theo {batch.decision}, đợt {batch.number}, theo đơn vị"
    return parcels.answer(batch_parcels.zipped(batch), name.replace("/", "-"))


@edits
@allowed(can_reprint, PrintedSheet)
def sheet_reprint(request, sheet):
    """A sheet was spoilt: log why, then take the very same page out of the batch's file."""
    form = WhyForm(request.POST or None)
    if request.method == "POST" and form.attempt(batches.reprint, sheet, by=request.user):
        messages.success(
            request, f"Đã ghi lần in lại {sheet.certificate}. Hãy tải tờ in lại ở nhật ký in lại."
        )
        return redirect(sheet.certificate)
    context = {"sheet": sheet, "decision": sheet.batch.decision, "season": sheet.batch.decision.season}
    return render(request, "awards/sheet_reprint.html", context | {"form": form})


@reads
@allowed(can_fetch_reprint, Reprint)
def reprint_file(request, reprint):
    """The page of a logged reprint; the same bytes each time."""
    content = batches.page_of(reprint.sheet)
    return _pdf(content, f"{reprint.sheet.certificate}, in lại.pdf")


@writes
@allowed(can_keep_certificate, Certificate)
def preview_request(request, certificate):
    """Ask for one certificate as a PDF."""
    batches.preview(certificate, by=request.user)
    return redirect("awards:preview_progress", certificate.pk)


@reads
@allowed(can_keep_certificate, Certificate)
def preview_progress(request, certificate):
    """Show how far the trial print is; htmx asks for the partial every two seconds."""
    if certificate.preview is None:
        return redirect(certificate)
    context = _about(certificate.line.decision, certificate.preview) | {
        "certificate": certificate,
        "progress_url": reverse("awards:preview_progress", args=[certificate.pk]),
        "result_url": reverse("awards:preview_file", args=[certificate.pk]),
        "result_label": "Tải bản in thử (PDF)",
        "retry_url": reverse("awards:preview_request", args=[certificate.pk]),
    }
    template = "partials/_progress.html" if request.htmx else "awards/preview.html"
    return render(request, template, context)


@reads
@allowed(can_keep_certificate, Certificate)
def preview_file(request, certificate):
    """Hand out the trial print; while it is being made, go where it is watched."""
    shard = certificate.preview and certificate.preview.shards.select_related("file").get()
    if not shard or not shard.file:
        return redirect("awards:preview_progress", certificate.pk)
    return files.serve(request, shard.file, name=f"{certificate}, in thử.pdf", inline="show" in request.GET)


def _start(decision, *, rows, numbers, by, **how):
    """Start a batch of all that count, of those that were never in a file, or of some by their numbers."""
    if rows == "chosen":
        how["numbers"] = numbers
    return STARTS[rows or "all"](decision, by=by, **how)


def _asked(query):
    """What the address asks for; it goes before what the form would begin with."""
    return {name: query[name] for name in ("mode", "rows", "numbers", "printer") if name in query}


def _pdf(content, name):
    """A PDF (bytes) to take away."""
    response = HttpResponse(content, content_type=batches.PDF)
    name = file_name(name.replace("/", "-"))
    response.headers["Content-Disposition"] = content_disposition_header(True, name)
    return response


def _about(decision, job):
    """What a page shows around the progress of `job`."""
    return {"decision": decision, "season": decision.season, "job": job, "progress": jobs.progress(job)}
