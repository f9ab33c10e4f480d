"""The score sheet: the list of a year's sheets, the entry grid, submitting for oneself or for a member."""

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import Http404
from django.shortcuts import redirect, render

from blocs import notices
from blocs.models import Season
from core.guards import allowed, edits, reads, writes
from documents import excel, files
from members import acting
from members.models import Agency
from results import extensions, journal, locks, measures, overview, replies, scoring, standings
from results.forms import ScanForm
from results.models import ScoreLine, ScoreSheet, lines_whole
from results.permissions import (
    can_confirm,
    can_direct,
    can_enter_for,
    can_reply,
    can_see,
    can_see_all_sheets,
    can_submit,
    can_withdraw,
    can_write_line,
    can_write_sheet,
)
from results.views import answers, sheet_grid

STATES = ScoreSheet.State
COLUMNS = ["TT", "Đơn vị", "Ký hiệu", "Trạng thái", "Điểm tự chấm", "Việc tiếp theo"]


@reads
@allowed(can_see, Season)
def sheet_list(request, season):
    """The year's sheets in protocol order; those who see only their own sheet find only it."""
    everything = can_see_all_sheets(request.user, season)
    own = acting.agencies_of(request.user)
    rows = overview.of(season, None if everything else own)
    if request.GET.get("format") == "xlsx":
        return excel.download(f"Bảng tự chấm điểm {season.named}", COLUMNS, map(_exported, rows))
    context = {
        "season": season,
        "rows": rows,
        "own": own,
        "enters_for": can_enter_for(request.user, ScoreSheet(season=season)),
        "concludes": season.phase == "scoring" and can_direct(request.user, season),
        "lacking": scoring.lacking(season),
        "extends": season.phase in extensions.OPEN and can_direct(request.user, season),
    }
    return render(request, "results/sheet_list.html", context)


@writes
@allowed(can_see, Season)
def sheet_start(request, season):
    """Open the sheet of one member (its own staff, or the head's clerk for it)."""
    agency = answers.posted_agency(request)
    answers.refuse_stranger(request.user, ScoreSheet(season=season, agency=agency), can_write_sheet)
    return redirect(scoring.start(season, agency=agency, by=request.user))


@writes
@allowed(can_direct, Season)
def scoring_conclude(request, season):
    """The head ends the self-scoring."""
    scoring.conclude(season, by=request.user)
    messages.success(request, "Đã kết thúc bước Tự chấm. Năm thi đua chuyển sang bước Thẩm định.")
    return redirect("results:sheets", season.pk)


@reads
@allowed(can_see, ScoreSheet)
def sheet_detail(request, sheet):
    """The entry grid; read-only for whoever may not write it now."""
    return _grid_page(request, sheet)


@writes
@allowed(can_write_line, ScoreLine, seen=ScoreLine.objects.seen)
def line_enter(request, line, cell):
    """Save one cell; answers with the version to send next, what the cell shows, and the totals."""
    written = []

    def held():
        return written[0] if written else sheet_grid.typed_lines([line.pk]).get()

    def act(version):
        written.append(_enter(request, line, cell, version))
        return written[0].version

    return answers.cell(
        request,
        act,
        value=lambda: measures.shown(written[0], _named(request, cell)),
        values=lambda: sheet_grid.texts_of(held()),
        totals=lambda: sheet_grid.figures_of(written[0].sheet, written),
    )


@writes
@allowed(can_write_sheet, ScoreSheet)
def sheet_save(request, sheet):
    """Save the whole grid at once, for a browser without script; only what was changed is written."""
    typed = sheet_grid.typed_in(request.POST, sheet)
    refused = scoring.enter_all(sheet, typed, by=request.user)
    if not refused:
        messages.success(request, "Đã lưu bảng.")
        return redirect(sheet)
    messages.error(request, f"Chưa lưu được {len(refused)} ô; lý do ghi ở dưới dòng. Các ô khác đã lưu.")
    return _grid_page(request, sheet, status=422, typed=typed, refused=refused)


@writes
@allowed(can_submit, ScoreSheet)
def sheet_submit(request, sheet):
    """The member hands its sheet in."""
    scoring.submit(sheet, by=request.user)
    messages.success(request, "Đã nộp bảng tự chấm điểm.")
    return redirect(sheet)


