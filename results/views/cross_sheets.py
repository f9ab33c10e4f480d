"""One scorer's grid: marks cell by cell beside the evidence, handed in, taken back, or abstained from."""

from functools import cache, partial

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render

from core.guards import allowed, edits, reads, writes
from core.text import clean_line
from results import cross_journal, cross_scoring, rehearsal, targets
from results.cross_forms import CrossReasonForm
from results.models import CrossAssignment, CrossMark, ScoreLine, ScoreSheet
from results.permissions import can_hand_in_across, can_score_across
from results.views import answers, cross_grid, journal


@reads
@allowed(can_score_across, CrossAssignment)
def cross_sheet(request, assignment):
    """A member's sheet with what the own agency gives; typed in place while the round is open."""
    return _page(request, assignment)


@reads
@allowed(can_score_across, CrossAssignment)
def cross_changes(request, assignment):
    """What the own colleagues mark meanwhile, for a page that stays open; 204 while there is nothing."""

    def facts(changed):
        marks = cross_grid.marks_of(assignment)
        rows = {
            row.pk: _row(row, marks.get(row.pk)) for row in _lines(assignment).filter(pk__in=changed.lines)
        }
        return {"rows": rows, "totals": cross_grid.totals_of(_drawn(assignment))}

    return journal.changes(request, cross_journal.since, assignment, facts)


@writes
@allowed(can_score_across, CrossAssignment)
def cross_cell(request, assignment, line):
    """Save what is given for a line together with its reason."""
    row = get_object_or_404(_lines(assignment), pk=line)
    text, reason = (clean_line(request.POST.get(name, "")) for name in cross_grid.CELLS)
    now = cache(lambda: CrossMark.objects.filter(assignment=assignment, line=row).first())

    def act(version):
        facts = {"text": text, "reason": reason, "version": version}
        return cross_scoring.mark(assignment, row, **facts, by=request.user).version

    return answers.cell(
        request,
        act,
        values=lambda: cross_grid.texts_of(now()),
        totals=lambda: cross_grid.totals_of(_drawn(assignment)),
        marks=lambda: cross_grid.marked_as(row, now()),
    )


@writes
@allowed(can_score_across, CrossAssignment)
def cross_save(request, assignment):
    """Save all cells at once, for a browser without script; only what was changed is written."""
    return _after_saving(request, assignment, lambda: "Đã lưu điểm chấm chéo.")


@writes
@allowed(can_score_across, CrossAssignment)
def cross_rehearse(request, assignment):
    """What a pasted block would become; nothing is written."""

    def act():
        refused = cross_grid.write(_whole(assignment), assignment, request.POST, by=request.user)
        marks = cross_grid.marks_of(assignment)
        texts = {line.pk: cross_grid.texts_of(marks.get(line.pk)) for line in _lines(assignment)}
        return {
            "refused": {
                f"{cell}-{pk}": said for pk, (said, _) in refused.items() for cell in cross_grid.CELLS
            },
            "values": {f"{cell}-{pk}": text for pk, row in texts.items() for cell, text in row.items()},
            "totals": cross_grid.totals_of(_drawn(assignment)),
        }

    return JsonResponse(rehearsal.of(act))


@writes
@allowed(can_score_across, CrossAssignment)
def cross_accept(request, assignment):
    """Give every line without a mark the self points."""

    def accept():
        count = cross_scoring.accept_rest(assignment, by=request.user)
        return f"Đã chấm {count} dòng theo điểm tự chấm." if count else "Mọi dòng đã có điểm chấm."

    return _after_saving(request, assignment, accept)


@writes
@allowed(can_hand_in_across, CrossAssignment)
def cross_hand_in(request, assignment):
    """Hand the marks in."""

    def hand_in():
        cross_scoring.hand_in(assignment, by=request.user)
        return f"Đã nộp điểm chấm bảng của {assignment.scored}."

    return _after_saving(request, assignment, hand_in)


@writes
@allowed(can_hand_in_across, CrossAssignment)
def cross_take_back(request, assignment):
    """Take the marks back to change them."""
    cross_scoring.take_back(assignment, by=request.user)
    messages.success(request, "Đã rút điểm chấm; sửa xong hãy nộp lại.")
    return redirect(assignment)


@edits
@allowed(can_hand_in_across, CrossAssignment)
def cross_abstain(request, assignment):
    """Score nothing of this sheet, and say why."""
    form = CrossReasonForm(request.POST or None)
    if form.attempt(cross_scoring.abstain, assignment, by=request.user):
        messages.success(request, f"Đã ghi từ chối chấm bảng của {assignment.scored}.")
        return redirect("results:cross", assignment.round.season_id)
    context = {"form": form, "assignment": assignment, "season": assignment.round.season}
    return render(request, "results/cross_abstain.html", context, status=422 if form.is_bound else 200)


def _after_saving(request, assignment, act):
    """Save what was typed, then act. After a refusal the page comes back with all that was typed in it."""
    refused = cross_grid.write(_whole(assignment), assignment, request.POST, by=request.user)
    page = partial(_page, request, assignment, status=422)
    if answer := answers.refused_page(request, refused, act, page):
        return answer
    assignment.refresh_from_db(fields=["state"])
    if assignment.state == CrossAssignment.State.DRAFT:
        return redirect(assignment)
    return redirect("results:cross", assignment.round.season_id)


def _page(request, assignment, refused=None, status=200):
    season, sheet = assignment.round.season, _sheets(assignment).first()
    state = sheet.state if sheet else ""
    context = {"assignment": assignment, "season": season, "sheet": sheet}
    context["mark"] = cross_journal.mark(assignment)
    context["scorable"] = state in (ScoreSheet.State.SUBMITTED, ScoreSheet.State.APPRAISED)
    opened = assignment.round.is_open and season.phase == "appraisal"
    context["writes"] = (
        opened and assignment.state == CrossAssignment.State.DRAFT and state == ScoreSheet.State.SUBMITTED
    )
    context["hands_in"] = opened and can_hand_in_across(request.user, assignment)
    if context["scorable"]:
        context["marked"] = _drawn(assignment, refused)
    return render(request, "results/cross_sheet.html", context, status=status)


def _row(line, mark):
    values, marks = cross_grid.texts_of(mark), cross_grid.marked_as(line, mark)
    return {"version": mark.version if mark else 0, "values": values, "marks": marks}


def _drawn(assignment, refused=None):
    sheet = _whole(assignment)
    told = targets.told(sheet.season_id, sheet.agency_id)
    return cross_grid.draw(sheet, assignment, told, refused or {})


def _sheets(assignment):
    season = assignment.round.season
    found = ScoreSheet.objects.named(season.standing_on)
    return found.filter(season=season, agency=assignment.scored_id)


def _whole(assignment):
    """The scored sheet with its lines; 404 while its member has none."""
    sheet = get_object_or_404(_sheets(assignment).whole())
    sheet.season = assignment.round.season
    return sheet


def _lines(assignment):
    """The lines of the scored sheet, with what a cell needs of them."""
    lines = ScoreLine.objects.with_exemptions().select_related("criterion__group")
    return lines.filter(sheet__season=assignment.round.season_id, sheet__agency=assignment.scored_id)
