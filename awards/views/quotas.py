"""The quotas of a year: read by all of the bloc, kept by the head and the managing body."""

from django.contrib import messages
from django.shortcuts import redirect, render

from awards.limiting import overrides, quotas
from awards.limiting.forms import LetPassForm, MemberQuotaForm, NewQuotaForm, QuotaForm
from awards.models import MemberQuota, Nomination, Quota
from awards.models.catalogue import Recipient
from awards.permissions import (
    can_keep_member_quota,
    can_keep_quota,
    can_keep_quotas,
    can_let_pass,
    can_see,
    can_see_all,
)
from awards.views.meters import for_user, standing_above
from blocs import leadership
from blocs.models import Season
from core.guards import allowed, edits, reads, writes
from documents import excel

COLUMNS = [
    "Hình thức, đối tượng",
    "Đã đề nghị",
    "Hạn mức chung",
    "Mỗi đơn vị",
    "Còn lại",
    "Cách tính tỷ lệ",
    "Hạn mức cả tỉnh, bộ, ngành",
    "Căn cứ",
]


@reads
@allowed(can_see, Season)
def quota_list(request, season):
    """Every quota with what is used of it."""
    meters = for_user(request.user, season)
    if request.GET.get("format") == "xlsx":
        rows = [_exported(row) for row in meters]
        return excel.download(f"Hạn mức {season.named} - {season.bloc.short_name}", COLUMNS, rows)
    keeps = can_keep_quotas(request.user, season) and not season.is_closed
    context = {"season": season, "meters": meters, "keeps": keeps}
    everything = can_see_all(request.user, season)
    lacking = quotas.missing(season) if everything else []
    context["missing"] = [(form, Recipient(kind).label.lower()) for form, kind in lacking]
    context["excess"] = standing_above(request.user, season, meters)
    context["lets_pass"] = leadership.leads(request.user, season)
    return render(request, "awards/quota_list.html", context)


def _exported(row):
    numbers = (row.used, row.total, row.per_member, row.left)
    return [row.title, *numbers, row.share, row.whole, row.source]


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


@edits
@allowed(can_keep_quota, Quota)
def quota_members(request, quota):
    """The members that have a number of their own, and one more."""
    season = quota.season
    form = MemberQuotaForm(request.POST or None, season=season)
    if form.attempt(quotas.set_member, quota, by=request.user):
        messages.success(request, f"Đã ghi hạn mức riêng của {form.cleaned_data['agency']}.")
        return redirect("awards:quota_members", quota.pk)
    names = {member.agency_id: member.name for member in season.members}
    rows = [(row, names.get(row.agency_id, "")) for row in quota.exceptions.all()]
    context = {"season": season, "quota": quota, "form": form, "rows": rows}
    return render(request, "awards/quota_members.html", context)


@writes
@allowed(can_keep_member_quota, MemberQuota)
def member_quota_lift(request, row):
    """Take a member's own number away."""
    quotas.lift_member(row, by=request.user)
    messages.success(request, f"Đã bỏ hạn mức riêng của {row.agency}.")
    return redirect("awards:quota_members", row.quota_id)


@edits
@allowed(can_let_pass, Nomination)
def nomination_let_pass(request, nomination):
    """The head lets a nomination pass above its quota, with a reason."""
    form = LetPassForm(request.POST or None)
    if form.attempt(overrides.allow, nomination, by=request.user):
        messages.success(request, f"Đã cho {nomination.subject} vượt hạn mức.")
        return redirect(nomination)
    heading = "Cho vượt hạn mức"
    context = {"season": nomination.season, "nomination": nomination, "form": form, "heading": heading}
    return render(request, "awards/nomination_end.html", context)


def _form(request, season, form, heading, **more):
    context = {"season": season, "form": form, "heading": heading, "submit": "Lưu hạn mức", **more}
    return render(request, "awards/quota_form.html", context)
