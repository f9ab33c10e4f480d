"""What the year-end conference votes on: the nominations, and next year's lead."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from awards.models import Nomination
from blocs.forms import ReasonForm
from conferences import attendance, elections, endorsement, majority
from conferences.forms import ElectionCorrectionForm, ElectionForm, EndorsementForm
from conferences.models import Conference
from conferences.permissions import can_run, can_see
from core.guards import allowed, edits
from core.rules import RuleError
from documents import excel

OPEN = Conference.State.OPEN
ROWS = ("votes_", "shown_")  # the fields of one nomination (EndorsementForm)
HEADS = ["Hình thức", "Đối tượng", "Đơn vị đề nghị", "Số phiếu", "Trên tổng số", "Kết quả"]


@edits
@allowed(can_run, Conference)
def endorse(request, conference):
    """The nominations by form; votes are typed, what carries is recorded, what does not is told."""
    _refuse_other_kind(conference)
    groups, present = endorsement.groups(conference.season), attendance.present(conference)
    if request.method == "GET" and request.GET.get("format") == "xlsx":
        return excel.download(f"Biểu quyết khen thưởng {conference.season.named}", HEADS, _exported(groups))
    if request.method == "POST" and _settled(request.POST, groups):
        messages.info(request, "Kết quả của các đề nghị vừa gửi đã được ghi từ trước nên không ghi thêm.")
        return redirect("conferences:endorse", conference.pk)
    form = EndorsementForm(request.POST or None, nominations=_proposed(groups), present=present)
    if form.is_valid() and form.cleaned_data["votes"]:
        count = len(form.cleaned_data["votes"])
        if form.attempt(endorsement.endorse, conference, by=request.user):
            messages.success(request, f"Đã ghi {count} đề nghị được thông qua.")
            if not form.failed:
                return redirect("conferences:endorse", conference.pk)
            groups = endorsement.groups(conference.season)
    return render(request, "conferences/endorse.html", _told(conference, groups, form, present))


@edits
@allowed(can_run, Conference)
def endorse_drop(request, conference, nomination):
    """Leave a nomination out, with a reason; votes that did not carry come as its beginning."""
    rows = Nomination.objects.visible_to(request.user).filter(season=conference.season_id)
    found = get_object_or_404(rows, pk=nomination)
    form = ReasonForm(request.POST or None, initial={"reason": _below(request)})
    if form.attempt(endorsement.drop, conference, found, by=request.user):
        messages.success(request, f"Đã đưa {found.subject} ra khỏi danh sách.")
        return redirect("conferences:endorse", conference.pk)
    context = {"form": form, "conference": conference, "season": conference.season, "danger": True}
    context |= {"heading": f"Không đưa vào danh sách: {found}", "submit": "Đưa ra khỏi danh sách"}
    return render(request, "conferences/form.html", context)


@edits
@allowed(can_see, Conference)
def elect(request, conference):
    """Record who leads next year: what it does is shown first; once recorded it is only read."""
    if hasattr(conference, "election"):
        context = {"conference": conference, "season": conference.season}
        context["elected"] = elections.lines_of(conference.election)
        context["corrects"] = conference.state == OPEN and can_run(request.user, conference)
        return render(request, "conferences/elected.html", context)
    if not can_run(request.user, conference):
        raise PermissionDenied
    _refuse_other_kind(conference)
    season, present = conference.season, attendance.present(conference)
    turn = elections.in_turn(season)
    preset = {"head": turn.agency_id} if turn else {}
    form = ElectionForm(request.POST or None, season=season, present=present, initial=preset)
    if "confirmed" in request.POST:
        if form.attempt(elections.record, conference, by=request.user):
            messages.success(
                request, f"Đã ghi kết quả bầu và lãnh đạo {season.bloc.word} năm {season.year + 1}."
            )
            return redirect(conference)
    elif form.attempt(elections.refuse_impossible, conference):
        return render(request, "conferences/elect_confirm.html", _effect(conference, form))
    context = {"form": form, "conference": conference, "season": season, "turn": turn}
    return render(request, "conferences/elect.html", context | {"year": season.year + 1})


@edits
@allowed(can_run, Conference)
def elect_change(request, conference):
    """Correct the recorded election, with a reason; what it does is shown first, as for recording it."""
    if not hasattr(conference, "election"):
        return redirect("conferences:elect", conference.pk)
    season, election = conference.season, conference.election
    form = ElectionCorrectionForm(
        request.POST or None, season=season, present=attendance.present(conference), election=election
    )
    if "confirmed" in request.POST:
        if form.attempt(elections.correct, conference, by=request.user):
            messages.success(
                request, f"Đã sửa kết quả bầu và lãnh đạo {season.bloc.word} năm {election.year}."
            )
            return redirect("conferences:elect", conference.pk)
    elif form.attempt(elections.refuse_needless, conference):
        return render(request, "conferences/elect_confirm.html", _effect(conference, form, election))
    context = {"form": form, "conference": conference, "season": season, "election": election}
    return render(request, "conferences/elect.html", context | {"year": election.year})


def _refuse_other_kind(conference):
    if conference.kind != Conference.Kind.YEAREND:
        raise RuleError("Khen thưởng được biểu quyết và lãnh đạo được bầu tại hội nghị tổng kết.")


def _settled(posted, groups):
    """Whether nothing that was sent waits any more: one click too many, or somebody was faster."""
    waiting = {str(row.pk) for row in _proposed(groups)}
    sent = {name.partition("_")[2] for name in posted if posted[name] and name.startswith(ROWS)}
    return not waiting or (bool(sent) and not sent & waiting)


def _proposed(groups):
    return [row for group in groups for row in group.nominations if row.state == "proposed"]


def _told(conference, groups, form, present):
    """What the page says of each row: its cells while it waits, else its result in words."""
    shown = []
    for group in groups:
        rows = []
        for row in group.nominations:
            cells = form.cells(row) if row.state == "proposed" else None
            failed = form.failed.get(row.pk, "")
            rows.append((row, endorsement.subject_of(row), cells, failed, _result(row)))
        shown.append((group.form, rows))
    return {
        "conference": conference,
        "season": conference.season,
        "groups": shown,
        "form": form,
        "waiting": len(_proposed(groups)),
        "present": present,
        "threshold": majority.in_words(present) if present else "",
        "runs": conference.state == OPEN,
    }


def _result(row):
    return majority.result_in_words(row.votes, row.votes_base) if row.state != "dropped" else row.reason


def _below(request):
    votes, base = request.GET.get("votes", ""), request.GET.get("base", "")
    if not (votes.isdecimal() and base.isdecimal() and len(votes + base) < 8 and int(base)):
        return ""
    said = majority.below_in_words(int(votes), int(base))
    return f"{said[:1].upper()}{said[1:]}."


def _effect(conference, form, election=None):
    season = conference.season
    rows = [
        (
            getattr(season.bloc, f"{post}_label"),
            agency,
            majority.result_in_words(votes, base),
            _weak(votes, base),
        )
        for post, agency, votes, base in form.cleaned_data["places"]
    ]
    hidden = [(field.html_name, field.data) for field in form if field.data]
    context = {"conference": conference, "season": season, "rows": rows, "hidden": hidden}
    context["election"] = election
    context["back"] = reverse(f"conferences:{'elect_change' if election else 'elect'}", args=[conference.pk])
    return context | {"effect": elections.effect(conference)}


def _weak(votes, base):
    return votes is not None and not majority.carried(votes, base)


def _exported(groups):
    for group in groups:
        for row in group.nominations:
            votes = row.votes, row.votes_base
            yield [group.form.name, endorsement.subject_of(row), row.name, *votes, row.get_state_display()]
