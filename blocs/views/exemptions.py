"""For whom a criterion of the draft does not count."""

from django.contrib import messages
from django.shortcuts import redirect, render

from blocs import exemptions
from blocs.forms import ExemptionForm
from blocs.models import Criterion, Exemption
from blocs.permissions import can_edit_criterion, can_edit_exemption
from core.guards import allowed, edits, writes


@edits
@allowed(can_edit_criterion, Criterion)
def exemption_list(request, criterion):
    """Who is free of the criterion and why; a form to free another member."""
    table = criterion.group.table
    if not table.is_draft and request.method != "POST":
        return redirect(table)
    form = ExemptionForm(request.POST or None, names=exemptions.names(table.season))
    if form.attempt(exemptions.add, criterion, by=request.user):
        messages.success(request, f"Đã ghi {criterion.code} không áp dụng cho {form.result.name}.")
        return redirect("blocs:exemptions", criterion.pk)
    context = {"criterion": criterion, "table": table, "season": table.season, "form": form}
    return render(request, "blocs/exemptions.html", context | {"rows": criterion.exemptions.all()})


@writes
@allowed(can_edit_exemption, Exemption)
def exemption_withdraw(request, exemption):
    """Let the criterion count for the member again."""
    exemptions.withdraw(exemption, by=request.user)
    messages.success(request, f"{exemption.criterion.code} lại áp dụng cho {exemption.name}.")
    return redirect("blocs:exemptions", exemption.criterion_id)
