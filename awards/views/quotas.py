"""The quotas of a year: read by all of the bloc, kept by the head and the managing body."""

from django.contrib import messages
from django.shortcuts import redirect, render

from awards import quotas
from awards.forms import NewQuotaForm, QuotaForm
from awards.models import Quota
from awards.permissions import can_keep_quota, can_keep_quotas, can_see, can_see_all
from awards.views.meters import for_user
from blocs.models import Season
from core.guards import allowed, edits, reads, writes
from documents import excel

COLUMNS = ["Hình thức, đối tượng", "Đã đề nghị", "Hạn mức chung", "Mỗi đơn vị", "Còn lại", "Căn cứ"]


@reads
@allowed(can_see, Season)
def quota_list(request, season):
    """Every quota with what is used of it."""
    meters = for_user(request.user, season)
    if request.GET.get("format") == "xlsx":
        rows = [[row.title, row.used, row.total, row.per_member, row.left, row.source] for row in meters]
        return excel.download(f"Hạn mức {season.named} - {season.bloc.short_name}", COLUMNS, rows)
    keeps = can_keep_quotas(request.user, season) and not season.is_closed
    context = {"season": season, "meters": meters, "keeps": keeps}
    context["missing"] = quotas.missing(season) if can_see_all(request.user, season) else []
    return render(request, "awards/quota_list.html", context)


@edits
@allowed(can_keep_quotas, Season)
def quota_new(request, season):
    """Set a quota; one that is there already gets the new numbers."""
    form = NewQuotaForm(request.POST or None, season=season)
    if form.attempt(quotas.set_quota, season, by=request.user):
        messages.success(request, f"Đã đặt hạn mức {form.result}.")
        return redirect("awards:quotas", season.pk)
    return _form(request, season, form, "Đặt hạn mức")


@edits
@allowed(can_keep_quota, Quota)
def quota_edit(request, quota):
    """Change the numbers of a quota."""
    facts = {name: getattr(quota, name) for name in QuotaForm.base_fields}
    form = QuotaForm(request.POST or None, initial=facts)
    what = {"form": quota.form, "recipient": quota.recipient}
    if form.attempt(quotas.set_quota, quota.season, **what, by=request.user):
        messages.success(request, f"Đã sửa hạn mức {quota}.")
        return redirect("awards:quotas", quota.season_id)
    return _form(request, quota.season, form, f"Sửa hạn mức {quota}", quota=quota)


@writes
@allowed(can_keep_quota, Quota)
def quota_remove(request, quota):
    """Take a quota away."""
    quotas.remove(quota, by=request.user)
    messages.success(request, f"Đã bỏ hạn mức {quota}. Các đề nghị giữ nguyên.")
    return redirect("awards:quotas", quota.season_id)


def _form(request, season, form, heading, **more):
    context = {"season": season, "form": form, "heading": heading, "submit": "Lưu hạn mức", **more}
    return render(request, "awards/quota_form.html", context)
