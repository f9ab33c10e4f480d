"""Conferences: those of a year, the page of one, planned, opened, concluded, closed."""

from django.contrib import messages
from django.shortcuts import redirect, render

from blocs import phases, states
from blocs.forms import PaperForm, ReasonForm
from blocs.models import Season
from conferences import agenda
from conferences.attending import attendance, quorum
from conferences.endorsing import elections, endorsement
from conferences.forms import ConclusionForm, ConferenceForm, NewConferenceForm
from conferences.holding import other_phase
from conferences.models import Conference
from conferences.permissions import can_confirm_standing, can_keep, can_run, can_see, can_see_handover
from conferences.polling import poll_results
from conferences.rehearsing import rehearsals
from conferences.running import call_list, meetings
from conferences.views import course_page
from core.dates import short
from core.guards import allowed, edits, reads, writes
from core.rules import RuleError
from documents import excel
from documents.models import Rendition

FORM = "conferences/form.html"
KINDS = Conference.Kind


@reads
@allowed(can_see, Season)
def conference_list(request, season):
    """The conferences of a year, and which could be planned."""
    rows = season.conferences.all()
    if request.GET.get("format") == "xlsx":
        heads = ["Hội nghị", "Loại", "Khai mạc", "Bế mạc", "Địa điểm", "Trạng thái"]
        title = f"Hội nghị {season.named} - {season.bloc.short_name}"
        return excel.download(title, heads, [_exported(row) for row in rows])
    held = {row.kind for row in rows}
    offered = [kind for kind in KINDS if kind in meetings.MANY or kind not in held]
    offered = offered if can_keep(request.user, season) else []
    likely = meetings.likely(season)
    context = {"season": season, "rows": rows, "offered": offered}
    context["first"] = likely if likely in offered else next(iter(offered), None)
    return render(request, "conferences/conference_list.html", context)


@reads
@allowed(can_see, Conference)
def conference_detail(request, conference):
    """Details, agenda, who came, resolutions, and what is missing."""
    runs = can_run(request.user, conference) and not conference.is_over
    points = course_page.points(conference)
    context = {
        "conference": conference,
        "season": conference.season,
        "runs": runs,
        **_there(conference),
        "leading": conference.delegates.sitting().filter(role__in=("chair", "secretary")),
        "agenda": points,
        **agenda.told(points),
        **course_page.context(request.user, conference, runs),
        "resolutions": conference.resolutions.all(),
        **_decided(conference, runs),
        "lacking": _lacking(conference) if runs else None,
        "other_phase": other_phase(conference) if runs else "",
        "formats": Rendition.Format.choices,
        "hands_over": can_see_handover(request.user, conference.season),
        "resumes": _resumes(request.user, conference),
        "confirms": can_confirm_standing(request.user, conference) and conference.kind == KINDS.YEAREND,
        **_rehearsed(request.user, conference),
    }
    return render(request, "conferences/conference_detail.html", context)


def _decided(conference, runs):
    return {
        "polls": conference.polls.all(),
        "votable": poll_results.may_stand(conference) if runs else (),
        "elected": elections.lines_of(conference.election) if hasattr(conference, "election") else None,
        "waiting": endorsement.waiting(conference.season).count() if runs else 0,
        "honours": call_list.count_of(conference),
    }


@edits
@allowed(can_keep, Season)
def conference_new(request, season):
    """Plan a conference."""
    asked = request.GET.get("kind", "")
    kind = asked if asked in KINDS.values else ""
    form = NewConferenceForm(request.POST or None, season=season, kind=kind)
    if form.attempt(meetings.plan, season, by=request.user):
        messages.success(request, "Đã lên lịch hội nghị. Tiếp theo, ghi chương trình và mời đại biểu.")
        return redirect(form.result)
    context = {"form": form, "season": season, "heading": "Lên lịch hội nghị", "submit": "Lên lịch hội nghị"}
    return render(request, FORM, context)


@edits
@allowed(can_run, Conference)
def conference_change(request, conference):
    """Correct title, days, time, venue."""
    facts = {name: getattr(conference, name) for name in ConferenceForm.base_fields}
    form = ConferenceForm(request.POST or None, initial=facts)
    if form.attempt(meetings.change, conference, by=request.user):
        messages.success(request, "Đã lưu thông tin hội nghị.")
        return redirect(conference)
    return _form(request, form, conference, "Thông tin hội nghị", "Lưu thông tin")


