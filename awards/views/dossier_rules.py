"""Until when dossiers are due and what they hold: read by all, kept by officers; own days by the head too."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse

from awards.models import FormDeadline, RequiredPart, SeasonDeadline
from awards.submitting import deadlines, holidays, requirements
from awards.submitting.forms import FormDeadlineForm, RequiredPartForm, SeasonDeadlineForm
from awards.submitting.permissions import can_keep_deadline, can_keep_deadlines, can_keep_rules
from blocs.models import Season
from core.guards import allowed, anyone, edits, reads, writes
from documents import excel

COLUMNS = ["Hình thức", "Thành phần", "Căn cứ", "Chưa đối chiếu", "Áp dụng từ", "Đến hết"]


@reads
@allowed(anyone)
def dossier_rules(request):
    """What the law says of dossiers, each with its source."""
    parts = requirements.every()
    if request.GET.get("format") == "xlsx":
        rows = [_exported(row) for row in parts]
        return excel.download("Thành phần hồ sơ khen thưởng", COLUMNS, rows)
    context = {"deadlines": deadlines.every(), "parts": parts, "holidays": holidays.every()}
    context["keeps"] = can_keep_rules(request.user)
    return render(request, "awards/dossier_rules.html", context)


def _exported(row):
    recalled = "x" if row.recalled else ""
    return [row.whose, row.get_part_display(), row.source, recalled, row.valid_from, row.valid_to]


@edits
@allowed(can_keep_rules)
def form_deadline_new(request):
    """Enter the day that a new text names."""
    form = FormDeadlineForm(request.POST or None)
    if form.attempt(deadlines.enter, by=request.user):
        return _saved(request, "Đã thêm thời hạn trình.")
    return _form(request, form, "Thêm thời hạn trình", "Thêm thời hạn")


@edits
@allowed(can_keep_rules, FormDeadline)
def form_deadline_edit(request, row):
    """Correct a day, or give it its last day of force."""
    said = {name: getattr(row, name) for name in FormDeadlineForm.base_fields}
    form = FormDeadlineForm(request.POST or None, initial=said)
    if form.attempt(deadlines.correct, row, by=request.user):
        return _saved(request, "Đã sửa thời hạn trình.")
    return _form(request, form, "Sửa thời hạn trình", "Lưu thời hạn")


@edits
@allowed(can_keep_rules)
def required_part_new(request):
    """Enter a part that a new text asks for."""
    form = RequiredPartForm(request.POST or None)
    if form.attempt(requirements.enter, by=request.user):
        return _saved(request, "Đã thêm thành phần hồ sơ.")
    return _form(request, form, "Thêm thành phần hồ sơ", "Thêm thành phần")


@edits
@allowed(can_keep_rules, RequiredPart)
def required_part_edit(request, row):
    """Correct a part, or give it its last day of force."""
    names = [name for name in RequiredPartForm.base_fields if name != "whose"]
    said = {name: getattr(row, name) for name in names} | {"whose": row.form_code or row.kind}
    form = RequiredPartForm(request.POST or None, initial=said)
    if form.attempt(requirements.correct, row, by=request.user):
        return _saved(request, "Đã sửa thành phần hồ sơ.")
    return _form(request, form, "Sửa thành phần hồ sơ", "Lưu thành phần")


@edits
@allowed(can_keep_deadlines, Season)
def season_deadline_new(request, season):
    """Set the day that a letter gives this bloc; one that is there gets the new day."""
    form = SeasonDeadlineForm(request.POST or None, season=season)
    if form.attempt(deadlines.set_own, season, by=request.user):
        messages.success(request, f"Đã đặt hạn trình {form.result}.")
        return redirect("awards:dossiers", season.pk)
    context = {"season": season, "form": form, "heading": "Đặt hạn trình theo văn bản"}
    context |= {"submit": "Đặt hạn trình", "subject": "Hồ sơ trình"}
    context["back"] = reverse("awards:dossiers", args=[season.pk])
    return render(request, "awards/act.html", context, status=422 if form.errors else 200)


@writes
@allowed(can_keep_deadline, SeasonDeadline)
def season_deadline_remove(request, row):
    """Take the own day away; the law's counts again."""
    deadlines.remove_own(row, by=request.user)
    messages.success(request, "Đã bỏ hạn riêng; áp dụng hạn theo quy định chung.")
    return redirect("awards:dossiers", row.season_id)


def _saved(request, sentence):
    messages.success(request, sentence)
    return redirect("awards:dossier_rules")


def _form(request, form, heading, submit):
    context = {"form": form, "heading": heading, "submit": submit, "subject": "Quy định về hồ sơ"}
    context["back"] = reverse("awards:dossier_rules")
    return render(request, "awards/act.html", context, status=422 if form.errors else 200)
