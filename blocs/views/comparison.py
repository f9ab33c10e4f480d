"""The criteria table beside last year's."""

from django.shortcuts import render

from blocs import comparison, outline
from blocs.models import CriteriaTable
from blocs.permissions import can_see
from core.guards import allowed, reads


@reads
@allowed(can_see, CriteriaTable)
def criteria_compare(request, table):
    """What is new, gone, changed and moved since the bloc's year before."""
    season = table.season
    tables = CriteriaTable.objects.visible_to(request.user).whole()
    now = tables.get(pk=table.pk)
    former = tables.filter(season__bloc=season.bloc_id, season__year__lt=season.year)
    before = former.order_by("-season__year").first()
    context = {"table": table, "season": season, "before": before}
    if before:
        outlines = outline.of(before), outline.of(now)
        sections = comparison.compare(*outlines)
        ladders = [outline.ladder_words(each) for each in outlines]
        context |= {"sections": sections, "counts": comparison.counts(sections)}
        context |= {"sides": list(zip((before.season.year, season.year), outlines, ladders, strict=True))}
        context["standards_differ"] = len({each.standards for each in outlines}) > 1
    return render(request, "blocs/criteria_compare.html", context)
