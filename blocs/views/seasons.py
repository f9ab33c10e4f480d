"""A bloc's year: opened, described, planned, led, and moved on from planning."""

from django.contrib import messages
from django.shortcuts import redirect, render

from blocs import (
    calendar,
    flags,
    funds,
    lateness,
    leadership,
    openings,
    phases,
    rotation,
    schedule,
    seasons,
    set_up,
    takeover,
    work_plans,
)
from blocs.forms import FirstSeasonForm, LeadForm, OpenSeasonForm, PlanForm, ReasonForm, SeasonForm
from blocs.models import Bloc, Season, Span
from blocs.permissions import (
    can_appoint_lead,
    can_direct_season,
    can_edit_criteria,
    can_open_season,
    can_prepare_season,
    can_see,
)
from core import clock
from core.guards import allowed, edits, reads, writes

FORM = "blocs/form.html"


@reads
@allowed(can_see, Season)
def season_detail(request, season):
    """The year's rules: phase, dates, lead, members, and what planning still lacks."""
    directs = can_direct_season(request.user, season)
    context = {
        "season": season,
        "steps": calendar.steps(season),
        "deadlines": calendar.ahead(season)[:4],
        "terms": season.terms.named(season.standing_on),
        "members": seasons.members_of(season),
        "flags": flags.on_view(season),
        "fund": funds.book(season),
        "late": lateness.of(season),
        "plan": work_plans.versions(season).first(),
        "directs": directs,
        "prepares": can_prepare_season(request.user, season),
        "appoints": can_appoint_lead(request.user, season),
        "lacking": seasons.lacking(season) if directs and season.phase == "planning" else None,
        "set_up": set_up.of(season.bloc, request.user) if season.phase == "planning" else None,
    }
    return render(request, "blocs/season_detail.html", context)


@edits
@allowed(can_open_season, Bloc)
def season_new(request, bloc):
    """Open a year; what it takes over from the one before is told beside."""
    if not bloc.seasons.exists():
        return _first_season(request, bloc)
    form = OpenSeasonForm(request.POST or None, bloc=bloc)
    if form.attempt(seasons.open_season, bloc, by=request.user):
        opened = f"Đã mở năm thi đua {form.result.year}."
        messages.success(request, f"{opened} {seasons.taken_over(form.result)}".strip())
        return redirect(form.result)
    first = form.fields["year"].initial
    context = {"form": form, "bloc": bloc, "takeover": takeover.of(bloc, first)}
    return render(request, "blocs/season_new.html", context)


def _first_season(request, bloc):
    """The bloc's first year, with its dates and lead in the same form."""
    form = FirstSeasonForm(request.POST or None, bloc=bloc, initial=openings.lead_told(bloc))
    if form.attempt(openings.open_first, bloc, by=request.user):
        season = form.result
        messages.success(request, f"Đã mở {season.named}.")
        may = can_edit_criteria(request.user, season.criteria)
        return redirect("blocs:presets", season.criteria.pk) if may else redirect(season)
    year = form.fields["year"].initial
    proposed = schedule.proposed(bloc.span, year)
    kept = schedule.ahead(proposed, clock.today())
    dates = [(phases.label(phase), day, phase in kept) for phase, day in proposed.items()]
    context = {"form": form, "bloc": bloc, "year": Span(bloc.span).written(year), "dates": dates}
    context["set_up"] = set_up.of(bloc, request.user)
    return render(request, "blocs/season_first.html", context)


@edits
@allowed(can_prepare_season, Season)
def season_describe(request, season):
    """Set theme, paper form and standing day."""
    facts = {name: getattr(season, name) for name in SeasonForm.base_fields}
    form = SeasonForm(request.POST or None, initial=facts)
    if form.attempt(seasons.describe, season, by=request.user):
        messages.success(request, "Đã lưu chủ đề và quy định chung của năm.")
        return redirect(season)
    return render(request, FORM, {"form": form, "heading": f"Quy định chung {season.named}", "back": season})


@edits
@allowed(can_prepare_season, Season)
def season_plan(request, season):
    """Set the dates of the phases."""
    planned = dict(season.deadlines.values_list("phase", "ends_on"))
    planned = planned or schedule.proposed(season.span, season.year)
    concluded = season.phase != "planning"
    form = PlanForm(request.POST or None, concluded=concluded, initial=planned)
    if form.attempt(seasons.plan, season, by=request.user):
        messages.success(request, "Đã lưu lịch của năm.")
        return redirect(season)
    return render(
        request, FORM, {"form": form, "heading": f"Lịch năm thi đua {season.label}", "back": season}
    )


@edits
@allowed(can_appoint_lead, Season)
def season_lead(request, season):
    """Record who leads the year."""
    members = seasons.members_of(season)
    turn = rotation.preset(season.bloc, season.year, season.standing_on)
    initial = {"head": turn.agency_id} if turn else {}
    initial |= {term.post: term.agency_id for term in season.terms.all()}
    initial["deputies"] = [term.agency_id for term in season.terms.all() if term.post == "deputy"]
    form = LeadForm(request.POST or None, season=season, members=members, turn=turn, initial=initial)
    if form.attempt(leadership.appoint, season, by=request.user):
        messages.success(request, f"Đã ghi lãnh đạo {season.bloc.word} {season.named}.")
        return redirect(season)
    return render(
        request,
        FORM,
        {"form": form, "heading": f"Lãnh đạo {season.bloc.word} {season.named}", "back": season},
    )


@writes
@allowed(can_direct_season, Season)
def planning_conclude(request, season):
    """The head ends the planning."""
    seasons.conclude_planning(season, by=request.user)
    messages.success(request, "Đã kết thúc bước Xây dựng kế hoạch. Các đơn vị bắt đầu ghi chỉ tiêu giao ước.")
    return redirect(season)


@writes
@allowed(can_direct_season, Season)
def season_go_on(request, season):
    """The head ends a phase of work."""
    seasons.go_on(season, by=request.user)
    messages.success(request, f"Đã chuyển sang bước {season.get_phase_display()}.")
    return redirect(season)


@edits
@allowed(can_direct_season, Season)
def season_step_back(request, season):
    """The head returns to the phase before, with a reason."""
    form = ReasonForm(request.POST or None)
    form.fields["reason"].help_text = "Trở về bước ngay trước; những gì đã nhập được giữ nguyên."
    if form.attempt(phases.step_back, season, by=request.user):
        messages.success(request, f"Đã lùi về bước {season.get_phase_display()}.")
        return redirect(season)
    return render(
        request, FORM, {"form": form, "heading": f"Lùi từ bước {season.get_phase_display()}", "back": season}
    )
