"""The switch of cross-scoring on the criteria table."""

from django.contrib import messages
from django.shortcuts import redirect, render

from blocs import outline, standards
from blocs.cross_form import CrossForm
from blocs.models import CriteriaTable
from blocs.permissions import can_edit_criteria
from core.guards import allowed, edits


@edits
@allowed(can_edit_criteria, CriteriaTable)
def criteria_cross(request, table):
    """Switch cross-scoring on or off and set its rules, while the table is open."""
    if not table.is_open and request.method != "POST":
        return redirect(table)
    form = CrossForm(request.POST or None, cross=outline.cross_of(table), word=table.season.bloc.word)
    if form.attempt(standards.set_cross, table, by=request.user):
        messages.success(request, "Đã lưu quy tắc chấm chéo.")
        return redirect(table)
    context = {"form": form, "table": table, "season": table.season}
    return render(request, "blocs/criteria_cross.html", context, status=422 if form.is_bound else 200)
