"""The cross-scoring of a year: who scores whom and how far it is, the draw, single assignments, closing."""

from collections import Counter

from django.contrib import messages
from django.shortcuts import redirect, render

from blocs import leadership
from blocs.models import Season
from core.dates import short
from core.guards import allowed, edits, reads, writes
from documents import excel
from members import acting
from results import (
    cross_choices,
    cross_closing,
    cross_complete,
    cross_holds,
    cross_means,
    cross_progress,
    cross_rounds,
    cross_table,
)
from results.cross_forms import CrossAssignForm, CrossDueForm, CrossReasonForm
from results.models import CrossAssignment
from results.permissions import (
    can_assign_across,
    can_direct,
    can_follow_cross,
    can_leave_out,
    can_read_cross_marks,
    can_see,
)
from results.views import cross_asking

MARKS = ["Đơn vị được chấm", "Tiêu chí", "Nội dung", "Tối đa", "Tự chấm", "Đơn vị chấm", "Điểm", "Lý do"]
MARKS += ["Trung vị", "Kết quả", "Nổi bật"]


@reads
@allowed(can_see, Season)
def cross_list(request, season):
    """The rule, the sheets the own agency scores and, for those who follow it, everybody's progress."""
    rule, found = cross_holds.rule_of(season), cross_progress.round_of(season)
    rows = cross_progress.of(season, found) if found else []
    follows = can_follow_cross(request.user, season)
    told = cross_progress.told(request.user, season, rule, rows) if follows else []
    if follows and request.GET.get("format") == "xlsx":
        table = [row.exported for row in told]
        return excel.download(
            f"Chấm chéo {season.named} - {season.bloc.short_name}", cross_progress.HEADINGS, table
        )
    context = {
        "season": season,
        "rule": rule,
        "round": found,
        "mine": _mine(request.user, rows),
        "rows": _changeable(request.user, found, rule, told),
        "waited_for": cross_progress.waited_for(told),
        "may": _may(request.user, season, found, rows),
    }
    return render(request, "results/cross_list.html", context)


def _mine(user, rows):
    """The sheets the own agency scores."""
    own = acting.agencies_of(user)
    return [row for row in rows if row.assignment.scorer_id in own]


def _changeable(user, found, rule, rows):
    """Each row with what this person may do with its assignment now."""
    opened = bool(found and found.is_open) and found.season.phase in cross_rounds.PHASES
    barred = cross_complete.readers(found) if opened else ()
    counting = Counter(row.assignment.scored_id for row in rows if row.counts)
    return [
        (
            row,
            {
                "takes_off": row.may_be_taken_off and counting[row.assignment.scored_id] > rule.scorers,
                "leaves_out": row.is_open,
                "resumes": row.may_be_resumed and row.assignment.scorer_id not in barred,
                "asks": row.is_handed_in and found.opened_at and row.assignment.scorer_id not in barred,
            }
            if opened and can_leave_out(user, row.assignment)
            else {},
        )
        for row in rows
    ]


def _may(user, season, found, rows):
    """What this person may do on the page now."""
    in_time, directs = season.phase in cross_rounds.PHASES, can_direct(user, season)
    opened = in_time and bool(found and found.is_open)
    begun = any(not row.may_be_taken_off for row in rows)
    done = bool(found) and not any(row.is_open for row in rows)
    return {
        "draw": directs and in_time and (found is None or (opened and not begun)),
        "postpone": directs and opened,
        "assign": opened and can_assign_across(user, season) and bool(_choices(user, season, found)),
        "close": directs and opened and season.phase == "appraisal" and done,
        "reopen": directs and season.phase == "appraisal" and bool(found and not found.is_open),
        "read": done and can_read_cross_marks(user, season),
    }


def _choices(user, season, found):
    """Who may still be added where: by the head to the others' sheets, by a deputy to the head's own."""
    return cross_choices.left(season, found, of_head=not leadership.leads(user, season))


@edits
@allowed(can_direct, Season)
def cross_draw(request, season):
    """Draw who scores whom, with the day until which marks are given."""
    found = cross_progress.round_of(season)
    form = CrossDueForm(request.POST or None, initial={"due_on": found and found.due_on})
    if form.attempt(cross_rounds.draw, season, by=request.user):
        messages.success(request, f"Đã bốc thăm. Các đơn vị chấm đến hết ngày {short(form.result.due_on)}.")
        return redirect("results:cross", season.pk)
    context = {"form": form, "season": season, "round": found, "rule": cross_holds.rule_of(season)}
    return render(request, "results/cross_draw.html", context, status=422 if form.is_bound else 200)


