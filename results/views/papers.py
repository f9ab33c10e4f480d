"""The signed pledge taken away as PDF or Word: asked for, watched, downloaded."""

from django.shortcuts import get_object_or_404
from django.urls import reverse

from blocs.models import Season
from core.guards import allowed, reads, writes
from documents import handout
from results.models import PledgeSigning
from results.permissions import can_see


@writes
@allowed(can_see, Season)
def pledge_paper_request(request, season, format):
    """Ask for the file; asking again leads to the same one, and starts a failed one afresh."""
    return handout.ask(request, _paper(season), format, _url(season, format))


@reads
@allowed(can_see, Season)
def pledge_paper_progress(request, season, format):
    """Show how far the file is; htmx asks for the partial every two seconds."""
    return handout.watch(
        request,
        _paper(season),
        format,
        _url(season, format),
        template="results/paper_progress.html",
        season=season,
    )


@reads
@allowed(can_see, Season)
def pledge_paper_file(request, season, format):
    """Hand out the finished file."""
    return handout.hand_out(request, _paper(season), format, _url(season, format))


def _paper(season):
    return get_object_or_404(PledgeSigning.objects.select_related("paper"), season=season).paper


def _url(season, format):
    return lambda step: reverse(f"results:pledge_paper_{step}", args=[season.pk, format])
