"""Printers and how they are off: a ruler sheet, what was measured on it, a check sheet, kept as a version."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header

from awards.models import PrinterProfile
from awards.models.printers import PRINTERS
from awards.permissions import can_keep_printer, can_keep_printers
from awards.printing import measurements, printers
from awards.printing.printer_forms import MeasuredForm, PrinterForm
from core import dates
from core.guards import allowed, edits, reads, writes
from core.text import file_name
from documents import excel
from members import acting
from members.models import Agency

COLUMNS = [
    "Cơ quan, đơn vị",
    "Máy in",
    "Khay giấy",
    "Khổ giấy",
    "Bản",
    "Đo lúc",
    "Lệch ngang / dọc",
    "Tình trạng",
]


@reads
@allowed(can_keep_printers)
def printer_list(request):
    """Every printer of the agencies one prints for, those in use first."""
    rows = PrinterProfile.objects.visible_to(request.user).prefetch_related("calibrations")
    names = dict(Agency.objects.named().values_list("pk", "name"))
    shown = sorted((_row(row, names) for row in rows), key=lambda row: row["profile"].retired_at is not None)
    if request.GET.get("format") == "xlsx":
        return excel.download("Máy in đã căn chỉnh", COLUMNS, map(_exported, shown))
    return render(request, "awards/printers.html", {"rows": shown})


@edits
@allowed(can_keep_printers)
def printer_new(request):
    """Enter a printer with a tray and a size of paper; then it is measured."""
    form = PrinterForm(request.POST or None, agencies=acting.agencies_of(request.user, PRINTERS))
    if request.method == "POST" and form.attempt(printers.add, by=request.user):
        return redirect(form.result)
    return render(request, "awards/printer_new.html", {"form": form})


@edits
@allowed(can_keep_printer, PrinterProfile)
def printer_detail(request, profile):
    """The wizard: print the ruler sheet, type what was measured, look at what it says, keep it."""
    form, distortion = _measured(profile, request.POST or request.GET)
    if request.method == "POST" and form.attempt(printers.calibrate, profile, by=request.user):
        messages.success(request, f"Đã lưu căn chỉnh, bản {form.result.number}.")
        return redirect(profile)
    context = {
        "profile": profile,
        "form": form,
        "kept": [(row, measurements.briefly(row.distortion)) for row in profile.calibrations.all()],
    }
    if distortion:
        context["words"] = measurements.in_words(distortion, *profile.size)
        context["asked"] = urlencode({name: form[name].value() for name in measurements.FIELDS})
    return render(request, "awards/printer.html", context)


@reads
@allowed(can_keep_printer, PrinterProfile)
def printer_ruler(request, profile):
    """Hand out the ruler sheet."""
    return _pdf(printers.ruler_sheet(profile), f"Tờ thước, {profile}.pdf")


@reads
@allowed(can_keep_printer, PrinterProfile)
def printer_check(request, profile):
    """Hand out the check sheet of what the address says was measured, else of what is kept."""
    _, distortion = _measured(profile, request.GET)
    if distortion is None and (last := printers.current(profile)):
        distortion = last.distortion
    if distortion is None:
        return redirect(profile)
    return _pdf(printers.check_sheet(profile, distortion), f"Tờ kiểm tra, {profile}.pdf")


@writes
@allowed(can_keep_printer, PrinterProfile)
def printer_retire(request, profile):
    """Give the printer up."""
    printers.retire(profile, by=request.user)
    messages.success(request, f"Đã ngừng dùng {profile}. Các đợt in cũ giữ nguyên.")
    return redirect("awards:printers")


def _measured(profile, typed):
    """The form of what was measured, and the Distortion it says when it says one."""
    form = MeasuredForm(typed if set(measurements.FIELDS) & typed.keys() else None)
    said = form.is_bound and form.attempt(printers.computed, profile)
    return form, form.result if said else None


def _row(profile, names):
    last = next(iter(profile.calibrations.all()), None)
    off = last and measurements.briefly(last.distortion)
    return {"profile": profile, "agency": names.get(profile.agency_id, ""), "last": last, "off": off}


def _exported(row):
    profile, last = row["profile"], row["last"]
    state = "Đã ngừng dùng" if profile.retired_at else "Đang dùng" if last else "Chưa căn chỉnh"
    measured = (last.number, dates.moment(last.made_at), row["off"]) if last else ("", "", "")
    return [row["agency"], profile.name, profile.tray, profile.sheet, *measured, state]


def _pdf(content, name):
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = content_disposition_header(True, file_name(name))
    return response
