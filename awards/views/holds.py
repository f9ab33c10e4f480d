"""Pauses of the year's members: who is not to be put forward, why, until when."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render

from awards.models import EligibilityRule, Hold
from awards.qualifying import eligibility_rules, holds
from awards.qualifying.forms import HoldForm, HoldLiftForm
from awards.qualifying.permissions import can_keep_holds, can_lift, can_see_holds
from blocs import seasons
from blocs.models import Season
from core import clock
from core.guards import allowed, edits, reads
from documents import excel
from members.models import Agency

COLUMNS = [
    "Đối tượng",
    "Đơn vị",
    "Loại việc",
    "Lý do",
    "Căn cứ",
    "Từ ngày",
    "Đến hết ngày",
    "Căn cứ kết thúc",
]


@reads
@allowed(can_see_holds, Season)
def hold_list(request, season):
    """The pauses of the members that one may see, the latest first; as a page or as Excel."""
    rows = _holds(request.user, season).named(clock.today())
    found = [(row, str(row.person or row.collective or row.name)) for row in rows]
    if request.GET.get("format") == "xlsx":
        title = f"Tạm dừng xét khen thưởng {season.named}"
        return excel.download(title, COLUMNS, [_exported(*row) for row in found])
    context = {"season": season, "rows": found, "keeps": can_keep_holds(request.user, season)}
    context["sources"] = eligibility_rules.sources(season, EligibilityRule.Kind.HOLD)
    return render(request, "awards/hold_list.html", context)


@edits
@allowed(can_keep_holds, Season)
def hold_new(request, season):
    """Enter a pause; `?agency` says of which member."""
    agencies = _agencies(season)
    agency = next((row for row in agencies if str(row.pk) == request.GET.get("agency")), agencies[0])
    form = HoldForm(request.POST or None, agency=agency)
    if form.attempt(holds.add, agency, by=request.user):
        messages.success(request, f"Đã ghi tạm dừng xét khen thưởng: {form.result.subject}.")
        return redirect("awards:holds", season.pk)
    context = {"season": season, "form": form, "agency": agency, "agencies": agencies}
    return render(request, "awards/hold_new.html", context)


@edits
@allowed(can_keep_holds, Season)
def hold_lift(request, season, hold):
    """End a pause, with the paper that says so."""
    hold = get_object_or_404(_holds(request.user, season), pk=hold)
    if not can_lift(request.user, hold):
        raise PermissionDenied
    form = HoldLiftForm(request.POST or None)
    if form.attempt(holds.lift, hold, by=request.user):
        messages.success(request, "Đã ghi ngày kết thúc tạm dừng.")
        return redirect("awards:holds", season.pk)
    return render(request, "awards/hold_lift.html", {"season": season, "form": form, "hold": hold})


def _holds(user, season):
    members = [member.agency_id for member in seasons.members_of(season)]
    return Hold.objects.visible_to(user).filter(agency__in=members)


def _agencies(season):
    members = [member.agency_id for member in seasons.members_of(season)]
    found = Agency.objects.named(season.standing_on).in_bulk(members)
    return [found[pk] for pk in members]


def _exported(row, subject):
    days = (row.starts_on, row.ends_on, row.lifted_by)
    return [subject, row.name, row.get_kind_display(), row.reason, row.source, *days]
