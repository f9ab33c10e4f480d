"""The words of a draft and the prize money of its lines."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from awards.deciding import decisions, overlaps, prizes, texts
from awards.deciding.forms import TextForm, UnpaidForm
from awards.models import Decision
from awards.permissions import can_write_decision
from core.guards import allowed, edits


@edits
@allowed(can_write_decision, Decision)
def decision_texts(request, decision):
    """Edit bases and articles; what is left as the program words it follows list and law."""
    if not decision.is_own:
        raise Http404  # a higher authority's has no paper here
    form = TextForm(request.POST or None, initial=texts.shown(decision, texts.content(decision)))
    if form.attempt(decisions.write, decision, by=request.user):
        messages.success(request, "Đã lưu căn cứ và các điều.")
        return redirect(decision)
    context = {
        "decision": decision,
        "season": decision.season,
        "form": form,
        "edited": texts.edited(decision),
    }
    return render(request, "awards/decision_texts.html", context)


@edits
@allowed(can_write_decision, Decision)
def line_prize(request, decision, line):
    """Say that no prize money is paid for a line, and why."""
    row = get_object_or_404(decision.lines.select_related("nomination"), pk=line)
    form = UnpaidForm(request.POST or None, initial={"unpaid": row.unpaid})
    if form.attempt(decisions.withhold, row, by=request.user):
        said = "không chi tiền thưởng" if form.result.unpaid else "chi tiền thưởng"
        messages.success(request, f"Đã ghi {said} cho {row}.")
        return redirect(decision)
    if decision.is_draft:
        prizes.put_on(decision, [row])
    context = {"decision": decision, "season": decision.season, "form": form, "line": row}
    context["overlap"] = overlaps.of(decision, [row]).get(row.nomination_id, "")
    return render(request, "awards/line_prize.html", context)
