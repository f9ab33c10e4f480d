"""Batches and single sheets: watched while they are made, taken away, printed again."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header

from awards import batches, print_outcomes
from awards.certificate_forms import WhyForm
from awards.models import Certificate, PrintBatch, PrintedSheet, Reprint
from awards.permissions import (
    can_fetch_reprint,
    can_keep_batch,
    can_keep_certificate,
    can_reprint,
    can_see,
)
from core.guards import allowed, edits, reads, writes
from core.text import file_name
from documents import files, jobs
from members.views.paging import page_of


@reads
@allowed(can_see, PrintBatch)
def batch_detail(request, batch):
    """How far the file is, and which certificate stands on which page."""
    keeps = can_keep_batch(request.user, batch)
    context = _about(batch.decision, batch.job) | {
        "batch": batch,
        "keeps": keeps,
        "ended": batches.ended(batch),
        "progress_url": batch.get_absolute_url(),
        "result_url": keeps and reverse("awards:batch_file", args=[batch.pk]),
        "result_label": "Tải tệp in (PDF)",
        "retry_url": keeps and reverse("awards:batch_retry", args=[batch.pk]),
    }
    if request.htmx:
        return render(request, "partials/_progress.html", context)
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
    name = f"Bằng khen theo {batch.decision}, đợt {batch.number}.pdf"
    return files.serve(request, stored, name=name, inline="show" in request.GET)


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
    name = file_name(f"{reprint.sheet.certificate}, in lại.pdf".replace("/", "-"))
    response = HttpResponse(content, content_type=batches.PDF)
    response.headers["Content-Disposition"] = content_disposition_header(True, name)
    return response


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


def _about(decision, job):
    """What a page shows around the progress of `job`."""
    return {"decision": decision, "season": decision.season, "job": job, "progress": jobs.progress(job)}
