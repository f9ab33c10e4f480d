"""The sandbox: what the places of a year would be with other points or rules. Keeps nothing."""

from django.shortcuts import render

from awards.limiting import quotas
from blocs.models import Season
from conferences.permissions import can_try
from conferences.standing import trials
from conferences.standing.trial_forms import TrialForm
from core import clock
from core.guards import allowed, tries


@tries
@allowed(can_try, Season)
def ranking_trial(request, season):
    """Show the year before and after what the form tries; the form alone carries it from page to page."""
    agencies = [meter for meter in quotas.meters(season) if meter.recipient == "agency"]
    given = trials.read(season, agencies)
    form = TrialForm(request.POST or None, given=given)
    context = {"season": season, "form": form, "groups": given.table.tops, "now": clock.now()}
    tried = form.trial if form.is_valid() else trials.Trial()
    context |= {"tried": bool(tried), "said": form.said(), "outcome": trials.compare(given, tried)}
    context["faults"] = _faults(form)
    return render(request, "conferences/ranking_trial.html", context)


def _faults(form):
    """Return (id of the field, its name, the sentence) of what cannot be tried."""
    return [
        (form[name].id_for_label, form.fields[name].label, errors[0]) for name, errors in form.errors.items()
    ]
