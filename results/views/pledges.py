"""The pledge: who has written its targets, one member's targets cell by cell, the signing."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from blocs import seasons
from blocs.models import CriteriaTable, Criterion, Season
from core.guards import allowed, edits, reads, writes
from core.text import clean_line
from documents.models import Rendition
from members import acting
from results import pledges
from results.forms import SigningForm
from results.models import Pledge
from results.permissions import (
    can_direct,
    can_enter_for,
    can_hand_in_pledge,
    can_see,
    can_write_pledge,
)
from results.views import answers


@reads
@allowed(can_see, Season)
def pledge_list(request, season):
    """Every member with its targets counted, in protocol order."""
    rows = pledges.overview(season)
    context = {
        "season": season,
        "rows": rows,
        "mine": acting.agencies_of(request.user),
        "signing": getattr(season, "pledge_signing", None),
        "lacking": [row.name for row in rows if row.state != Pledge.State.HANDED_IN],
        "directs": can_direct(request.user, season),
        "formats": Rendition.Format.choices,
    }
    return render(request, "results/pledge_list.html", context)


@writes
@allowed(can_see, Season)
def pledge_start(request, season):
    """Open the targets of one member (its own staff, or the head's clerk for it)."""
    agency = answers.posted_agency(request)
    answers.refuse_stranger(request.user, Pledge(season=season, agency=agency), can_write_pledge)
    return redirect(pledges.start(season, agency=agency, by=request.user))


@reads
@allowed(can_see, Pledge)
def pledge_detail(request, pledge):
    """One member's targets beside the criteria; typed in place while the list is open."""
    table = CriteriaTable.objects.whole().get(season=pledge.season_id)
    targets = {target.criterion_id: target for target in pledge.targets.all()}
    context = {
        "pledge": pledge,
        "season": pledge.season,
        "groups": answers.grid(table, targets, kinds=("scored", "bonus")),
        "writes": pledge.state == "draft"
        and pledge.season.phase == "pledging"
        and can_write_pledge(request.user, pledge),
        "hands_in": can_hand_in_pledge(request.user, pledge),
        "enters_for": can_enter_for(request.user, pledge),
        "missing": pledges.missing(pledge),
    }
    return render(request, "results/pledge_detail.html", context)


@writes
@allowed(can_write_pledge, Pledge)
def target_set(request, pledge, criterion):
    """Save one cell; answers with the version to send next."""
    found = get_object_or_404(Criterion, pk=criterion)
    return answers.cell(
        request,
        lambda version: pledges.set_target(
            pledge, found, text=clean_line(request.POST.get("value", "")), version=version, by=request.user
        ),
    )


@writes
@allowed(can_write_pledge, Pledge)
def targets_save(request, pledge):
    """Save all cells at once, for a browser without script; only what was changed is written."""
    for criterion in Criterion.objects.filter(group__table__season=pledge.season_id):
        text = clean_line(request.POST.get(str(criterion.pk), ""))
        version = answers.version_of(request.POST.get(f"v{criterion.pk}", ""))
        pledges.set_target(pledge, criterion, text=text, version=version, by=request.user)
    messages.success(request, "Đã lưu chỉ tiêu.")
    return redirect(pledge)


@writes
@allowed(can_hand_in_pledge, Pledge)
def pledge_hand_in(request, pledge):
    """Give the targets to the head."""
    pledges.hand_in(pledge, by=request.user)
    messages.success(request, f"Đã gửi chỉ tiêu cho {pledge.season.bloc.head_label}.")
    return redirect(pledge)


@writes
@allowed(can_hand_in_pledge, Pledge)
def pledge_take_back(request, pledge):
    """Take the targets back to change them."""
    pledges.take_back(pledge, by=request.user)
    messages.success(request, "Đã lấy lại chỉ tiêu để sửa.")
    return redirect(pledge)


@edits
@allowed(can_direct, Season)
def pledge_sign(request, season):
    """Record the common signing: the paper is issued and the year goes on."""
    form = SigningForm(request.POST or None, season=season)
    if form.attempt(pledges.conclude, season, by=request.user):
        messages.success(request, "Đã ghi lễ ký giao ước. Năm thi đua chuyển sang bước Thực hiện.")
        return redirect("results:pledges", season.pk)
    context = {"form": form, "heading": "Ký giao ước thi đua", "season": season, "count": _count(season)}
    return render(request, "results/pledge_sign.html", context)


def _count(season):
    return seasons.members_of(season).count()
