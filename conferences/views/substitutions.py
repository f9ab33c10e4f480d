"""Standing in: who comes in whose place, and the way back."""

from django.contrib import messages
from django.shortcuts import redirect, render

from conferences.attending import registration, substitutions
from conferences.attending.forms import SubstitutionForm
from conferences.models import Delegate
from conferences.permissions import can_keep_delegate
from core.guards import allowed, edits, writes
from core.rules import RuleError


@edits
@allowed(can_keep_delegate, Delegate)
def delegate_substitute(request, delegate):
    """Name who comes in somebody's place."""
    form = SubstitutionForm(request.POST or None)
    if form.attempt(registration.substitute, delegate, by=request.user):
        messages.success(request, f"Đã ghi {form.result.substitute} dự họp thay {delegate}.")
        return redirect("conferences:delegates", delegate.conference_id)
    conference = delegate.conference
    late = registration.hindrance(conference, request.user)
    if sentence := late or (not form.is_bound and substitutions.hindrance(delegate)):
        raise RuleError(sentence)
    context = {"form": form, "conference": conference, "season": conference.season, "of_delegates": True}
    context |= {"heading": f"Ủy quyền thay {delegate}", "submit": "Ghi ủy quyền"}
    return render(request, "conferences/form.html", context)


@writes
@allowed(can_keep_delegate, Delegate)
def delegate_restore(request, delegate):
    """Take a substitution back: the one who was stood in for comes after all."""
    registration.withdraw(delegate, by=request.user)
    messages.success(request, "Đã hủy ủy quyền. Người ủy quyền trở lại danh sách đại biểu.")
    return redirect("conferences:delegates", delegate.conference_id)
