"""The standing of a year: totals and places of every member, on the page and as Excel."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse

from blocs.models import Season
from core.guards import allowed, edits, reads, writes
from documents import excel
from members import acting
from results import standings, ties
from results.forms import TieVotesForm
from results.permissions import can_direct, can_see, can_see_all_sheets, can_see_standing


@reads
@allowed(can_see, Season)
def standing(request, season):
    """The table of all members, or the own line while the others are still judged."""
    full, own = can_see_standing(request.user, season), acting.agencies_of(request.user)
    places = standings.of(season)
    places = places if full else standings.own_only(places, own)
    by_place = request.GET.get("order") != "protocol"
    places = standings.by_place(places) if by_place else places
    groups, grades = season.criteria.tops, season.criteria.grades.all()
    if request.GET.get("format") == "xlsx":
        title = f"Xếp thứ năm {season.year} - {season.bloc.short_name}"
        groups = season.criteria.groups.all()
        rows = [_exported(place, groups, grades) for place in places]
        return excel.download(title, _headings(groups, grades), rows)
    follows = can_see_all_sheets(request.user, season)
    context = {"season": season, "groups": groups, "grades": grades, "full": full, "by_place": by_place}
    context["rows"] = [(place, _link(place, follows, own)) for place in places]
    context["waiting"] = sum(place.totals is None for place in places)
    if season.phase == ties.VOTES_IN and can_direct(request.user, season):
        context["tied"] = ties.waiting(places)
        context["voted"] = season.tie_votes.exists()
    return render(request, "results/standing.html", context)


@edits
@allowed(can_direct, Season)
def tie_votes(request, season):
    """Record the votes that tell members with the same total apart."""
    places = ties.waiting(standings.of(season))
    form = TieVotesForm(request.POST or None, places=places)
    if form.attempt(ties.record_votes, season, by=request.user):
        messages.success(request, "Đã ghi số phiếu và xếp lại thứ.")
        return redirect("results:standing", season.pk)
    return render(request, "results/tie_votes.html", {"season": season, "form": form, "places": places})


@writes
@allowed(can_direct, Season)
def tie_votes_withdraw(request, season):
    """Take the recorded votes back, to record them anew."""
    ties.take_back(season, by=request.user)
    messages.success(request, "Đã bỏ số phiếu đã ghi. Các đơn vị bằng điểm chờ phân định lại.")
    return redirect("results:standing", season.pk)


def _link(place, follows, own):
    """Where the total can be opened; empty for who may not see the sheet."""
    if place.sheet and follows:
        return reverse("results:appraise", args=[place.sheet.pk])
    return place.sheet.get_absolute_url() if place.sheet and place.agency_id in own else ""


def _headings(groups, grades):
    graded = ["Xếp loại"] if grades else []
    return ["Xếp thứ", "Đơn vị", *map(standings.heading, groups), "Tổng điểm", *graded, "Trạng thái"]


def _exported(place, groups, grades):
    graded, brought = [place.grade] if grades else [], standings.brought(place.totals, groups)
    return [place.rank, place.name, *brought, place.totals and place.totals.total, *graded, place.state]
