"""Versions of a design: proofs, published, taken up again, given up; its picture; out as a file."""

from itertools import chain

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header

from awards.designing import drafts, parcels, pictures, placements, proofs, told
from awards.designing.forms import PictureForm, ProofForm
from awards.designing.permissions import can_keep_design
from awards.models import CertificateDesign
from awards.views.design_editing import version_of
from core.guards import allowed, edits, reads, writes
from core.rules import RuleError
from core.text import file_name
from documents import files
from documents.parcels import answer


@edits
@allowed(can_keep_design, CertificateDesign)
def design_versions(request, design):
    """Every version, the latest first; POST takes one up again as the next draft."""
    if request.method == "POST":
        draft = drafts.draft_from(version_of(request, design), by=request.user)
        messages.success(request, f"Đã tạo bản nháp {draft.number}. Bản đang dùng giữ nguyên.")
        return redirect(design)
    versions = list(design.versions.select_related("picture", "published_by__person", "saved_by__person"))
    context = {
        "design": design,
        "versions": versions,
        "has_draft": versions[0].is_draft,
        "samples": ProofForm.SAMPLES,
        "remarks": placements.remarks(versions[0]) if versions[0].is_draft else [],
    }
    return render(request, "awards/design_versions.html", context)


@writes
@allowed(can_keep_design, CertificateDesign)
def design_publish(request, design):
    """The draft is what certificates are printed from from now on."""
    version = drafts.publish(design, by=request.user)
    where = "" if design.uses.exists() else " Hãy chọn nơi dùng mẫu này."
    messages.success(request, f"Từ nay in theo bản {version.number} của mẫu “{design}”.{where}")
    return redirect("awards:design_versions" if design.uses.exists() else "awards:design_uses", design.pk)


@reads
@allowed(can_keep_design, CertificateDesign)
def design_proof(request, design):
    """Hand out a proof of the version that is worked on, or of another (?v=), with sample words."""
    asked = ProofForm(request.GET)
    version = version_of(request, design)
    content = proofs.draw(version, sample=asked.sample, mode=asked.mode)
    return _file(content, "application/pdf", f"In thử, {version}.pdf")


@edits
@allowed(can_keep_design, CertificateDesign)
def design_picture(request, design):
    """GET: the picture; POST: another one, or none."""
    if request.method == "GET":
        version = version_of(request, design)
        if version.picture is None:
            raise Http404
        return files.serve(request, version.picture, name=f"Phôi, {version}", inline=True)
    try:
        if "remove" in request.POST:
            return _laid(request, pictures.remove(design, by=request.user), "Đã bỏ ảnh khỏi bản nháp.")
        form = PictureForm(request.POST, request.FILES)
        if form.attempt(pictures.choose, design, by=request.user):
            said = "Đã đặt ảnh vào bản nháp." if request.FILES else "Đã đổi cách dùng ảnh của bản nháp."
            return _laid(request, form.result, said)
        refused = " ".join(chain.from_iterable(form.errors.values()))
    except RuleError as refusal:
        refused = str(refusal)
    if _asks_json(request):
        return JsonResponse({"message": refused}, status=422)
    messages.error(request, refused)
    return redirect(design)


@reads
@allowed(can_keep_design, CertificateDesign)
def design_export(request, design):
    """Hand out the version that is worked on, or another (?v=), as one file."""
    version = version_of(request, design)
    return answer(parcels.pack(version), f"Mẫu {version}")


@writes
@allowed(can_keep_design, CertificateDesign)
def design_retire(request, design):
    """Give the design up."""
    drafts.retire(design, by=request.user)
    messages.success(request, f"Đã ngừng dùng mẫu “{design}”. Bằng khen và đợt in cũ giữ nguyên.")
    return redirect("awards:designs")


def _laid(request, version, said):
    """The answer once the picture is laid or taken off: to a page the picture, to a form the page again."""
    remark = pictures.remark(version)
    if _asks_json(request):
        return JsonResponse({"picture": told.picture(version), "remark": remark})
    messages.success(request, said)
    if remark:
        messages.warning(request, remark)
    return redirect(version.design)


def _asks_json(request):
    return request.headers.get("Accept", "").startswith("application/json")


def _file(content, kind, name):
    response = HttpResponse(content, content_type=kind)
    response.headers["Content-Disposition"] = content_disposition_header(False, file_name(name))
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