@writes
@allowed(can_run, Conference)
def conference_open(request, conference):
    """Open it; its rehearsal goes where that was said."""
    meetings.open(conference, erase_rehearsal="erase_rehearsal" in request.POST, by=request.user)
    messages.success(request, "Đã khai mạc hội nghị.")
    return redirect(conference)


@edits
@allowed(can_run, Conference)
def conference_back(request, conference):
    """Return it to its preparation, with a reason."""
    form = ReasonForm(request.POST or None)
    form.fields["reason"].help_text = "Hội nghị trở lại bước chuẩn bị; những gì đã ghi được giữ nguyên."
    if form.attempt(meetings.back_to_plan, conference, by=request.user):
        messages.success(request, "Hội nghị đã trở lại bước chuẩn bị.")
        return redirect(conference)
    return _form(request, form, conference, "Trở lại bước chuẩn bị", "Trở lại chuẩn bị")


@edits
@allowed(can_run, Conference)
def conference_conclude(request, conference):
    """Write the chair's conclusion."""
    form = ConclusionForm(request.POST or None, initial={"conclusion": conference.conclusion})
    if form.attempt(meetings.conclude, conference, by=request.user):
        messages.success(request, "Đã lưu kết luận của chủ trì.")
        return redirect(conference)
    return _form(request, form, conference, "Kết luận của chủ trì", "Lưu kết luận")


@edits
@allowed(can_run, Conference)
def conference_close(request, conference):
    """Show what is missing and what closing does; close."""
    form = PaperForm(request.POST if request.method == "POST" else None, season=conference.season)
    if form.is_valid():
        meetings.close(conference, **form.cleaned_data, by=request.user)
        messages.success(request, "Đã bế mạc hội nghị và lập biên bản.")
        return redirect(conference)
    if conference.state != Conference.State.OPEN:
        raise RuleError("Chỉ hội nghị đang họp mới bế mạc được.")
    ends = meetings.ends_phase(conference)
    context = {
        "conference": conference,
        "season": conference.season,
        "form": form,
        "lacking": meetings.lacking(conference),
        "reminders": meetings.reminders(conference),
        "turnout": attendance.turnout(*attendance.roll(conference)),
        "ends": phases.label(ends) if ends else "",
        "begins": phases.label(states.following(ends)) if ends else "",
    }
    return render(request, "conferences/conference_close.html", context)


@writes
@allowed(can_run, Conference)
def conference_resume(request, conference):
    """Lead the year on again after a step back behind a closed conference."""
    season = meetings.resume(conference, by=request.user)
    messages.success(request, f"Năm {season.label} đã chuyển sang bước {season.get_phase_display()}.")
    return redirect(conference)


def _rehearsed(user, conference):
    """The rehearsal of a conference, until when one stands, and who may erase it."""
    found = conference if conference.is_rehearsal else rehearsals.of(conference)
    if not found:
        return {}
    told = {"rehearsed_until": rehearsals.lasts_until(found), "erases": can_run(user, conference)}
    return told if conference.is_rehearsal else told | {"rehearsal": found}


def _form(request, form, conference, heading, submit):
    context = {"form": form, "conference": conference, "season": conference.season}
    return render(request, FORM, context | {"heading": heading, "submit": submit})


def _lacking(conference):
    if conference.state == Conference.State.PLANNED:
        return meetings.missing(conference)
    return meetings.lacking(conference)


def _there(conference):
    """Who is there, and whether that is enough."""
    turnout = attendance.turnout(*attendance.roll(conference))
    return {"turnout": turnout, "quorum": quorum.standing(conference, turnout)}


def _resumes(user, conference):
    """The phase that begins when the year is led on behind a closed conference, or nothing."""
    ends = conference.is_over and can_run(user, conference) and meetings.ends_phase(conference)
    return phases.label(states.following(ends)) if ends else ""


def _exported(row):
    days = short(row.starts_on), short(row.ends_on)
    return [row.title, row.get_kind_display(), *days, row.venue, row.get_state_display()]
