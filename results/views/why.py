"""Why a member has its total: one page for the member and for those who follow the bloc."""

from django.shortcuts import render

from core.guards import allowed, reads
from documents import excel
from results import explained
from results.models import ScoreSheet
from results.permissions import can_compare, can_see, can_see_standing

COLUMNS = ["Bước", "Thay đổi", "Còn lại"]


@reads
@allowed(can_see, ScoreSheet)
def sheet_why(request, sheet):
    """The total of a sheet from its lines up; a member reads it once its own appraisal is closed."""
    follows = can_compare(request.user, sheet)
    whole = ScoreSheet.objects.whole().named(sheet.season.standing_on).get(pk=sheet.pk)
    whole.season = sheet.season  # comes with its terms and criteria
    context = {"sheet": whole, "season": whole.season, "follows": follows}
    if follows or whole.state == ScoreSheet.State.APPRAISED:
        told = explained.of(whole, full=can_see_standing(request.user, whole.season))
        if request.GET.get("format") == "xlsx":
            rows = [(step.label, step.amount, step.after) for step in told.steps]
            return excel.download(f"Vì sao {told.totals.total} điểm - {whole.code}", COLUMNS, rows)
        context["told"] = told
    return render(request, "results/why.html", context)
