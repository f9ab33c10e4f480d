"""A design on the page it is edited on: read and saved as JSON, and box by box as plain forms."""

import json

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.http.request import RawPostDataException
from django.shortcuts import redirect, render

from awards.designing import boxes, drafts, placements, reading, told
from awards.designing.box_forms import AddBoxForm, form_for
from awards.designing.forms import SIZES
from awards.designing.permissions import can_keep_design
from awards.models import CertificateDesign
from core.guards import allowed, edits, reads, tries, writes
from core.rules import RuleError
from documents import designs

OTHER = "Trang này mở bằng tài khoản khác. Hãy đăng nhập lại bằng tài khoản đó để lưu."
UNREADABLE = "Máy chủ không đọc được dữ liệu gửi lên. Hãy tải lại trang rồi thử lại."


@reads
@allowed(can_keep_design, CertificateDesign)
def design_page(request, design):
    """The editor; without JavaScript the boxes are links (?o=name) and the properties one form."""
    return _page(request, design, request.GET.get("o", ""))


@edits
@allowed(can_keep_design, CertificateDesign)
def design_box(request, design):
    """Change, add or remove one box, the QR code, the stamp or the sheet by a plain form."""
    name, version = request.POST.get("box", ""), drafts.current(design)
    if request.method != "POST":
        return redirect(design)
    if "remove" in request.POST:
        return _removed(request, design, name)
    form = AddBoxForm(request.POST) if not name else form_for(version, name, request.POST)
    if form is None:
        raise Http404
    act = boxes.put if name else boxes.add
    if not form.attempt_on(act, design, *([name] if name else []), by=request.user):
        return _page(request, design, name, form)
    messages.success(request, "Đã lưu ô chữ." if name else "Đã thêm ô chữ.")
    return redirect(f"{design.get_absolute_url()}?o={name or form.result[1]}")


@reads
@allowed(can_keep_design, CertificateDesign)
def design_content(request, design):
    """The version that is worked on (?v=number for another), as JSON."""
    version = version_of(request, design)
    return JsonResponse(told.content(version) | {"remarks": _remarks(version)})


@writes
@allowed(can_keep_design, CertificateDesign)
def design_save(request, design):
    """Save the whole draft: 200 with remarks, 401 for the page of another account, 409 when somebody was
    faster, 422 for what cannot be drawn."""
    if request.headers.get("X-User", str(request.user.pk)) != str(request.user.pk):
        return JsonResponse({"message": OTHER}, status=401)
    try:
        typed = _typed(request)
        revision = typed.get("revision")
        draft = drafts.write(design, typed, revision=revision, by=request.user)
    except drafts.StaleDraftError as stale:
        return JsonResponse({"message": str(stale), "revision": stale.revision}, status=409)
    except RuleError as refusal:
        return _refused(refusal)
    facts = {"revision": draft.revision, "saved_at": told.saved_at(draft)}
    return JsonResponse(facts | {"remarks": placements.remarks(draft)})


@tries
@allowed(can_keep_design, CertificateDesign)
def design_placed(request, design):
    """What the printer would set, of what the page sends (else of what is kept); nothing is written."""
    version = version_of(request, design)
    try:
        typed = _typed(request) if request.method == "POST" else {}
        content = drafts.read(version, typed) if "boxes" in typed else version.content
        facts = placements.placed(
            version,
            content,
            sample=str(typed.get("sample") or request.GET.get("sample", "")),
            mode=str(typed.get("mode") or request.GET.get("mode", "")),
            with_code=typed.get("with_code", True) is not False,
        )
    except RuleError as refusal:
        return _refused(refusal)
    return JsonResponse(facts)


@reads
@allowed(can_keep_design, CertificateDesign)
def design_drawing(request, design):
    """The built-in drawing below, as a picture for the page."""
    name = version_of(request, design).content["sheet"]["ground"]
    if not name:
        raise Http404
    response = HttpResponse(designs.named(name).ground, content_type="image/svg+xml")
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _page(request, design, name, form=None):
    version = version_of(request, design)
    names = boxes.names_of(version.content)
    chosen = name or names[0]
    form = form or form_for(version, chosen)
    if form is None:
        chosen, form = names[0], form_for(version, names[0])
    context = {
        "design": design,
        "version": version,
        "content": told.content(version),
        "boxes": version.content["boxes"],
        "code": version.content["code"],
        "selected": chosen,
        "form": form,
        "add": AddBoxForm(initial={"revision": version.revision}, auto_id="them_%s"),  # beside the other form
        "remarks": _remarks(version),
        "published": drafts.published(design),
        "sizes": SIZES.items(),
    }
    return render(request, "awards/designer.html", context, status=422 if form.errors else 200)


def _remarks(version):
    """What is wrong with a draft; of what was published nothing is asked any more."""
    return placements.remarks(version) if version.is_draft else []


def _removed(request, design, name):
    try:
        revision = int(request.POST.get("revision", ""))
        boxes.remove(design, name, revision=revision, by=request.user)
        messages.success(request, "Đã bỏ ô chữ.")
    except ValueError:
        messages.error(request, UNREADABLE)
    except RuleError as refusal:
        messages.error(request, str(refusal))
    return redirect(design)


def version_of(request, design):
    """Return the version asked for by number, else the one that is worked on."""
    asked = request.POST.get("v", request.GET.get("v", ""))
    if asked.isascii() and asked.isdecimal() and len(asked) < 5:
        found = design.versions.select_related("design", "picture").filter(number=int(asked)).first()
        if found is None:
            raise Http404
        return found
    return drafts.current(design)


def _typed(request):
    """The JSON object a page has sent."""
    try:
        typed = json.loads(request.body)
    except (ValueError, RecursionError, RawPostDataException):  # the last: a form came, not JSON
        typed = None
    if not isinstance(typed, dict):
        raise RuleError(UNREADABLE)
    return typed


def _refused(refusal):
    errors = refusal.errors if isinstance(refusal, reading.Faults) else {}
    return JsonResponse({"message": str(refusal), "errors": errors}, status=422)
