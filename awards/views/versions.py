"""The catalogue kept in the browser by council officers: new forms, next versions, sources, what was read."""

from django.contrib import messages
from django.shortcuts import redirect, render

from awards import trail
from awards.cataloguing import endings, foreseen, versions
from awards.cataloguing.forms import CheckForm, EndForm, NewVersionForm, ReviseForm, facts_of
from awards.models import AwardForm
from awards.permissions import can_keep_catalogue, can_keep_form, can_see
from core.dates import short
from core.guards import allowed, edits, reads, writes
from members import acting

FORM = "awards/catalogue_form.html"


@reads
@allowed(can_see, AwardForm)
def form_detail(request, form):
    """One version among those of its form: what it says, who checked it, what uses it."""
    every = list(AwardForm.objects.versions_of(form.code))
    used = versions.uses(form)
    keeps = can_keep_form(request.user, form)
    context = {
        "form": form,
        "told": foreseen.told(form),
        "versions": every,
        "next": next((row for row in every if row.valid_from > form.valid_from), None),
        "ended": endings.sentence(form),
        "goes_on": endings.told(form) if form.ended_by else [],
        "used": used,
        "checker": acting.name_of(form.checked_by) if form.checked_at else "",
        "keeps": keeps,
        "is_last": form == every[-1],
        "steps": trail.of(form) if keeps else [],
    }
    return render(request, "awards/form_detail.html", context)


@edits
@allowed(can_keep_catalogue)
def form_new(request):
    """Enter a form the catalogue did not have."""
    typed = NewVersionForm(request.POST or None)
    if typed.attempt(versions.enter, by=request.user):
        messages.success(request, f"Đã ghi {typed.result} vào danh mục.")
        return redirect(typed.result)
    context = {"form": typed, "heading": "Thêm hình thức khen thưởng", "submit": "Ghi vào danh mục"}
    return render(request, FORM, context)


@edits
@allowed(can_keep_form, AwardForm)
def form_renew(request, form):
    """The next version: typed, looked at beside the former one, entered."""
    begun = facts_of(form) | dict.fromkeys(versions.CITED, "")  # the new text has sources of its own
    typed = NewVersionForm(request.POST or None, initial=begun)
    context = {"form": typed, "row": form, "heading": f"Bản mới của {form.name}"}
    if "confirmed" in request.POST:
        if typed.attempt(versions.renew, form, by=request.user):
            messages.success(request, f"Đã ghi bản mới, áp dụng từ {short(typed.result.valid_from)}.")
            return redirect(typed.result)
    elif "again" not in request.POST and typed.attempt(foreseen.changes, form):
        valid_from = typed.cleaned_data["valid_from"]
        effects = foreseen.effects(form, valid_from=valid_from, by=request.user)
        context |= {"changes": typed.result, "effects": effects, "valid_from": valid_from}
        return render(request, "awards/form_renew.html", context)
    return render(request, FORM, context | {"submit": "Xem trước khi ghi"})


@edits
@allowed(can_keep_form, AwardForm)
def form_revise(request, form):
    """Correct the sources of a version, and all of it while nothing uses it."""
    used = versions.uses(form)
    typed = ReviseForm(request.POST or None, row=form, used=used)
    if typed.attempt(versions.revise, form, by=request.user):
        messages.success(request, f"Đã sửa {form.name}.")
        return redirect(form)
    context = {"form": typed, "row": form, "used": used, "heading": f"Sửa {form.name}", "submit": "Lưu"}
    return render(request, FORM, context)


@edits
@allowed(can_keep_form, AwardForm)
def form_check(request, form):
    """Say that a recalled version was read in its text, and in which."""
    typed = CheckForm(request.POST or None)
    if typed.attempt(versions.check, form, by=request.user):
        messages.success(request, f"Đã ghi: {form.name} đối chiếu với văn bản gốc.")
        return redirect(form)
    heading = f"Đối chiếu {form.name}"
    return render(
        request, FORM, {"form": typed, "row": form, "heading": heading, "submit": "Ghi đã đối chiếu"}
    )


@edits
@allowed(can_keep_form, AwardForm)
def form_end(request, form):
    """Let a form end that no version follows; what goes on stands beside."""
    typed = EndForm(request.POST or None)
    if typed.attempt(endings.end, form, by=request.user):
        messages.success(request, f"Đã ghi: {form.name} áp dụng đến hết {short(form.valid_to)}.")
        return redirect(form)
    context = {"form": typed, "row": form, "heading": f"Hết áp dụng {form.name}", "submit": "Ghi hết áp dụng"}
    return render(request, FORM, context | {"effects": endings.told(form)})


@writes
@allowed(can_keep_form, AwardForm)
def form_hold_on(request, form):
    """Take back an end that was entered in error."""
    endings.lift(form, by=request.user)
    messages.success(request, f"Đã bỏ ngày hết áp dụng của {form.name}.")
    return redirect(form)


@writes
@allowed(can_keep_form, AwardForm)
def form_take_back(request, form):
    """Take away a version that was entered in error."""
    former = versions.take_back(form, by=request.user)
    messages.success(request, f"Đã bỏ bản áp dụng từ {short(form.valid_from)} của {form.name}.")
    return redirect(former or "awards:catalogue")
