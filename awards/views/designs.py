"""Designs of an agency: the list with ours, a new one, which version is used, given up."""

from django.contrib import messages
from django.db.models import Prefetch
from django.shortcuts import redirect, render

from awards.designing import drafts, forms, small
from awards.designing.permissions import can_keep_designs
from awards.models import CertificateDesign, DesignVersion
from awards.models.printers import PRINTERS
from core.guards import allowed, edits
from documents import designs as built_in
from documents import stocks
from members import acting
from members.models import Agency

PICTURE = 120  # px that a sheet is wide in the list


@edits
@allowed(can_keep_designs)
def design_list(request):
    """Every design of the agencies one prints for and those of ours; below, the form of a new one."""
    own = CertificateDesign.objects.visible_to(request.user)
    agencies = acting.agencies_of(request.user, PRINTERS)
    form = forms.NewDesignForm(request.POST or None, agencies=agencies, own=own)
    if request.method == "POST" and form.attempt(drafts.start, by=request.user):
        messages.success(request, f"Đã tạo mẫu “{form.result}”. Sửa xong thì bấm “Dùng mẫu này”.")
        return redirect(form.result)
    names = dict(Agency.objects.named().values_list("pk", "name"))
    versions = Prefetch("versions", DesignVersion.objects.select_related("picture"))
    rows = [_row(design, names) for design in own.prefetch_related(versions, "uses")]
    rows.sort(key=lambda row: row["design"].retired_at is not None)
    context = {"form": form, "rows": rows, "built_in": built_in.families(), "stocks": stocks.every()}
    return render(request, "awards/designs.html", context)


def _row(design, names):
    versions = list(design.versions.all())  # the latest first
    draft = next((version for version in versions if version.is_draft), None)
    last = next((version for version in versions if not version.is_draft), None)
    shown = last or draft
    sheet = shown.content["sheet"]
    return {
        "design": design,
        "shown": shown,
        "tag": small.tag(shown),
        "agency": names.get(design.agency_id, ""),
        "draft": draft,
        "last": last,
        "sheet": _size(sheet["width"], sheet["height"]),
        "height": round(PICTURE * sheet["height"] / sheet["width"]),
        "uses": len(design.uses.all()),
    }


def _size(width, height):
    return f"{width:g} × {height:g} mm".replace(".", ",")
