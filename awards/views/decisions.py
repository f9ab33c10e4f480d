"""Decisions: the list, one decision with its lines, drafting and issuing, recording those from above."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render

from awards import rounds, trail
from awards.deciding import decision_rows, decisions, lines, signers, texts
from awards.designing import uses
from awards.forms import DecisionForm, NewDecisionForm, RecordForm
from awards.models import Decision, DecisionLine, Nomination
from awards.permissions import (
    can_amend,
    can_decide,
    can_record,
    can_see,
    can_see_certificates_of,
    can_write_decision,
)
from awards.registering import registers
from awards.states import OPEN
from awards.views.amendments import amending
from awards.views.meters import of_draft
from blocs import leadership
from blocs.models import Season
from core import inputs
from core.guards import allowed, edits, reads, writes
from core.rules import RuleError
from documents import excel
from documents.models import Rendition
from members.views.paging import page_of

LIST = ["Số quyết định", "Ngày ký", "Hình thức", "Người, cấp quyết định", "Số tập thể, cá nhân", "Trạng thái"]
LINES = ["TT", "Đối tượng", "Xưng hô", "Tập thể, cá nhân", "Chức vụ, đơn vị", "Số vào sổ vàng"]
LINES += ["Hệ số", "Tiền thưởng (đồng)", "Lý do không chi"]


@reads
@allowed(can_see, Season)
def decision_list(request, season):
    """The decisions of the year, own ones and those of higher authorities."""
    found = Decision.objects.visible_to(request.user).filter(season=season).counted()
    if request.GET.get("format") == "xlsx":
        title = f"Quyết định khen thưởng {season.named}"
        return excel.download(title, LIST, [_exported(row) for row in found])
    phase = season.phase
    context = {
        "season": season,
        "decisions": found,
        "drafts": phase in rounds.PROPOSING and can_decide(request.user, season),
        "records": phase in rounds.RECORDING and can_record(request.user, season),
    }
    return render(request, "awards/decision_list.html", context)


def _exported(row):
    words = (row.number, row.signed_on, row.form.name, row.authority)
    return [*words, row.count, row.get_state_display()]


@edits
@allowed(can_decide, Season)
def decision_new(request, season):
    """Begin a draft of an own decision."""
    head = leadership.head_of(season)
    achievement = f"Đã có thành tích xuất sắc trong phong trào thi đua {season.named}"
    initial = signers.suggest(season, head) | {"achievement": f"{achievement} của {season.bloc.name}"}
    form = NewDecisionForm(request.POST or None, season=season, initial=initial)
    if form.attempt(decisions.draft, season, by=request.user):
        messages.success(request, "Đã lập dự thảo. Chọn các đề nghị đưa vào quyết định.")
        return redirect(form.result)
    return _form(request, season, form, "Lập dự thảo quyết định", "Lập dự thảo")


@edits
@allowed(can_write_decision, Decision)
def decision_revise(request, decision):
    """Change what a draft says."""
    facts = {name: getattr(decision, name) for name in DecisionForm.base_fields}
    form = DecisionForm(request.POST or None, season=decision.season, initial=facts)
    if form.attempt(decisions.revise, decision, by=request.user):
        messages.success(request, "Đã sửa dự thảo.")
        return redirect(decision)
    heading = f"Sửa dự thảo {facts['number']}"
    return _form(request, decision.season, form, heading, "Lưu dự thảo", decision=decision)


@edits
@allowed(can_record, Season)
def decision_record(request, season):
    """Record a decision of a higher authority; first the form, then who is honoured by it."""
    waiting = Nomination.objects.filter(season=season, state__in=OPEN, form__own=False)
    waiting = waiting.named(season.standing_on).select_related("form", "collective", "person")
    forms = list({row.form_id: row.form for row in waiting}.values())
    chosen = next(
        (row for row in forms if str(row.pk) == request.GET.get("form")), forms[0] if forms else None
    )
    form = RecordForm(
        request.POST or None,
        waiting=waiting.filter(form=chosen),
        initial={"authority": chosen.decided_by if chosen else ""},
    )
    if chosen and form.attempt(decisions.record, season, form=chosen, by=request.user):
        messages.success(request, f"Đã ghi {form.result}.")
        return redirect(form.result)
    context = {"season": season, "form": form, "chosen": chosen, "forms": forms}
    return render(request, "awards/decision_record.html", context)


@reads
@allowed(can_see, Decision)
def decision_detail(request, decision):
    """One decision: its text, its lines in ceremony order, its papers; for a draft, who may be added."""
    if decision.amends_id:
        return amending(request, decision)
    found = lines.ordered(decision)
    numbers = {} if decision.is_draft else registers.numbers_of(decision)
    if request.GET.get("format") == "xlsx":
        rows = [_line(line, numbers) for line in found]
        return excel.download(f"Danh sách kèm theo {decision}".replace("/", "-"), LINES, rows)
    writes = decision.is_draft and can_write_decision(request.user, decision)
    context = _shown(request, decision, found, numbers, writes)
    context |= of_draft(request.user, decision) if writes else {}
    context["prints"] = not decision.is_draft and can_see_certificates_of(request.user, decision)
    context["amends"] = not decision.is_draft and can_amend(request.user, decision)
    return render(request, "awards/decision_detail.html", context)


def _shown(request, decision, found, numbers, writes):
    season, every = decision.season, decision_rows.of(decision, found, numbers) if writes else []
    page = page_of(request, every or found)
    return {
        "season": season,
        "decision": decision,
        "page": page,
        "rows": list(page) if every else decision_rows.of(decision, list(page), numbers),
        "counted": texts.counted(found),
        "money": decision_rows.money(found),
        "remarks": decision_rows.remarks(decision, every) if writes else [],
        "candidates": decisions.candidates(decision) if writes else [],
        "writes": writes and season.phase in rounds.PROPOSING,
        "formats": Rendition.Format.choices,
        "steps": trail.of(decision),
        "later": [] if decision.is_draft else list(decision.amended_by.order_by("signed_on", "pk")),
    }


def _line(line, numbers):
    words = (line.get_kind_display(), line.prefix, line.name, line.unit)
    return [line.position, *words, numbers.get(line.pk, ""), line.coefficient, line.prize, line.unpaid]


@writes
@allowed(can_write_decision, Decision)
def decision_add(request, decision):
    """Put the ticked nominations into the draft."""
    ticked = [int(pk) for pk in request.POST.getlist("nomination") if inputs.is_key(pk)]
    found = list(Nomination.objects.filter(season=decision.season_id, pk__in=ticked))
    if not found:
        raise RuleError("Hãy chọn ít nhất một đề nghị rồi đưa vào quyết định.")
    decisions.add(decision, found, by=request.user)
    messages.success(request, f"Đã đưa {len(found)} đề nghị vào dự thảo.")
    return redirect(decision)


@writes
@allowed(can_write_decision, Decision)
def line_remove(request, decision, line):
    """Take a line out of the draft; the second click says that it is out."""
    row = DecisionLine.objects.filter(pk=line).first()
    if row and row.decision_id != decision.pk:
        raise Http404
    if row:
        decisions.remove(row, by=request.user)
        messages.success(request, f"Đã bỏ {row} khỏi dự thảo.")
    else:
        messages.info(request, "Người hoặc tập thể này đã được bỏ khỏi dự thảo từ trước.")
    return redirect(decision)


@edits
@allowed(can_write_decision, Decision)
def decision_discard(request, decision):
    """Take the draft away; asked once, since its list is lost."""
    if request.method == "POST":
        season, words = decision.season_id, str(decision)
        decisions.discard(decision, by=request.user)
        messages.success(request, f"Đã bỏ dự thảo {words}. Các đề nghị chờ quyết định khác.")
        return redirect("awards:decisions", season)
    context = {"decision": decision, "season": decision.season, "count": decision.lines.count()}
    return render(request, "awards/decision_discard.html", context)


@edits
@allowed(can_write_decision, Decision)
def decision_issue(request, decision):
    """Show what issuing will do, then do it."""
    if request.method == "POST" and decision.is_draft:
        decisions.issue(decision, by=request.user)
        messages.success(request, f"Đã ban hành {decision}.")
    elif request.method == "POST":
        messages.info(request, f"{decision} đã được ban hành từ trước.")
    if not decision.is_draft:
        return redirect(decision)
    found = lines.ordered(decision)
    first, last = registers.ahead(decision)
    context = {"season": decision.season, "decision": decision, "count": len(found)}
    context |= {
        "counted": texts.counted(found),
        "money": decision_rows.money(found),
        "designs": uses.told_of(decision, found),
        "first": first,
        "last": last,
    }
    return render(request, "awards/decision_issue.html", context)


def _form(request, season, form, heading, submit, **more):
    context = {"season": season, "form": form, "heading": heading, "submit": submit, **more}
    return render(request, "awards/decision_form.html", context)
