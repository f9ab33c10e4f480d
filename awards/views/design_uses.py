"""Which design an agency prints what in: chosen, ended, and what follows from it for every form."""

from django.contrib import messages
from django.shortcuts import redirect, render

from awards.designing import uses
from awards.designing.forms import UseForm
from awards.designing.permissions import can_keep_design
from awards.models import CertificateDesign, DesignUse
from core.guards import allowed, edits, writes


@edits
@allowed(can_keep_design, CertificateDesign)
def design_uses(request, design):
    """Where the agency prints in which design; POST prints something in this one."""
    form = UseForm(request.POST or None)
    if request.method == "POST" and form.attempt(uses.assign, design, by=request.user):
        messages.success(request, f"Từ nay in theo mẫu “{design}”: {uses.in_words(form.result)}.")
        return redirect("awards:design_uses", design.pk)
    context = {
        "design": design,
        "form": form,
        "uses": [(use, uses.in_words(use)) for use in uses.of(design.agency_id)],
        "told": uses.told(design.agency_id),
    }
    return render(request, "awards/design_uses.html", context)


@writes
@allowed(can_keep_design, DesignUse)
def design_use_end(request, use):
    """Print there as before."""
    uses.end(use, by=request.user)
    messages.success(request, "Đã bỏ nơi dùng này.")
    return redirect("awards:design_uses", use.design_id)
