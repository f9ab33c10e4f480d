"""The bloc's list of reasons that are offered where one is typed."""

from django.contrib import messages
from django.shortcuts import redirect, render

from blocs.models import Season
from core.guards import allowed, edits
from results import reason_templates
from results.forms import ReasonTemplatesForm
from results.permissions import can_direct


@edits
@allowed(can_direct, Season)
def reasons_edit(request, season):
    """Write the list anew, a reason on each line; an empty one brings the ready reasons back."""
    held = "\n".join(reason_templates.of(season.bloc))
    form = ReasonTemplatesForm(request.POST or None, initial={"texts": held})
    if form.attempt(reason_templates.set_all, season.bloc, by=request.user):
        messages.success(request, "Đã lưu danh sách lý do mẫu.")
        return redirect("results:appraisals", season.pk)
    context = {"form": form, "season": season, "ready": reason_templates.ready()}
    return render(request, "results/reasons.html", context, status=422 if form.is_bound else 200)
