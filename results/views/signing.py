"""The pledge signed together, and confirmed by the managing body."""

from django.contrib import messages
from django.shortcuts import redirect, render

from blocs import seasons
from blocs.models import Season
from core.guards import allowed, edits
from members import acting
from results import pledges
from results.forms import CountersignForm, SigningForm, TitlesForm
from results.models import Pledge
from results.permissions import can_countersign, can_direct, can_write_pledge


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


@edits
@allowed(can_countersign, Season)
def pledge_countersign(request, season):
    """The managing body confirms the signed pledge."""
    form = CountersignForm(request.POST or None, initial={"signer": acting.name_of(request.user)})
    if form.attempt(pledges.countersign, season, by=request.user):
        messages.success(request, f"Đã ghi xác nhận giao ước {season.named}.")
        return redirect("results:pledges", season.pk)
    return render(request, "results/pledge_countersign.html", {"form": form, "season": season})


@edits
@allowed(can_write_pledge, Pledge)
def titles_register(request, pledge):
    """The member registers for titles."""
    offered = pledge.season.titles.all()
    kept = {str(row.title_id): row.quantity for row in pledge.titles.all()}
    form = TitlesForm(request.POST or None, titles=offered, initial=kept)
    if form.attempt(pledges.register_titles, pledge, by=request.user):
        messages.success(request, "Đã lưu danh hiệu đăng ký.")
        return redirect(pledge)
    context = {"form": form, "pledge": pledge, "season": pledge.season, "offered": offered}
    return render(request, "results/titles_register.html", context)


def _count(season):
    return seasons.members_of(season).count()
