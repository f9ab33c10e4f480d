"""The agenda and the resolutions of a conference, kept item by item."""

from django.contrib import messages
from django.shortcuts import redirect, render

from conferences import agenda
from conferences.models import AgendaItem, Conference, Resolution
from conferences.permissions import can_run, can_run_item
from conferences.running import resolutions
from conferences.running.course_forms import AgendaItemForm, ResolutionForm
from conferences.views import notes
from core.guards import allowed, edits, writes


@edits
@allowed(can_run, Conference)
def agenda_new(request, conference):
    """Add a point."""
    form = AgendaItemForm(request.POST or None, conference=conference)
    if form.attempt(agenda.add, conference, by=request.user):
        messages.success(request, "Đã thêm mục chương trình.")
        if _another(request):
            return redirect("conferences:agenda_new", conference.pk)
        return redirect(conference)
    return _form(request, form, conference, heading="Thêm mục chương trình", submit="Thêm mục", another=True)


@writes
@allowed(can_run, Conference)
def agenda_template(request, conference):
    """Fill the usual agenda."""
    agenda.use_template(conference, by=request.user)
    messages.success(request, "Đã điền chương trình mẫu. Hãy sửa từng mục cho đúng với hội nghị.")
    return redirect(conference)


@edits
@allowed(can_run_item, AgendaItem)
def agenda_change(request, item):
    """Correct a point."""
    facts = {name: getattr(item, name) for name in AgendaItemForm.base_fields}
    form = AgendaItemForm(request.POST or None, conference=item.conference, initial=facts)
    if form.attempt(agenda.change, item, by=request.user):
        messages.success(request, "Đã lưu mục chương trình.")
        return redirect(item.conference)
    return _form(request, form, item.conference, heading="Sửa mục chương trình", submit="Lưu mục")


@writes
@allowed(can_run_item, AgendaItem)
def agenda_up(request, item):
    """Move a point before the one above it."""
    agenda.move_up(item, by=request.user)
    return redirect(item.conference)


@writes
@allowed(can_run_item, AgendaItem)
def agenda_remove(request, item):
    """Take a point off."""
    agenda.remove(item, by=request.user)
    messages.success(request, f"Đã bỏ mục “{item}”.")
    return redirect(item.conference)


@edits
@allowed(can_run, Conference)
def resolution_new(request, conference):
    """Record a resolution."""
    form = ResolutionForm(request.POST or None)
    added = form.attempt(resolutions.add, conference, by=request.user)
    if request.htmx or notes.asked(request):
        return notes.answer(request, conference, notes.RESOLUTIONS, form, added)
    if added:
        messages.success(request, "Đã ghi nghị quyết.")
        if _another(request):
            return redirect("conferences:resolution_new", conference.pk)
        return redirect(conference)
    return _form(request, form, conference, heading="Ghi nghị quyết", submit="Ghi nghị quyết", another=True)


@edits
@allowed(can_run_item, Resolution)
def resolution_change(request, resolution):
    """Correct a resolution."""
    form = ResolutionForm(request.POST or None, initial={"text": resolution.text})
    if form.attempt(resolutions.change, resolution, by=request.user):
        messages.success(request, "Đã lưu nghị quyết.")
        return redirect(notes.back(request, resolution.conference))
    return _form(request, form, resolution.conference, heading="Sửa nghị quyết", submit="Lưu nghị quyết")


@writes
@allowed(can_run_item, Resolution)
def resolution_up(request, resolution):
    """Move a resolution before the one above it."""
    resolutions.move_up(resolution, by=request.user)
    return redirect(notes.back(request, resolution.conference))


@writes
@allowed(can_run_item, Resolution)
def resolution_remove(request, resolution):
    """Take a resolution back."""
    resolutions.remove(resolution, by=request.user)
    messages.success(request, "Đã bỏ nghị quyết.")
    return redirect(notes.back(request, resolution.conference))


def _form(request, form, conference, **context):
    context |= {"form": form, "conference": conference, "season": conference.season}
    return render(request, "conferences/form.html", context)


def _another(request):
    return "another" in request.POST
