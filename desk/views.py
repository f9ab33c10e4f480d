"""The first page of each person, the year at a glance, how large it is shown, the first start, health."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header, url_has_allowed_host_and_scheme

from blocs import calendar, notices, phases
from blocs.models import Bloc, Season
from blocs.permissions import can_direct_season, can_see
from core import clock, first_run, ics, sessions
from core.guards import allowed, anyone, edits, public, reads, writes
from core.text import file_name
from desk import dates, overview, profile, shell, todo
from desk.first_run import set_up
from desk.forms import FirstRunForm, as_facts
from documents import excel, health
from members.models import Agency

DATES = ["Từ ngày", "Đến ngày", "Việc", "Loại", "Địa điểm", "Tình trạng"]


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
        "notice": notices.of(season.criteria) if season and not phases.is_over(season, "appraisal") else None,
    }
    return render(request, "desk/desk.html", context)


@reads
@allowed(can_see, Season)
def season_overview(request, season):
    """Where the year stands: its steps, how far every member is, dates, lead, what is done together."""
    glance = overview.of(request.user, season)
    if request.GET.get("format") == "xlsx" and glance.progress:
        title = f"Tiến độ {season.named} - {season.bloc.short_name}"
        return excel.download(title, glance.progress.columns, glance.progress.exported)
    activities, held, planned = overview.activities_of(season)
    context = {
        "season": season,
        "glance": glance,
        "steps": calendar.steps(season),
        "deadlines": calendar.ahead(season)[:3],
        "lead": overview.lead_of(season, glance.names),
        "activities": activities,
        "held": held,
        "planned": planned,
        "movements": season.movements.all(),
    }
    return render(request, "desk/season.html", context)


@reads
@allowed(lambda user, agency: True, Agency)
def agency_profile(request, agency):
    """An agency through time, with what its predecessors held; its years also as Excel."""
    found = profile.of(request.user, agency)
    if request.GET.get("format") == "xlsx":
        columns = ["Năm", "Khối", "Tên khi đó", "Tổng điểm", "Xếp thứ"]
        rows = [(row.standing.season.year, row.standing.season.bloc.name, row.name) for row in found.places]
        reached = [(row.standing.total, row.standing.rank) for row in found.places]
        told = [(*facts, *numbers) for facts, numbers in zip(rows, reached, strict=True)]
        return excel.download(f"Kết quả qua các năm - {agency.short_name}", columns, told)
    return render(request, "desk/agency.html", {"agency": agency, "profile": found})


@writes
@allowed(anyone)
def project(request):
    """Show every page larger from now on, for a projector, or as usual again; kept in a cookie."""
    back = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    answer = HttpResponseRedirect(back if ours else reverse("desk:desk"))
    if request.POST.get("on"):
        answer.set_cookie(
            shell.PROJECT, "1", httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
        )
    else:
        answer.delete_cookie(shell.PROJECT, samesite="Lax")
    return answer


@reads
@allowed(can_see, Season)
def season_dates(request, season):
    """All dates of the year, what is late, and how the planned dates were moved."""
    found = dates.of(season)
    if request.GET.get("format") == "xlsx":
        rows = [
            (one.starts_on, one.ends_on, one.name, dates.KINDS[one.kind], one.place, one.note)
            for one in found
        ]
        return excel.download(f"Lịch {season.named}", DATES, rows)
    context = {
        "season": season,
        "months": dates.by_month(found),
        "kinds": dates.KINDS,
        "late": dates.late(found),
        "moves": calendar.moves(season),
        "directs": can_direct_season(request.user, season),
    }
    return render(request, "desk/dates.html", context)


@reads
@allowed(can_see, Season)
def season_dates_file(request, season):
    """The same dates as a calendar file; taken in again, it moves what was moved."""
    content = dates.as_file(season, dates.of(season), link=request.build_absolute_uri)
    response = HttpResponse(content, content_type=ics.CONTENT_TYPE)
    name = f"Lịch năm thi đua {season.label} - {season.bloc.short_name}.ics"
    response.headers["Content-Disposition"] = content_disposition_header(True, file_name(name))
    return response


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
        sessions.begin(request, form.result)
        messages.success(request, "Đã khai báo xong. Tiếp theo, hãy ghi các đơn vị thành viên của khối.")
        return redirect("blocs:members_upload", Bloc.objects.visible_to(form.result).get().pk)
    return render(request, "desk/first_run.html", {"form": form})


@reads
@public
def healthz(request):
    """Whether everything works: 200 when all is well, else 503 and, for each part, a sentence. For probes."""
    found = health.look()
    facts = {**found.lines, "last_sweep_seconds": found.last_sweep}
    return JsonResponse(facts, status=200 if found.good else 503, json_dumps_params={"ensure_ascii": False})
