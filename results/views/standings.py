"""The standing of a year: totals and places of every member, on the page and as Excel."""

from django.shortcuts import render
from django.urls import reverse

from blocs.models import Season
from core.guards import allowed, reads
from documents import excel
from members import acting
from results import standings
from results.permissions import can_see, can_see_all_sheets, can_see_standing


@reads
@allowed(can_see, Season)
def standing(request, season):
    """The table of all members, or the own line while the others are still judged."""
    full, own = can_see_standing(request.user, season), acting.agencies_of(request.user)
    places = standings.of(season)
    places = places if full else standings.own_only(places, own)
    by_place = request.GET.get("order") != "protocol"
    places = standings.by_place(places) if by_place else places
    groups = season.criteria.groups.all()
    if request.GET.get("format") == "xlsx":
        title = f"Xếp thứ năm {season.year} - {season.bloc.short_name}"
        return excel.download(title, _headings(groups), [_exported(place, groups) for place in places])
    follows = can_see_all_sheets(request.user, season)
    context = {"season": season, "groups": groups, "full": full, "by_place": by_place}
    context["rows"] = [(place, _link(place, follows, own)) for place in places]
    context["waiting"] = sum(place.totals is None for place in places)
    return render(request, "results/standing.html", context)


def _link(place, follows, own):
    """Where the total can be opened; empty for who may not see the sheet."""
    if place.sheet and follows:
        return reverse("results:appraise", args=[place.sheet.pk])
    return place.sheet.get_absolute_url() if place.sheet and place.agency_id in own else ""


def _headings(groups):
    return ["Xếp thứ", "Đơn vị", *[group.name for group in groups], "Tổng điểm", "Trạng thái"]


def _exported(place, groups):
    brought = [group.signed for group in place.totals.groups] if place.totals else [None] * len(groups)
    return [place.rank, place.name, *brought, place.totals and place.totals.total, place.state]
