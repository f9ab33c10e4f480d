"""What came of the paper: a batch came out, a sheet was spoilt; copies of a certificate."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header

from awards.certifying import copies
from awards.models import Certificate, CertificateCopy, PrintBatch, PrintedSheet
from awards.permissions import can_keep_batch, can_reprint
from awards.printing import print_outcomes
from awards.printing.batches import PDF
from awards.printing.certificate_forms import WhyForm
from awards.printing.ledger_forms import CopyForm, OutcomeForm
from awards.printing.permissions import can_fetch_copy, can_issue_copy
from awards.views.certificates import about
from core.guards import allowed, edits, reads
from core.text import file_name

FORM = "awards/certificate_act.html"


@edits
@allowed(can_keep_batch, PrintBatch)
def batch_outcome(request, batch):
    """Say how the batch came out of the printer: all of it, or all but some pages."""
    form = OutcomeForm(request.POST or None, batch=batch)
    if request.method == "POST" and form.attempt(print_outcomes.came_out, batch, by=request.user):
        messages.success(request, f"Đã ghi kết quả in của {str(batch).lower()}.")
        return redirect(batch)
    context = {
        "form": form,
        "batch": batch,
        "decision": batch.decision,
        "season": batch.decision.season,
        "pages": batch.sheets.count(),
    }
    return render(request, "awards/batch_outcome.html", context)


@edits
@allowed(can_reprint, PrintedSheet)
def sheet_spoilt(request, sheet):
    """A sheet that had come out is spoilt; it is printed again another time."""
    form = WhyForm(request.POST or None)
    if request.method == "POST" and form.attempt(print_outcomes.spoil, sheet, by=request.user):
        messages.success(request, f"Đã ghi hỏng tờ in của {sheet.certificate}.")
        return redirect(sheet.certificate)
    context = {
        "form": form,
        "heading": f"Ghi hỏng tờ in của {sheet.certificate}",
        "meta": f"{sheet.batch}, trang {sheet.page}. Bằng khen giữ số, giữ mã; in lại từ tệp cũ khi có phôi.",
        "submit": "Ghi hỏng",
        "danger": True,
    }
    return render(request, FORM, about(sheet.certificate) | context)


@edits
@allowed(can_issue_copy, Certificate)
def copy_new(request, certificate):
    """Print a valid certificate once more, as a copy."""
    form = CopyForm(request.POST or None)
    if request.method == "POST" and form.attempt(copies.issue, certificate, by=request.user):
        messages.success(request, f"Đã cấp bản sao số {form.result.number}. Hãy tải tệp ở mục Bản sao.")
        return redirect(certificate)
    context = {
        "form": form,
        "heading": f"Cấp bản sao {certificate}",
        "meta": "In trên giấy thường, có dòng “Bản sao”, cùng số, cùng mã tra cứu; không trừ kho phôi.",
        "submit": "Cấp bản sao",
    }
    return render(request, FORM, about(certificate) | context)


@reads
@allowed(can_fetch_copy, CertificateCopy)
def copy_file(request, copy):
    """The copy as PDF, drawn from the frozen words."""
    response = HttpResponse(copies.content(copy), content_type=PDF)
    name = file_name(f"{copy}.pdf".replace("/", "-"))
    response.headers["Content-Disposition"] = content_disposition_header(True, name)
    return response
