"""What is entered beside a nomination so that its rules are met: a council's vote, a leave to pass one."""

from django.contrib import messages
from django.shortcuts import redirect, render

from awards.models import CouncilVote, Nomination
from awards.nominating import conditions
from awards.qualifying import council_votes, eligibility, verdicts, waivers
from awards.qualifying.forms import CouncilVoteForm, WaiverForm
from awards.qualifying.permissions import can_record_vote, can_waive
from core.guards import allowed, edits
from core.rules import RuleError


def panel(user, nomination):
    """Return what the panel of conditions on a nomination's page shows, and what may be done there."""
    found = conditions.examined(nomination.season, [nomination]).get(nomination.pk)
    if found is None:
        return {"findings": [], "others": []}
    findings, others = found
    open_ = not nomination.season.is_closed
    asks_vote = any(each.rule.kind == each.rule.Kind.VOTE for each in findings)
    return {
        "findings": sorted(findings, key=_weight),
        "others": others,
        "votes_here": open_ and asks_vote and can_record_vote(user, nomination),
        "waives": open_ and can_waive(user, nomination) and any(eligibility.keeps(row) for row in findings),
    }


def _weight(found):
    """What stands in the way first, what is fulfilled last."""
    order = (verdicts.MISSING, verdicts.CHECK, verdicts.OPEN, verdicts.MET)
    return (not found.forbids, found.beside, order.index(found.outcome))


@edits
@allowed(can_record_vote, Nomination)
def council_vote(request, nomination):
    """Copy what the council voted from its minutes."""
    held = CouncilVote.objects.filter(nomination=nomination).values().first()
    form = CouncilVoteForm(request.POST or None, initial=held)
    if form.attempt(council_votes.record, nomination, by=request.user):
        messages.success(request, f"Đã ghi phiếu của Hội đồng: {form.result}.")
        return redirect(nomination)
    return _form(request, nomination, form, "Ghi phiếu của Hội đồng", "Lưu kết quả bỏ phiếu")


@edits
@allowed(can_waive, Nomination)
def waiver(request, nomination):
    """Let a nomination pass by a binding rule, with the reason."""
    findings = eligibility.may_be_waived(nomination)
    if not findings and request.method == "GET":
        raise RuleError("Không có điều kiện bắt buộc nào đang ngăn đề nghị này.")
    form = WaiverForm(request.POST or None, findings=findings)
    if form.attempt(waivers.waive, nomination, by=request.user):
        messages.success(request, "Đã cho phép, kèm lý do. Đề nghị được đi tiếp.")
        return redirect(nomination)
    return _form(request, nomination, form, "Cho phép ngoài điều kiện", "Cho phép đề nghị đi tiếp")


def _form(request, nomination, form, heading, submit):
    context = {"form": form, "nomination": nomination, "season": nomination.season}
    context |= {"heading": heading, "submit": submit}
    return render(request, "awards/nomination_fact.html", context)
