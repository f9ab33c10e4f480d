"""The first page of each person, the choice of year, the very first start, and the health of it all."""

from django.contrib.auth import login
from django.http import JsonResponse
from django.shortcuts import redirect, render

from blocs import calendar, phases
from blocs.models import Season
from blocs.permissions import can_see
from core import clock, first_run
from core.guards import allowed, edits, public, reads, writes
from desk import shell, todo
from desk.first_run import set_up
from desk.forms import FirstRunForm, as_facts
from documents import health

OPEN_BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@reads
@public
def desk(request):
    """What I have to do, and where the year stands. An empty installation starts at its set-up."""
    if not request.user.is_authenticated:
        return redirect("desk:first_run" if first_run.is_open() else "account_login")
    season = shell.season_on_view(request)
    context = {
        "season": season,
        "todos": todo.of(request.user, season),
        "today": clock.today(),
        "steps": calendar.steps(season) if season else [],
        "step_number": phases.number(season.phase) if season else 0,
        "deadlines": calendar.ahead(season)[:4] if season else [],
    }
    return render(request, "desk/desk.html", context)


@writes
@allowed(can_see, Season)
def look_at(request, season):
    """Look at another year from now on, in this session."""
    request.session[shell.CHOSEN] = season.pk
    return redirect("desk:desk")


@edits
@public
def set_up_page(request):
    """The first officer sets up an empty installation."""
    if not first_run.is_open():
        return redirect("desk:desk")
    form = FirstRunForm(request.POST or None, initial={"code": request.GET.get("code", "")})
    if form.attempt(lambda **values: set_up(**as_facts(values))):
        login(request, form.result, OPEN_BACKEND)
        return redirect("desk:desk")
    return render(request, "desk/first_run.html", {"form": form})


@reads
@public
def healthz(request):
    """Whether everything works: 200 when all is well, else 503 and, for each part, a sentence. For probes."""
    found = health.look()
    facts = {**found.lines, "last_sweep_seconds": found.last_sweep}
    return JsonResponse(facts, status=200 if found.good else 503, json_dumps_params={"ensure_ascii": False})
