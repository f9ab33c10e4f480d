"""The people of the year's members in figures: entered by each member, read by who leads and manages."""

from django.contrib import messages
from django.shortcuts import redirect, render

from awards.models import Workforce
from awards.permissions import can_see_all
from awards.qualifying import workforce
from awards.qualifying.forms import WorkforceForm
from awards.qualifying.permissions import can_keep_workforce, can_see_workforce
from awards.qualifying.subjects import Subjects
from awards.views.candidates import agencies_for
from blocs.models import Season
from core.guards import allowed, edits, reads
from documents import excel

COLUMNS = ["Đơn vị", "Tập thể", "Tổng số", "Nữ", "Hoàn thành nhiệm vụ", "LĐTT", "CSTĐ cơ sở", "Căn cứ"]


@reads
@allowed(can_see_workforce, Season)
def workforce_list(request, season):
    """The figures that one may see, in protocol order; as a page or as Excel."""
    places = {member.agency_id: (place, member.name) for place, member in enumerate(season.members)}
    rows = Workforce.objects.visible_to(request.user).filter(season=season)
    rows = sorted((row for row in rows if row.agency_id in places), key=lambda row: _place(row, places))
    found = [(row, places[row.agency_id][1]) for row in rows]
    if request.GET.get("format") == "xlsx":
        title = f"Số liệu lao động {season.named}"
        return excel.download(title, COLUMNS, [_exported(*row) for row in found])
    keeps = can_keep_workforce(request.user, season) and not season.is_closed
    context = {"season": season, "rows": found, "keeps": keeps}
    if can_see_all(request.user, season):
        told = {row.agency_id for row in rows if row.collective_id is None}
        context["silent"] = [name for pk, (_, name) in places.items() if pk not in told]
    return render(request, "awards/workforce_list.html", context)


@edits
@allowed(can_keep_workforce, Season)
def workforce_edit(request, season):
    """Enter the figures of a member, or of its collective `?of`; what is there already is corrected."""
    agencies = agencies_for(request.user, season)
    agency = next((row for row in agencies if str(row.pk) == request.GET.get("agency")), agencies[0])
    subjects = Subjects(agency, persons=False)
    collective = subjects.chosen(request.GET.get("of"))["collective"]
    held = Workforce.objects.filter(season=season, agency=agency, collective=collective).values().first()
    form = WorkforceForm(request.POST or None, initial=held)
    facts = {"collective": collective, "by": request.user}
    if form.attempt(workforce.set_figures, season, agency, **facts):
        messages.success(request, f"Đã lưu số liệu của {collective or agency.name}.")
        return redirect("awards:workforce", season.pk)
    context = {"season": season, "form": form, "agency": agency, "agencies": agencies}
    context |= {"subjects": subjects.choices, "of": request.GET.get("of", ""), "collective": collective}
    return render(request, "awards/workforce_form.html", context)


def _place(row, places):
    return (places[row.agency_id][0], row.collective_id is not None, str(row.collective or ""), row.pk)


def _exported(row, agency):
    numbers = (row.people, row.women, row.completed, row.advanced, row.fighters)
    return [agency, row.collective and str(row.collective), *numbers, row.source]
