"""The map of missing evidence, on screen and as a workbook."""

from django.shortcuts import render

from blocs.models import Season
from core.guards import allowed, reads
from documents import excel
from members import acting
from results import proof_map
from results.permissions import can_see, can_see_all_sheets


@reads
@allowed(can_see, Season)
def evidence_map(request, season):
    """Criteria against members; those who see only their own sheet find only their own column."""
    everything = can_see_all_sheets(request.user, season)
    found = proof_map.of(season, None if everything else acting.agencies_of(request.user))
    if request.GET.get("format") == "xlsx":
        return excel.download(f"Minh chứng còn thiếu {season.named}", *proof_map.table(found))
    return render(
        request, "results/evidence_map.html", {"season": season, "map": found, "everything": everything}
    )
