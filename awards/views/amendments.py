"""Decisions that correct or revoke lines of an earlier one: drafted, filled, issued."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from awards import rounds, trail
from awards.deciding import amendments, signers, texts
from awards.deciding.forms import AmendingForm, LineForm, RecordedAmendingForm, RevokeForm
from awards.models import Decision, LineChange
from awards.permissions import can_amend, can_write_decision
from core import clock
from core.guards import allowed, edits, writes
from documents.models import Rendition

ISSUED = Decision.State.ISSUED


def amending(request, decision):
    """Answer with the page of a decision that changes another one: its changes, papers, and acts."""
    changes = texts.content(decision)
    writes_ = decision.is_draft and can_write_decision(request.user, decision)
    taken = {change.line_id for change in changes}
    lines = decision.amends.lines.standing().order_by("position") if writes_ else []
    context = {
        "season": decision.season,
        "decision": decision,
        "changes": changes,
        "lines": [line for line in lines if line.pk not in taken],
        "writes": writes_ and decision.season.phase in rounds.AMENDING,
        "formats": Rendition.Format.choices,
        "steps": trail.of(decision),
    }
    return render(request, "awards/amendment_detail.html", context)


@edits
@allowed(can_amend, Decision)
def amendment_new(request, decision):
    """Begin the decision that changes this one."""
    initial = {"signed_on": clock.today()}
    if decision.is_own:
        initial |= signers.suggest(decision.season, decision.issuing_agency_id)
    form = _form_of(request, decision, initial)
    if form.attempt(amendments.draft, decision, by=request.user):
        messages.success(request, "Đã lập dự thảo. Chọn các dòng cần sửa hoặc hủy bỏ.")
        return redirect(form.result)
    return _shown(request, decision, form, f"Sửa đổi, hủy bỏ {decision}", "Lập dự thảo")


@edits
@allowed(can_write_decision, Decision)
def amendment_revise(request, decision):
    """Change what the draft says beside its changes."""
    names = (AmendingForm if decision.is_own else RecordedAmendingForm).base_fields
    form = _form_of(request, decision, {name: getattr(decision, name) for name in names})
    if form.attempt(amendments.revise, decision, by=request.user):
        messages.success(request, "Đã sửa dự thảo.")
        return redirect(decision)
    return _shown(request, decision, form, f"Sửa dự thảo {decision.number}", "Lưu dự thảo")


@edits
@allowed(can_write_decision, Decision)
def line_correct(request, decision, line):
    """Let the draft correct the words of a line."""
    row = _line(decision, line)
    form = LineForm(
        request.POST or None, initial={name: getattr(row, name) for name in ("prefix", "name", "unit")}
    )
    if form.attempt(amendments.correct, decision, row, by=request.user):
        messages.success(request, f"Đã ghi: {form.result.before} sửa thành {form.result.now}.")
        return redirect(decision)
    return _shown(request, decision, form, f"Sửa dòng của {row}", "Ghi vào dự thảo", line=row)


@edits
@allowed(can_write_decision, Decision)
def line_revoke(request, decision, line):
    """Let the draft revoke the award of a line."""
    row = _line(decision, line)
    form = RevokeForm(request.POST or None)
    if form.attempt(amendments.revoke, decision, row, by=request.user):
        messages.success(request, f"Đã ghi vào dự thảo: hủy bỏ khen thưởng cho {row}.")
        return redirect(decision)
    return _shown(request, decision, form, f"Hủy bỏ khen thưởng cho {row}", "Ghi vào dự thảo", line=row)


@writes
@allowed(can_write_decision, Decision)
def change_remove(request, decision, change):
    """Take a change out of the draft; the second click says that it is out."""
    row = LineChange.objects.filter(pk=change).select_related("line", "decision__season__bloc").first()
    if row and row.decision_id != decision.pk:
        raise Http404
    if row:
        amendments.take_out(row, by=request.user)
        messages.success(request, f"Đã bỏ khỏi dự thảo: {row}.")
    else:
        messages.info(request, "Nội dung này đã được bỏ khỏi dự thảo từ trước.")
    return redirect(decision)


@edits
@allowed(can_write_decision, Decision)
def amendment_issue(request, decision):
    """Show what issuing will do, then do it."""
    verb = "ban hành" if decision.is_own else "ghi"
    if request.method == "POST" and decision.is_draft:
        amendments.issue(decision, by=request.user)
        messages.success(request, f"Đã {verb} {decision}.")
    elif request.method == "POST":
        messages.info(request, f"{decision} đã được {verb} từ trước.")
    if not decision.is_draft or not decision.amends_id:
        return redirect(decision)
    context = {"season": decision.season, "decision": decision, "changes": texts.content(decision)}
    return render(request, "awards/amendment_issue.html", context)


def _form_of(request, decision, initial):
    data = request.POST or None
    if decision.is_own:
        return AmendingForm(data, season=decision.season, initial=initial)
    return RecordedAmendingForm(data, initial=initial)


def _line(decision, pk):
    """A line of the decision that this draft changes."""
    rows = decision.amends.lines.select_related("nomination") if decision.amends_id else None
    if rows is None:
        raise Http404
    return get_object_or_404(rows, pk=pk)


def _shown(request, decision, form, heading, submit, **more):
    context = {
        "season": decision.season,
        "decision": decision,
        "form": form,
        "heading": heading,
        "submit": submit,
    }
    return render(request, "awards/amendment_form.html", context | more)