@edits
@allowed(can_direct, Season)
def cross_due(request, season):
    """Move the day until which marks are given."""
    found = cross_progress.round_of(season)
    form = CrossDueForm(request.POST or None, initial={"due_on": found and found.due_on})
    if form.attempt(cross_rounds.postpone, season, by=request.user):
        messages.success(request, f"Các đơn vị chấm đến hết ngày {short(form.result.due_on)}.")
        return redirect("results:cross", season.pk)
    return cross_asking.page(request, form, season, heading="Dời ngày chấm chéo", submit="Dời ngày")


@edits
@allowed(can_assign_across, Season)
def cross_assign(request, season):
    """One more scorer for a sheet: the head for the others, a deputy for the head's own."""
    choices = _choices(request.user, season, cross_progress.round_of(season))
    if not choices:
        messages.info(request, "Không còn đơn vị nào thêm được vào việc chấm chéo.")
        return redirect("results:cross", season.pk)
    form = CrossAssignForm(request.POST or None, members=season.members, choices=choices)
    if form.attempt(cross_rounds.assign, season, by=request.user):
        messages.success(request, "Đã thêm phân công chấm chéo.")
        return redirect("results:cross", season.pk)
    return cross_asking.page(request, form, season, heading="Thêm đơn vị chấm", submit="Thêm phân công")


@writes
@allowed(can_leave_out, CrossAssignment)
def cross_take_off(request, assignment):
    """Take an assignment back that nobody has begun."""
    cross_rounds.take_off(assignment, by=request.user)
    messages.success(request, f"{assignment.scorer} không chấm bảng của {assignment.scored} nữa.")
    return redirect("results:cross", assignment.round.season_id)


@edits
@allowed(can_leave_out, CrossAssignment)
def cross_leave_out(request, assignment):
    """Go on without this scorer, and say why."""
    season, form = assignment.round.season, CrossReasonForm(request.POST or None)
    if form.attempt(cross_rounds.leave_out, assignment, by=request.user):
        messages.success(request, f"Không tính điểm {assignment.scorer} chấm bảng của {assignment.scored}.")
        return redirect("results:cross", season.pk)
    heading = f"Không tính {assignment.scorer} chấm bảng của {assignment.scored}"
    return cross_asking.page(request, form, season, heading=heading, submit="Không tính")


@writes
@allowed(can_leave_out, CrossAssignment)
def cross_resume(request, assignment):
    """Let a scorer score after all."""
    cross_rounds.resume(assignment, by=request.user)
    messages.success(request, f"{assignment.scorer} lại chấm bảng của {assignment.scored}.")
    return redirect("results:cross", assignment.round.season_id)


@writes
@allowed(can_direct, Season)
def cross_close(request, season):
    """Close the round: the marks become the appraised values."""
    count = cross_closing.close(season, by=request.user)
    messages.success(request, f"Đã khép chấm chéo. {count} bảng có điểm thẩm định theo kết quả chấm chéo.")
    return redirect("results:appraisals", season.pk)


@reads
@allowed(can_read_cross_marks, Season)
def cross_marks(request, season):
    """All marks beside each other once nobody is waited for: what stands out, how each scorer tends."""
    found, rule = cross_progress.round_of(season), cross_holds.rule_of(season)
    lines = []
    if found and rule and cross_table.is_ready(found):
        hidden = cross_progress.nameless_for(request.user, rule)
        lines = cross_table.lines_of(season, found, trimmed=rule.trimmed, hidden=hidden)
    if request.GET.get("format") == "xlsx":
        table = [_exported(each, mark) for each in lines for mark in each.marks]
        return excel.download(f"Điểm chấm chéo {season.named} - {season.bloc.short_name}", MARKS, table)
    context = {
        "season": season,
        "round": found,
        "ready": bool(found and cross_table.is_ready(found)),
        "outlying": [(each, mark) for each in lines for mark in each.standing_out],
        "tendencies": cross_table.tendencies(lines),
        "lines": lines,
        "outlier_rule": cross_means.RULE,
        "seed": found.seed if found and not found.is_open and _verifies(request.user, season) else "",
        "closes": bool(found and found.is_open) and can_direct(request.user, season),
    }
    return render(request, "results/cross_marks.html", context)


def _verifies(user, season):
    """Whether this person may draw again with the lot: it tells who scored whom, so no member may."""
    return leadership.manages(user, season.bloc) and not any(
        row.agency_id in acting.agencies_of(user) for row in season.members
    )


def _exported(each, mark):
    line = each.line
    told = [line.criterion.code, line.criterion.name, line.criterion.max_points, line.self_points]
    told += [mark.scorer, mark.points, mark.reason, each.median, each.value]
    return [each.member, *told, "Nổi bật" if mark.stands_out else ""]
