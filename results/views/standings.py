"""The standing of a year: totals and places of every member, on the page and as Excel."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render

from blocs.models import Season
from core.guards import allowed, edits, reads, writes
from documents import papers
from members import acting
from results import standing_paper, standings, ties, years
from results.forms import TieVotesForm
from results.permissions import can_direct, can_see, can_see_all_sheets, can_see_standing
from results.views import reading_copies, standing_rows


@reads
@allowed(can_see, Season)
def standing(request, season):
    """The table of all members, or the own line while the others are still judged."""
    full, own = can_see_standing(request.user, season), acting.agencies_of(request.user)
    everyone = standings.of(season)
    places = everyone if full else standings.own_only(everyone, own)
    by_place = request.GET.get("order") != "protocol"
    places = standings.by_place(places) if by_place else places
    changed = years.changes(season, places, request.user) if full else {}
    if request.GET.get("format") == "xlsx":
        return standing_rows.workbook(season, places, changed)
    follows = can_see_all_sheets(request.user, season)
    context = {
        "season": season,
        "groups": season.criteria.tops,
        "grades": season.criteria.grades.all(),
        "full": full,
        "follows": follows,
        "by_place": by_place,
        "changed": next((change.year for change in changed.values()), None),
        "rows": standing_rows.of(places, changed, follows=follows, own=own),
        "waiting": sum(place.totals is None for place in places),
        **(standing_rows.seal(season, everyone) if full else {}),
        **(_ties(season, places) if can_direct(request.user, season) else {}),
    }
    return render(request, "results/standing.html", context)


@reads
@allowed(can_see, Season)
def standing_paper_file(request, season, format):
    """The table of all members with its figures as PDF or Word, drawn as it stands now."""
    if not can_see_standing(request.user, season) or format not in papers.CONTENT_TYPES:
        raise Http404
    follows = can_see_all_sheets(request.user, season)
    content = standing_paper.file(season, user=request.user, follows=follows, format=format)
    return reading_copies.answer(standing_paper.title(season), content, format)


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


def _ties(season, places):
    """Who waits for votes, and whether some are recorded, while they can be."""
    if season.phase != ties.VOTES_IN:
        return {}
    return {"tied": ties.waiting(places), "voted": season.tie_votes.exists()}
