"""The pledge: who has written its targets, one member's targets cell by cell, the signing."""

from dataclasses import dataclass

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from blocs.models import CriteriaTable, Criterion, Season
from core.guards import allowed, reads, writes
from core.text import clean_line
from documents import excel
from documents.models import Rendition
from members import acting
from results import amendments, pledge_journal, pledges, targets
from results.models import Pledge, Target
from results.permissions import (
    can_countersign,
    can_direct,
    can_enter_for,
    can_follow_pledge,
    can_hand_in_pledge,
    can_see,
    can_write_pledge,
)
from results.views import answers

COLUMNS = ["TT", "Đơn vị", "Tiêu chí", "Nội dung", "Chỉ tiêu", "Số lượng", "Đơn vị tính", "Hạn"]


@dataclass(frozen=True)
class Row:
    """One criterion of a pledge; `counted` where its points follow from the number, `exempt` says why not."""

    criterion: Criterion
    target: Target | None
    counted: bool
    exempt: str


@reads
@allowed(can_see, Season)
def pledge_list(request, season):
    """Every member with its targets counted, in protocol order."""
    rows = pledges.overview(season)
    if request.GET.get("format") == "xlsx":
        title = f"Chỉ tiêu giao ước {season.named} - {season.bloc.short_name}"
        return excel.download(title, COLUMNS, pledges.exported(season))
    signing = getattr(season, "pledge_signing", None)
    context = {
        "season": season,
        "rows": rows,
        "mine": acting.agencies_of(request.user),
        "signing": signing,
        "confirmed": getattr(signing, "countersignature", None),
        "confirms": can_countersign(request.user, season),
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
    mark = pledge_journal.mark(pledge)
    table = CriteriaTable.objects.with_criteria().get(season=pledge.season_id)
    answers_for = can_hand_in_pledge(request.user, pledge)
    context = {
        "pledge": pledge,
        "season": pledge.season,
        "mark": mark,
        "follows": can_follow_pledge(request.user, pledge),
        "groups": answers.grid(table, _rows(pledge), kinds=("scored", "bonus")),
        "writes": pledge.state == "draft"
        and pledge.season.phase == "pledging"
        and can_write_pledge(request.user, pledge),
        "hands_in": answers_for,
        "amends": answers_for and amendments.is_open(pledge.season),
        "amendments": pledge.amendments.select_related("criterion__group"),
        "titles": pledge.titles.select_related("title"),
        "formats": Rendition.Format.choices,
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
        values=lambda: targets.shown(pledge.targets.filter(criterion=found).first()),
    )


@writes
@allowed(can_write_pledge, Pledge)
def target_detail(request, pledge, criterion, cell):
    """Save the number, the unit or the day of one target; answers as `target_set` does."""
    found = get_object_or_404(Criterion, pk=criterion)
    text = request.POST.get("value", "")
    return answers.cell(
        request,
        lambda version: pledges.set_detail(
            pledge, found, cell=cell, text=text, version=version, by=request.user
        ),
        values=lambda: targets.shown(pledge.targets.filter(criterion=found).first()),
    )


@writes
@allowed(can_write_pledge, Pledge)
def targets_save(request, pledge):
    """Save all cells at once, for a browser without script; only what was changed is written."""
    for criterion in Criterion.objects.filter(group__table__season=pledge.season_id).select_related("group"):
        if f"v{criterion.pk}" not in request.POST:  # of a penalty, or one that does not apply
            continue
        text = clean_line(request.POST.get(str(criterion.pk), ""))
        version = answers.version_of(request.POST.get(f"v{criterion.pk}", ""))
        version = pledges.set_target(pledge, criterion, text=text, version=version, by=request.user)
        for cell in targets.CELLS if text else ():
            if (typed := request.POST.get(f"{cell}-{criterion.pk}")) is not None:
                facts = {"cell": cell, "text": typed, "version": version}
                version = pledges.set_detail(pledge, criterion, **facts, by=request.user)
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


def _rows(pledge):
    """Return what makes the Row of a criterion."""
    promised = {target.criterion_id: target for target in pledge.targets.all()}
    counted = {row.pk for row in targets.counted(pledge.season_id, pledge.agency_id)}
    exempt = targets.exempt(pledge.season_id, pledge.agency_id)
    return lambda row: Row(row, promised.get(row.pk), row.pk in counted, exempt.get(row.pk, ""))
