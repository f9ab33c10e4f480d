"""What a correction of the criteria changes for every member, and its publication."""

from django.contrib import messages
from django.shortcuts import redirect, render

from blocs.models import CriteriaTable
from blocs.permissions import can_edit_criteria
from core.guards import allowed, edits
from results import corrections, holds
from results.correction_form import PublishCorrectionForm


@edits
@allowed(can_edit_criteria, CriteriaTable)
def correction(request, table):
    """Whose points and places change, then the publication; nothing is written before."""
    if request.method != "POST" and not table.is_correcting:
        return redirect(table)
    found = corrections.preview(table) if table.is_correcting else None
    form = PublishCorrectionForm(
        request.POST if request.method == "POST" else None,
        season=table.season,
        pressing=bool(found and found.pressing),
    )
    if form.attempt(corrections.publish, table, by=request.user):
        messages.success(request, f"Đã công bố bảng tiêu chí sửa lần {form.result.revision}.")
        return redirect(table)
    context = {"form": form, "table": table, "season": table.season, "preview": found}
    context["sentence"] = holds.sentence(table) if found else ""
    return render(request, "results/correction.html", context)
