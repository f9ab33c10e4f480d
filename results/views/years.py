"""The standing through the years, and the map of a year's members and criteria."""

from django.shortcuts import render

from blocs.models import Bloc, Season
from core.guards import allowed, reads
from documents import excel
from documents.figures import bumps, heats
from results import criteria_map, years
from results.permissions import can_see, can_see_all_sheets


@reads
@allowed(can_see, Bloc)
def standing_years(request, bloc):
    """Places of a bloc over its concluded years, drawn and as a table."""
    found = years.of(bloc, request.user)
    if request.GET.get("format") == "xlsx":
        return excel.download(f"Xếp thứ qua các năm - {bloc.short_name}", *years.exported(found))
    context = {"bloc": bloc, "found": found, "chart": bumps.draw(found.ranks)}
    return render(request, "results/standing_years.html", context)


@reads
@allowed(can_see_all_sheets, Season)
def standing_criteria(request, season):
    """Every member's line under every criterion: what is lacking, or what the appraisal changed."""
    wanted = criteria_map.DIFFERENCE if season.phase != "scoring" else criteria_map.COMPLETION
    shows = request.GET.get("show", wanted)
    shows = shows if shows in criteria_map.SHOWN else wanted
    found = criteria_map.of(season, shows)
    if request.GET.get("format") == "xlsx":
        heads = [f"{criterion.code} {criterion.name}" for criterion in found.criteria]
        rows = [[row.name, row.code, *(cell.shown for cell in row.cells)] for row in found.rows]
        title = f"Tiêu chí từng đơn vị {season.named}"
        return excel.download(title, ["Đơn vị", "Ký hiệu", *heads], rows)
    context = {"season": season, "found": found, "shows": shows, "modes": criteria_map.SHOWN}
    context["chart"] = heats.draw(found.heat)
    return render(request, "results/standing_criteria.html", context)
