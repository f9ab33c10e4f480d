"""Past awards from an Excel file: the empty file, the steps of the preview, the act, the report."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header

from awards.models import PastImport
from awards.past import excel as past_excel
from awards.past import imports
from awards.past.forms import PastWorkbookForm, numbered, worded
from awards.past.matching import KEEP, SKIP
from awards.past.reading import TEXTS
from awards.permissions import can_import_past
from core import legacy_text
from core.guards import allowed, edits, reads, writes
from documents import excel

PAGE = "awards/past_import.html"
SHOWN = 100  # rows that the report names


@reads
@allowed(can_import_past)
def past_template(request):
    """The empty workbook."""
    response = HttpResponse(past_excel.template(), content_type=excel.XLSX)
    name = "Mẫu khen thưởng các năm trước.xlsx"
    response.headers["Content-Disposition"] = content_disposition_header(True, name)
    return response


@edits
@allowed(can_import_past)
def past_upload(request):
    """Hand in a workbook and see what every row stands for; no award is written."""
    form = PastWorkbookForm(request.POST or None, request.FILES or None)
    preview = form.result if form.attempt(imports.stage, by=request.user) else None
    refused = form.is_bound and preview is None
    return render(request, PAGE, _context(form, preview), status=422 if refused else 200)


@writes
@allowed(can_import_past)
def past_settle(request):
    """See the file anew with schemes of columns, forms and units as they were chosen."""
    data = request.POST
    preview = imports.settle(
        token=data.get("token", ""),
        encodings={key: data[f"scheme-{key}"] for key in TEXTS if f"scheme-{key}" in data},
        forms=worded(data, "form"),
        units=worded(data, "unit"),
        by=request.user,
    )
    return render(request, PAGE, _context(PastWorkbookForm(), preview))


@writes
@allowed(can_import_past)
def past_take(request):
    """Write what was looked at; the report follows."""
    batch = imports.take(
        token=request.POST.get("token", ""),
        chosen=numbered(request.POST, "who"),
        rest=SKIP if request.POST.get("rest") == SKIP else KEEP,
        by=request.user,
    )
    messages.success(request, f"Đã ghi {batch.awards.count()} lần khen thưởng từ tệp {batch}.")
    return redirect(batch)


@reads
@allowed(can_import_past, PastImport)
def past_import(request, batch):
    """What an import brought, what it left out and what is nobody's yet; as a page or as Excel."""
    rows = past_excel.reported(batch)
    if request.GET.get("format") == "xlsx":
        return excel.download(f"Dòng chưa khớp - {batch}", past_excel.REPORT, rows)
    awards = batch.awards.all()
    unmatched = awards.unmatched().order_by("source_row")
    columns = [
        (past_excel.HEADINGS[key][0], legacy_text.LABELS[each]) for key, each in batch.encodings.items()
    ]
    context = {"batch": batch, "rows": rows, "count": awards.count(), "unmatched": unmatched[:SHOWN]}
    context |= {"unmatched_count": unmatched.count(), "columns": columns}
    return render(request, "awards/past_report.html", context)


@edits
@allowed(can_import_past, PastImport)
def past_undo(request, batch):
    """Take a whole import back; asked once."""
    if request.method == "POST":
        count = imports.undo(batch, by=request.user)
        messages.success(request, f"Đã hủy lần nhập: bỏ {count} lần khen thưởng.")
        return redirect("awards:honours")
    return render(request, "awards/past_undo.html", {"batch": batch, "count": batch.awards.count()})


def _context(form, preview):
    return {"form": form, "preview": preview, "schemes": legacy_text.LABELS.items()}
