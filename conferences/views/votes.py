"""What the year-end conference votes on: the nominations, and next year's lead."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from awards.models import Nomination
from blocs import ballots
from blocs.forms import ReasonForm
from conferences.endorsing import counting, elections, endorsement, endorsement_changes, majority
from conferences.forms import (
    ElectionCorrectionForm,
    ElectionForm,
    EndorsementChangeForm,
    EndorsementForm,
)
from conferences.holding import refuse_rehearsal
from conferences.models import Conference
from conferences.permissions import can_run, can_see
from conferences.polling import poll_results
from core.guards import allowed, edits
from core.rules import RuleError
from documents import excel

OPEN = Conference.State.OPEN
ROWS = ("votes_", "shown_")  # the fields of one nomination (EndorsementForm)
RECORDED = "Đã ghi kết quả bầu và lãnh đạo {} năm {}."
HEADS = ["Hình thức", "Đối tượng", "Đơn vị đề nghị", "Số phiếu", "Trên tổng số", "Kết quả"]


@edits
@allowed(can_run, Conference)
def endorse(request, conference):
    """The nominations by form; votes are typed, what carries is recorded, what does not is told."""
    _refuse_other_kind(conference)
    groups, rule = endorsement.groups(conference.season), counting.rule_of(conference.season)
    present = counting.base_of(conference, rule)
    if request.method == "GET" and request.GET.get("format") == "xlsx":
        return excel.download(f"Biểu quyết khen thưởng {conference.season.named}", HEADS, _exported(groups))
    if request.method == "POST" and _settled(request.POST, groups):
        messages.info(request, "Kết quả của các đề nghị vừa gửi đã được ghi từ trước nên không ghi thêm.")
        return redirect("conferences:endorse", conference.pk)
    form = EndorsementForm(request.POST or None, nominations=_proposed(groups), rule=rule, present=present)
    if form.is_valid() and form.cleaned_data["votes"]:
        count = len(form.cleaned_data["votes"])
        if form.attempt(endorsement.endorse, conference, by=request.user):
            messages.success(request, f"Đã ghi {count} đề nghị được thông qua.")
            if not form.failed:
                return redirect("conferences:endorse", conference.pk)
            groups = endorsement.groups(conference.season)
    return render(request, "conferences/endorse.html", _told(conference, groups, form))


@edits
@allowed(can_run, Conference)
def endorse_drop(request, conference, nomination):
    """Leave a nomination out, with a reason; votes that did not carry come as its beginning."""
    rows = Nomination.objects.visible_to(request.user).filter(season=conference.season_id)
    found = get_object_or_404(rows, pk=nomination)
    form = ReasonForm(request.POST or None, initial={"reason": _below(request, conference)})
    if form.attempt(endorsement.drop, conference, found, by=request.user):
        messages.success(request, f"Đã đưa {found.subject} ra khỏi danh sách.")
        return redirect("conferences:endorse", conference.pk)
    context = {"form": form, "conference": conference, "season": conference.season, "danger": True}
    context |= {"heading": f"Không đưa vào danh sách: {found}", "submit": "Đưa ra khỏi danh sách"}
    context["back_to"] = reverse("conferences:endorse", args=[conference.pk])
    return render(request, "conferences/form.html", context)


@edits
@allowed(can_run, Conference)
def endorse_change(request, conference, nomination):
    """Correct the votes of a nomination, or endorse its subject for another form, with a reason."""
    _refuse_other_kind(conference)
    rows = Nomination.objects.visible_to(request.user).filter(season=conference.season_id)
    found, rule = get_object_or_404(rows, pk=nomination), counting.rule_of(conference.season)
    begun = {"form": found.form_id, "votes": found.votes, "base": found.votes_base}
    begun["base"] = begun["base"] or counting.base_of(conference, rule) or None
    facts = {"awards": endorsement_changes.forms_for(found), "counted": rule.counted, "initial": begun}
    form = EndorsementChangeForm(request.POST or None, **facts)
    if form.attempt(endorsement_changes.change, conference, found, by=request.user):
        messages.success(request, f"Đã ghi hội nghị thông qua {form.result}.")
        return redirect("conferences:endorse", conference.pk)
    context = {"form": form, "conference": conference, "season": conference.season}
    context |= {"heading": f"Sửa kết quả, đổi hình thức: {found}", "submit": "Ghi kết quả"}
    context["back_to"] = reverse("conferences:endorse", args=[conference.pk])
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
    season, rule = conference.season, counting.rule_of(conference.season)
    present = counting.base_of(conference, rule)
    turn = elections.in_turn(season)
    begun, told = _begun(conference, turn)
    counted = {"rule": rule, "present": present, "initial": begun}
    form = ElectionForm(request.POST or None, season=season, **counted)
    if "confirmed" in request.POST:
        if form.attempt(elections.record, conference, by=request.user):
            messages.success(request, RECORDED.format(season.bloc.word, season.year + 1))
            return redirect(conference)
    elif form.attempt(elections.refuse_impossible, conference):
        return render(request, "conferences/elect_confirm.html", _effect(conference, form))
    context = {"form": form, "conference": conference, "season": season, "turn": turn, "told": told}
    context |= {"year": season.year + 1, **_threshold(rule, present)}
    return render(request, "conferences/elect.html", context)


@edits
@allowed(can_run, Conference)
def elect_change(request, conference):
    """Correct the recorded election, with a reason; what it does is shown first, as for recording it."""
    if not hasattr(conference, "election"):
        return redirect("conferences:elect", conference.pk)
    season, election = conference.season, conference.election
    rule = counting.rule_of(season)
    present = counting.base_of(conference, rule)
    form = ElectionCorrectionForm(
        request.POST or None, season=season, rule=rule, present=present, election=election
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
    context |= _threshold(rule, present)
    return render(request, "conferences/elect.html", context | {"year": election.year})


def _refuse_other_kind(conference):
    refuse_rehearsal(conference)
    if conference.kind != Conference.Kind.YEAREND:
        raise RuleError("Khen thưởng được biểu quyết và lãnh đạo được bầu tại hội nghị tổng kết.")


def _begun(conference, turn):
    """Whose turn it is to head, unless counted ballots say who was elected; and sentences about these."""
    begun, told = poll_results.elected(conference)
    return ({"head": turn.agency_id} if turn else {}) | begun, told


def _settled(posted, groups):
    """Whether nothing that was sent waits any more: one click too many, or somebody was faster."""
    waiting = {str(row.pk) for row in _proposed(groups)}
    sent = {name.partition("_")[2] for name in posted if posted[name] and name.startswith(ROWS)}
    return not waiting or (bool(sent) and not sent & waiting)


def _proposed(groups):
    return [row for group in groups for row in group.nominations if row.state == "proposed"]


def _told(conference, groups, form):
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
        "rule": form.rule,
        "present": form.present,
        "threshold": ballots.in_words(form.rule, form.present) if form.present else form.rule.asked,
        "runs": conference.state == OPEN,
    }


def _result(row):
    return majority.result_in_words(row.votes, row.votes_base) if row.state != "dropped" else row.reason


def _below(request, conference):
    votes, base = request.GET.get("votes", ""), request.GET.get("base", "")
    if not (votes.isdecimal() and base.isdecimal() and len(votes + base) < 8 and int(base)):
        return ""
    said = majority.below_in_words(counting.rule_of(conference.season), int(votes), int(base))
    return f"{said[:1].upper()}{said[1:]}."


def _effect(conference, form, election=None):
    season, rule = conference.season, counting.rule_of(conference.season)
    rows = [
        (
            getattr(season.bloc, f"{post}_label"),
            agency,
            majority.result_in_words(votes, base),
            _weak(rule, votes, base),
        )
        for post, agency, votes, base in form.cleaned_data["places"]
    ]
    hidden = [(field.html_name, field.data) for field in form if field.data]
    context = {"conference": conference, "season": season, "rows": rows, "hidden": hidden}
    context |= {"election": election, "below_reason": form.cleaned_data["below_reason"]}
    context["back"] = reverse(f"conferences:{'elect_change' if election else 'elect'}", args=[conference.pk])
    return context | {"effect": elections.effect(conference)}


def _weak(rule, votes, base):
    """What is needed, in words, where these votes do not carry."""
    if votes is None or ballots.carried(rule, votes, base):
        return ""
    return ballots.in_words(rule, base)


def _threshold(rule, present):
    return {"rule": rule, "threshold": ballots.in_words(rule, present) if present else rule.asked}


def _exported(groups):
    for group in groups:
        for row in group.nominations:
            votes = row.votes, row.votes_base
            yield [group.form.name, endorsement.subject_of(row), row.name, *votes, row.state_words]
