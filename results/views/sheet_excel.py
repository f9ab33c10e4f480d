"""The score sheet as a file of Excel: taken away, handed in again, looked at, written."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header

from core.guards import allowed, edits, reads, writes
from documents import excel
from members.models import Agency
from results import locks, sheet_excel, sheet_import
from results.forms import SheetFileForm
from results.models import ScoreSheet
from results.permissions import can_see, can_write_sheet

CHOICE = "choice-"


@reads
@allowed(can_see, ScoreSheet)
def sheet_file(request, sheet):
    """The protected file; open where this person may write now."""
    _named(request, sheet)
    opens = locks.is_open(sheet) and can_write_sheet(request.user, sheet)
    response = HttpResponse(sheet_excel.write(sheet, opens=opens), content_type=excel.XLSX)
    name = sheet_excel.name_of(sheet)
    response.headers["Content-Disposition"] = content_disposition_header(True, name)
    return response


@edits
@allowed(can_write_sheet, ScoreSheet)
def sheet_upload(request, sheet):
    """Hand in a filled file and see every cell that would change and every fault; nothing is written."""
    _named(request, sheet)
    form = SheetFileForm(request.POST or None, request.FILES or None)
    staged = form.result if form.attempt(sheet_import.stage, sheet, by=request.user) else None
    context = {"sheet": sheet, "season": sheet.season, "form": form, "staged": staged}
    refused = form.is_bound and not (staged and staged.token)
    return render(request, "results/sheet_import.html", context, status=422 if refused else 200)


@writes
@allowed(can_write_sheet, ScoreSheet)
def sheet_take(request, sheet):
    """Write the file that was looked at; of what others changed too, only what was chosen."""
    _named(request, sheet)
    chosen = {name.removeprefix(CHOICE) for name, value in request.POST.items() if value == "file"}
    count = sheet_import.take(sheet, token=request.POST.get("token", ""), chosen=chosen, by=request.user)
    written = f"Đã ghi {count} ô từ tệp Excel. Xem và hoàn tác từng ô trong Nhật ký."
    messages.success(request, written if count else "Đã giữ nguyên bảng trên máy chủ, không ghi ô nào.")
    return redirect(sheet)


def _named(request, sheet):
    """Let the sheet's agency bear its name of today."""
    sheet.agency = Agency.objects.visible_to(request.user).get(pk=sheet.agency_id)
