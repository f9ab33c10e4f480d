"""Faces an agency has brought: the list with an upload, one handed out to the page of a design, given up."""

from django.contrib import messages
from django.shortcuts import redirect, render

from awards.designing import fonts, parcels
from awards.designing.forms import FontForm, ParcelForm
from awards.designing.permissions import can_keep_design, can_keep_designs
from awards.models import DesignFont
from awards.models.printers import PRINTERS
from core.guards import allowed, edits, reads, writes
from documents import files
from members import acting
from members.models import Agency


@edits
@allowed(can_keep_designs)
def design_fonts(request):
    """Every face of the agencies one prints for; POST brings another."""
    agencies = acting.agencies_of(request.user, PRINTERS)
    form = FontForm(request.POST or None, request.FILES or None, agencies=agencies)
    if request.method == "POST" and form.attempt(fonts.add, by=request.user):
        messages.success(request, f"Đã nhận phông “{form.result}”: đủ chữ tiếng Việt, được phép nhúng.")
        return redirect("awards:design_fonts")
    names = dict(Agency.objects.named().values_list("pk", "name"))
    found = DesignFont.objects.visible_to(request.user).select_related("file")
    rows = [{"font": font, "agency": names.get(font.agency_id, "")} for font in found]
    rows.sort(key=lambda row: row["font"].retired_at is not None)
    return render(request, "awards/design_fonts.html", {"form": form, "rows": rows})


@reads
@allowed(can_keep_design, DesignFont)
def design_font(request, font):
    """Hand the face out to the page of a design."""
    return files.serve(request, font.file, name=f"{font}.ttf")


@writes
@allowed(can_keep_design, DesignFont)
def design_font_retire(request, font):
    """Give the face up."""
    fonts.retire(font, by=request.user)
    messages.success(request, f"Đã ngừng dùng phông “{font}”. Mẫu và Bằng khen đã dùng phông này giữ nguyên.")
    return redirect("awards:design_fonts")


@edits
@allowed(can_keep_designs)
def design_import(request):
    """Begin a design from a file that was exported here or elsewhere."""
    agencies = acting.agencies_of(request.user, PRINTERS)
    form = ParcelForm(request.POST or None, request.FILES or None, agencies=agencies)
    if request.method == "POST" and form.attempt(parcels.unpack, by=request.user):
        messages.success(request, f"Đã nhập mẫu “{form.result}” thành bản nháp.")
        return redirect(form.result)
    return render(request, "awards/design_import.html", {"form": form})
