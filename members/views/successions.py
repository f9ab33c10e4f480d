"""What becomes of agencies: each act shows what it touches, is confirmed, and can be undone."""

from functools import partial

from django.contrib import messages
from django.shortcuts import redirect, render

from core.guards import allowed, edits
from members import agencies, successions
from members.models import Agency, AgencyName, Succession
from members.permissions import can_correct_name, can_manage_agencies
from members.succession_forms import (
    CancelForm,
    CorrectionForm,
    DissolveForm,
    HeadingForm,
    MergeForm,
    RenameForm,
    SplitForm,
)

FORM = "members/agency_form.html"
FOLLOWING = (
    "Việc tiếp theo của các khối (thành viên, lãnh đạo Khối) hiện trên bàn làm việc của cơ quan quản lý khối."
)


@edits
@allowed(can_manage_agencies, Agency)
def agency_rename(request, agency):
    """Give an agency a new name from a date on."""
    form = RenameForm(request.POST or None, agency=agency)
    act, foresee = partial(successions.rename, agency), partial(successions.foresee_rename, agency)
    words = {"heading": f"Đổi tên {agency}", "submit": "Ghi tên mới"}
    words |= {"then": "Từ ngày này mọi danh sách và văn bản mới dùng tên mới. Văn bản đã lập giữ tên cũ."}
    words |= {"done": "Đã ghi tên mới. Kết quả của những năm trước giữ tên cũ."}
    return _carried_out(request, agency, form, words, act=act, foresee=foresee)


@edits
@allowed(can_manage_agencies, Agency)
def agency_merge(request, agency):
    """Other agencies merge into this one, which takes over their open work."""
    form = MergeForm(request.POST or None, agency=agency)
    act = partial(successions.merge, into=agency)
    foresee = partial(successions.foresee_merge, into=agency)
    words = {"heading": f"Sáp nhập vào {agency}", "submit": "Ghi việc sáp nhập"}
    words |= {
        "then": f"Cán bộ của các cơ quan này giữ chức trách tại {agency} và làm tiếp những việc còn mở."
    }
    words |= {"done": f"Đã ghi việc sáp nhập. {FOLLOWING}"}
    return _carried_out(request, agency, form, words, act=act, foresee=foresee)


@edits
@allowed(can_manage_agencies, Agency)
def agency_split(request, agency):
    """Split an agency, or split a part off it."""
    form = SplitForm(request.POST or None, agency=agency)
    act, foresee = partial(successions.split, agency), partial(successions.foresee_split, agency)
    words = {"heading": f"Chia, tách {agency}", "submit": "Ghi việc chia, tách"}
    words |= {"then": "Cơ quan nhận việc làm tiếp những việc còn mở; cán bộ giữ chức trách tại đó."}
    words |= {"done": f"Đã ghi việc chia, tách. {FOLLOWING}"}
    return _carried_out(request, agency, form, words, act=act, foresee=foresee)


@edits
@allowed(can_manage_agencies, Agency)
def agency_dissolve(request, agency):
    """End an agency that nobody follows."""
    form = DissolveForm(request.POST or None)
    act, foresee = partial(successions.dissolve, agency), partial(successions.foresee_dissolve, agency)
    words = {"heading": f"Kết thúc hoạt động của {agency}", "submit": "Ghi kết thúc hoạt động"}
    words |= {"then": "Chức trách tại cơ quan này kết thúc. Văn bản, kết quả, khen thưởng giữ nguyên."}
    words |= {"done": f"Đã ghi. {FOLLOWING}", "danger": True}
    return _carried_out(request, agency, form, words, act=act, foresee=foresee)


@edits
@allowed(can_manage_agencies, Succession)
def succession_correct(request, succession):
    """Mend a slip in what is said of a decision."""
    facts = {name: getattr(succession, name) for name in CorrectionForm.base_fields}
    form = CorrectionForm(request.POST or None, initial=facts)
    if form.attempt(successions.correct, succession, by=request.user):
        messages.success(request, "Đã sửa thông tin quyết định.")
        return redirect(_about(succession))
    context = {"form": form, "heading": "Sửa thông tin quyết định", "back": _about(succession)}
    return render(request, FORM, context)


@edits
@allowed(can_manage_agencies, Succession)
def succession_cancel(request, succession):
    """Undo an act that was entered wrongly, while nothing follows from it."""
    form, back = CancelForm(request.POST or None), _about(succession)
    if form.attempt(successions.cancel, succession, by=request.user):
        messages.success(request, "Đã hủy. Tên, chức trách trở lại như trước khi ghi.")
        return redirect(back)
    context = {"form": form, "heading": f"Hủy: {succession}", "back": back, "submit": "Hủy việc này"}
    return render(request, FORM, context | {"danger": True})


@edits
@allowed(can_correct_name, AgencyName)
def agency_heading(request, name):
    """What papers show while the agency goes by this name."""
    facts = {field: getattr(name, field) for field in HeadingForm.base_fields}
    form = HeadingForm(request.POST or None, initial=facts)
    if form.attempt(agencies.head_papers, name, by=request.user):
        messages.success(request, "Đã ghi. Văn bản lập từ nay dùng cách ghi này; văn bản đã lập giữ nguyên.")
        return redirect(name.agency)
    context = {"form": form, "heading": f"Trên văn bản của {name}", "back": name.agency}
    return render(request, FORM, context)


def _carried_out(request, agency, form, words, *, act, foresee):
    """The form; then what the act touches, with a button; then the act."""
    context = {"form": form, "back": agency, **words}
    if "confirmed" in request.POST:
        if form.attempt(act, by=request.user):
            messages.success(request, words["done"])
            return redirect(agency)
    elif "again" not in request.POST and form.attempt(foresee):
        context |= {"touched": form.result}
        return render(request, "members/succession_confirm.html", context)
    return render(request, FORM, context | {"submit": "Xem tác động trước khi ghi"})


def _about(succession):
    """The agency whose page tells of the act: the successor, else the predecessor, else the renamed one."""
    links = list(succession.links.all())
    if links:
        return links[0].successor or links[0].predecessor
    return succession.names.get().agency