@edits
@allowed(can_enter_for, ScoreSheet)
def sheet_submit_for(request, sheet):
    """The head's clerk hands in what a member sent on paper, with the signed scan."""
    form = ScanForm(request.POST or None, request.FILES or None)
    if form.attempt(scoring.submit_for, sheet, by=request.user):
        messages.success(request, f"Đã nộp thay bảng tự chấm điểm của {sheet.agency}.")
        return redirect(sheet)
    missing = scoring.missing(ScoreSheet.objects.whole().get(pk=sheet.pk))
    context = {"form": form, "sheet": sheet, "season": sheet.season, "missing": missing}
    return render(request, "results/sheet_submit_for.html", context, status=422 if form.is_bound else 200)


@writes
@allowed(can_withdraw, ScoreSheet)
def sheet_withdraw(request, sheet):
    """Take the sheet back to change it."""
    scoring.withdraw(sheet, by=request.user)
    messages.success(request, "Đã rút bảng để sửa. Sửa xong, hãy nộp lại.")
    return redirect(sheet)


@writes
@allowed(can_confirm, ScoreSheet)
def sheet_confirm(request, sheet):
    """The member's leader confirms what was entered for it."""
    scoring.confirm(sheet, by=request.user)
    messages.success(request, f"Đã xác nhận bảng do {sheet.season.bloc.head_label} nhập thay.")
    return redirect(sheet)


@reads
@allowed(can_see, ScoreSheet)
def sheet_scan(request, sheet):
    """The signed paper of a sheet that was entered for its member."""
    if not sheet.scan:
        raise Http404
    ending = {"application/pdf": "pdf", "image/png": "png"}.get(sheet.scan.content_type, "jpg")
    return files.serve(request, sheet.scan, name=f"Bản ký {sheet.agency.code} {sheet.season.label}.{ending}")


def _enter(request, line, cell, version):
    """Write the cell; points of one's own come together with their reason where the page has both."""
    post = request.POST
    if not set(measures.OWN) <= set(post):
        return scoring.enter(line, cell=cell, text=post.get("value", ""), version=version, by=request.user)
    both = {"points": post["self_points"], "reason": post["override_reason"], "cell": _named(request, cell)}
    return scoring.enter_own(line, **both, version=version, by=request.user)


def _named(request, cell):
    """The cell that was typed in: two that are sent together have one address."""
    named = request.POST.get("cell", cell)
    return named if named in scoring.TYPED else cell


def _exported(row):
    total = row.totals.total if row.totals else ""
    return row.order, row.name, row.code, row.state, total, row.todo


def _grid_page(request, sheet, status=200, **again):
    """Answer with the grid; `again` is what a refused save shows once more."""
    user, open_, table = request.user, locks.is_open(sheet), sheet.season.criteria
    mark = journal.mark(sheet)  # before the lines are read: what comes between is told twice, not never
    sheet.agency = Agency.objects.visible_to(user).get(pk=sheet.agency_id)
    prefetch_related_objects([table], "groups__criteria")
    prefetch_related_objects([sheet], lines_whole())
    totals = standings.totals_of(sheet, scoring.self_points, table)
    missing, writing = scoring.missing(sheet), open_ and can_write_sheet(user, sheet)
    context = {
        "sheet": sheet,
        "season": sheet.season,
        "mark": mark,
        "groups": sheet_grid.groups(sheet, table, totals, writes=writing, **again),
        "figures": sheet_grid.figures(totals, missing),
        "rescaled": totals.rescaling.words if totals.rescaling else "",
        "agreed": standings.totals_of(sheet, table=table) if sheet.state == STATES.APPRAISED else None,
        "returned": [line for line in sheet.lines.all() if line.returned],
        "writes": writing,
        "notice": notices.of(table),
        **_acts(user, sheet, open_),
    }
    return render(request, "results/sheet.html", context, status=status)


def _acts(user, sheet, open_):
    """Which acts on the whole sheet `user` has now."""
    withdrawable = sheet.state == STATES.SUBMITTED and sheet.season.phase == "scoring"
    return {
        "submits": open_ and can_submit(user, sheet),
        "enters_for": open_ and can_enter_for(user, sheet),
        "withdraws": withdrawable and can_withdraw(user, sheet),
        "reply": replies.of(sheet),
        "asks": replies.words(sheet) and can_reply(user, sheet),
        "confirms": sheet.is_entered_for and not sheet.confirmed_at and can_confirm(user, sheet),
    }
