"""Public holidays are entered and taken away; they are listed among the rules on dossiers."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse

from awards.models import Holiday
from awards.submitting import holidays
from awards.submitting.holiday_forms import HolidayForm
from awards.submitting.permissions import can_keep_rules
from core.guards import allowed, edits, writes


@edits
@allowed(can_keep_rules)
def holiday_new(request):
    """Enter a holiday with the notice that names it."""
    form = HolidayForm(request.POST or None)
    if form.attempt(holidays.enter, by=request.user):
        messages.success(request, f"Đã ghi ngày nghỉ lễ: {form.result}.")
        return redirect("awards:dossier_rules")
    context = {"form": form, "heading": "Ghi ngày nghỉ lễ", "submit": "Ghi ngày nghỉ"}
    context |= {"subject": "Quy định về hồ sơ", "back": reverse("awards:dossier_rules")}
    return render(request, "awards/act.html", context, status=422 if form.errors else 200)


@writes
@allowed(can_keep_rules, Holiday)
def holiday_remove(request, row):
    """Take one away that was entered by mistake."""
    holidays.remove(row, by=request.user)
    messages.success(request, f"Đã bỏ ngày nghỉ lễ: {row}.")
    return redirect("awards:dossier_rules")
