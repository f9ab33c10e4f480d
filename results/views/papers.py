"""The signed pledge taken away as PDF or Word: asked for, watched, downloaded."""

from django.shortcuts import get_object_or_404

from blocs.models import Season
from documents import handout
from results.models import PledgeSigning
from results.permissions import can_see


def _paper(season):
    return get_object_or_404(PledgeSigning.objects.select_related("paper"), season=season).paper


pledge_paper_request, pledge_paper_progress, pledge_paper_file = handout.views(
    Season,
    can_see,
    room=__name__,
    url="results:pledge_paper",
    template="results/paper_progress.html",
    about=lambda season: {"season": season},
    paper=_paper,
)
