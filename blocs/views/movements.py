"""The movements a bloc takes part in, listed beside its activities: added, changed, removed, taken away."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse

from blocs import activities
from blocs.models import Movement, Season
from blocs.permissions import can_direct_movement, can_direct_season, can_see
from blocs.together_forms import MovementForm, ResultsForm
from core.guards import allowed, edits, reads, writes
from documents import excel

FORM = "blocs/activity_form.html"
COLUMNS = ["TT", "Phong trào", "Nơi phát động", "Từ ngày", "Đến ngày", "Nội dung", "Kết quả", "Ghi chú"]
EXPORTED = ("name", "launched_by", "starts_on", "ends_on", "content", "results", "note")


@reads
@allowed(can_see, Season)
def movement_list(request, season):
    """The movements as Excel; on screen they stand beside the activities."""
    movements = enumerate(season.movements.all(), 1)
    rows = [(place, *(getattr(row, name) for name in EXPORTED)) for place, row in movements]
    return excel.download(f"Phong trào {season.named} - {season.bloc.short_name}", COLUMNS, rows)


@edits
@allowed(can_direct_season, Season)
def movement_new(request, season):
    """Add a movement to the year."""
    form = MovementForm(request.POST or None)
    if form.attempt(activities.add_movement, season, by=request.user):
        messages.success(request, f"Đã thêm phong trào “{form.result}”.")
        return redirect("blocs:activities", season.pk)
    return _page(request, season, form, "Thêm phong trào thi đua")


@edits
@allowed(can_direct_movement, Movement)
def movement_change(request, movement):
    """Change a movement."""
    facts = {name: getattr(movement, name) for name in MovementForm.base_fields}
    form = MovementForm(request.POST or None, initial=facts)
    if form.attempt(activities.change_movement, movement, by=request.user):
        messages.success(request, "Đã sửa phong trào.")
        return redirect("blocs:activities", movement.season_id)
    return _page(request, movement.season, form, "Sửa phong trào thi đua")


@edits
@allowed(can_direct_movement, Movement)
def movement_report(request, movement):
    """Write what came of it."""
    form = ResultsForm(request.POST or None, initial={"results": movement.results})
    if form.attempt(activities.report_movement, movement, by=request.user):
        messages.success(request, f"Đã ghi kết quả phong trào “{movement.name}”.")
        return redirect("blocs:activities", movement.season_id)
    return _page(request, movement.season, form, f"Kết quả phong trào “{movement.name}”")


@writes
@allowed(can_direct_movement, Movement)
def movement_remove(request, movement):
    """Take a movement out of the year."""
    activities.remove_movement(movement, by=request.user)
    messages.success(request, f"Đã bỏ phong trào “{movement.name}”.")
    return redirect("blocs:activities", movement.season_id)


def _page(request, season, form, heading):
    back = reverse("blocs:activities", args=[season.pk])
    return render(request, FORM, {"form": form, "season": season, "heading": heading, "back": back})
