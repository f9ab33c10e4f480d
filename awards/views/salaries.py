"""The table of base salaries: read by everybody, kept by council officers."""

from django.contrib import messages
from django.shortcuts import redirect, render

from awards.deciding import salaries
from awards.deciding.forms import SalaryForm
from awards.models import BaseSalary
from awards.permissions import can_keep_salaries, can_keep_salary
from core import clock
from core.guards import allowed, anyone, edits, reads, writes
from documents import excel

COLUMNS = ["Áp dụng từ", "Mức lương cơ sở (đồng)", "Tiền thưởng của tập thể", "Căn cứ", "Đối chiếu"]


@reads
@allowed(anyone)
def salary_list(request):
    """Every amount, the latest first, with the one in force today marked."""
    rows = list(BaseSalary.objects.visible_to(request.user))
    if request.GET.get("format") == "xlsx":
        return excel.download("Mức lương cơ sở", COLUMNS, [_exported(row) for row in rows])
    now = next((row.pk for row in rows if row.valid_from <= clock.today()), None)
    context = {"rows": rows, "now": now, "today": clock.today(), "keeps": can_keep_salaries(request.user)}
    return render(request, "awards/salaries.html", context)


@edits
@allowed(can_keep_salaries)
def salary_new(request):
    """Enter an amount, also ahead of time."""
    form = SalaryForm(request.POST or None)
    if form.attempt(salaries.enter, by=request.user):
        messages.success(request, f"Đã ghi {form.result}.".replace("Mức", "mức"))
        return redirect("awards:salaries")
    return render(request, "awards/salary_form.html", {"form": form, "heading": "Ghi mức lương cơ sở"})


@edits
@allowed(can_keep_salary, BaseSalary)
def salary_edit(request, salary):
    """Correct an amount or note that its source has been read."""
    facts = {name: getattr(salary, name) for name in SalaryForm.base_fields}
    form = SalaryForm(request.POST or None, initial=facts)
    if form.attempt(salaries.correct, salary, by=request.user):
        messages.success(request, "Đã sửa mức lương cơ sở. Tiền thưởng đã ban hành giữ nguyên.")
        return redirect("awards:salaries")
    context = {"form": form, "heading": f"Sửa {salary}".replace("Mức", "mức"), "salary": salary}
    return render(request, "awards/salary_form.html", context | {"ahead": salary.valid_from > clock.today()})


@writes
@allowed(can_keep_salary, BaseSalary)
def salary_remove(request, salary):
    """Take away an amount that is not in force yet."""
    salaries.remove(salary, by=request.user)
    messages.success(request, "Đã bỏ mức chưa có hiệu lực.")
    return redirect("awards:salaries")


def _exported(row):
    checked = "Chưa đối chiếu văn bản gốc" if row.recalled else "Đã đối chiếu"
    return [row.valid_from, row.amount, row.get_doubling_display(), row.source, checked]
