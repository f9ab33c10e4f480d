"""The appraisal: how far every member is, and one sheet's three columns cell by cell."""

from functools import cache, partial
from operator import attrgetter

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from blocs import seasons
from blocs.forms import ReasonForm
from blocs.models import Season
from core.guards import allowed, edits, reads, writes
from core.text import clean_line
from documents import excel
from results import appraisal, columns, cross_holds, journal, reason_templates, replies, workload
from results.models import ScoreLine, ScoreSheet
from results.permissions import can_appraise, can_compare, can_direct, can_see_all_sheets, can_settle
from results.views import answers, judging

LIST = [
    "TT",
    "Đơn vị",
    "Trạng thái",
    "Tự chấm",
    "Thẩm định",
    "Thống nhất",
    "Đã thẩm định",
    "Số dòng",
    "Ai thẩm định",
]


@reads
@allowed(can_see_all_sheets, Season)
def appraisal_list(request, season):
    """Every member's sheet in protocol order: its points so far, who appraises it, what is lacking."""
    rows = appraisal.overview(season)
    if request.GET.get("format") == "xlsx":
        table = [[place, *_exported(row)] for place, row in enumerate(rows, 1)]
        return excel.download(f"Thẩm định {season.named} - {season.bloc.short_name}", LIST, table)
    context = {
        "season": season,
        "rows": rows,
        "mine": {row.agency_id for row in rows if can_appraise(request.user, _as_sheet(season, row))}
        - cross_holds.waiting(season),
        "lacking": _lacking(season, rows),
        "directs": can_direct(request.user, season),
        "board": workload.board(season) if season.assignments.exists() else None,
        "waiting": replies.waiting(season),
        "windows": replies.windows(season),
        "days": replies.days_of(season),
    }
    return render(request, "results/appraisal_list.html", context)


def _as_sheet(season, row):
    """The row's sheet, or one as it would be, on the season that is in hand."""
    return ScoreSheet(season=season, agency_id=row.agency_id)


def _lacking(season, rows):
    """Who keeps the round of the season from being concluded; see `lacking` of the rule modules."""
    done = {"scoring": attrgetter("is_submitted"), "appraisal": attrgetter("is_appraised")}.get(season.phase)
    return [row.name for row in rows if not done(row)] if done else []


def _exported(row):
    totals = [total and total.total for total in (row.own, row.appraised, row.agreed)]
    return [row.name, row.state, *totals, row.judged, row.lines, row.appraisers]


@writes
@allowed(can_direct, Season)
def appraisal_conclude(request, season):
    """Close the points of the whole bloc: the standing is written."""
    appraisal.conclude(season, by=request.user)
    messages.success(request, f"Đã chốt điểm toàn {season.bloc.word}. Năm thi đua chuyển sang bước Hội nghị.")
    return redirect("results:standing", season.pk)


@reads
@allowed(can_compare, ScoreSheet)
def sheet_appraise(request, sheet):
    """One sheet's three columns beside its evidence; typed in place while it is being appraised."""
    return _page(request, sheet)


@writes
@allowed(can_appraise, ScoreSheet)
def line_judge(request, sheet, line):
    """Save the appraised points of a line together with their reason."""
    return _cell(request, sheet, line, appraisal.judge, ("points", "reason"))


@writes
@allowed(can_settle, ScoreSheet)
def line_agree(request, sheet, line):
    """Save the agreed points of a line together with their reason."""
    return _cell(request, sheet, line, appraisal.agree, ("agreed", "agreed_reason"))


@writes
@allowed(can_appraise, ScoreSheet)
def appraisal_save(request, sheet):
    """Save all cells at once, for a browser without script; only what was changed is written."""
    return _after_saving(request, sheet, lambda: "Đã lưu điểm thẩm định.")


@writes
@allowed(can_appraise, ScoreSheet)
def appraisal_accept(request, sheet):
    """Take the self points of every line nobody has judged yet."""

    def accept():
        count = appraisal.accept_rest(sheet, by=request.user)
        if count:
            return f"Đã nhận {count} dòng theo điểm tự chấm."
        rest = sheet.lines.applicable().filter(appraised_points__isnull=True).exists()
        return "Các dòng còn lại do người khác thẩm định." if rest else "Mọi dòng đã có điểm thẩm định."

    return _after_saving(request, sheet, accept)


@writes
@allowed(can_appraise, ScoreSheet)
def appraisal_return(request, sheet):
    """Return the ticked lines to the member, with the reason."""

    def send_back():
        chosen = [line for line in sheet.lines.all() if str(line.pk) in request.POST.getlist("back")]
        reason = reason_templates.typed(request.POST, "why")
        appraisal.send_back(sheet, lines=chosen, reason=reason, by=request.user)
        return f"Đã trả lại {len(chosen)} dòng cho {sheet.agency}."

    return _after_saving(request, sheet, send_back)


@writes
@allowed(can_settle, ScoreSheet)
def appraisal_finish(request, sheet):
    """Close the appraisal of this sheet."""

    def finish():
        appraisal.finish(sheet, by=request.user)
        return f"Đã chốt thẩm định bảng của {sheet.agency}."

    return _after_saving(request, sheet, finish)


@edits
@allowed(can_settle, ScoreSheet)
def appraisal_reopen(request, sheet):
    """Open a closed sheet again, with a reason."""
    form = ReasonForm(request.POST or None)
    if form.attempt(appraisal.reopen, sheet, by=request.user):
        messages.success(request, f"Đã mở lại bảng của {sheet.agency} để thẩm định.")
        return redirect("results:appraise", sheet.pk)
    return render(request, "results/appraisal_reopen.html", {"form": form, "sheet": sheet})


def _after_saving(request, sheet, act):
    """Save what was typed, then act. After a refusal the page comes back with all that was typed in it."""
    refused = judging.write(_whole(sheet), request.POST, by=request.user)
    page = partial(_page, request, sheet, status=422)
    if answer := answers.refused_page(request, refused, act, page):
        return answer
    sheet.refresh_from_db(fields=["state"])
    if sheet.state == ScoreSheet.State.SUBMITTED:
        return redirect("results:appraise", sheet.pk)
    return redirect("results:appraisals", sheet.season_id)


def _cell(request, sheet, pk, act, names):
    """Answer for one cell of a line: its points and their reason are sent and written together."""
    line = get_object_or_404(ScoreLine.objects.select_related("sheet"), sheet=sheet, pk=pk)
    text, reason = (clean_line(request.POST.get(name, "")) for name in names)
    compared = cache(lambda: columns.compare(_whole(sheet)))

    def row():
        return next(row for row in compared().rows if row.line.pk == pk)

    return answers.cell(
        request,
        lambda version: act(line, text=text, reason=reason, version=version, by=request.user).version,
        values=lambda: judging.texts_of(row().line),
        totals=lambda: judging.totals_of(compared()),
        marks=lambda: judging.marks_of(row()),
    )


def _page(request, sheet, refused=None, status=200):
    """The grid; `refused` are the lines that could not be written, with what was typed in them."""
    mark = journal.mark(sheet)
    whole = _whole(sheet)
    compared, hand = columns.compare(whole), judging.Hand(request.user, whole)
    appraising = whole.season.phase == "appraisal"
    appraises, waits = can_appraise(request.user, whole), cross_holds.waits_in(whole.season, whole)
    context = {
        "sheet": whole,
        "season": whole.season,
        "mark": mark,
        "compared": compared,
        "groups": judging.grid(compared, hand, refused or {}, request.POST.getlist("back")),
        "writes": appraises and whole.state == "submitted" and appraising and not waits,
        "crossing": cross_holds.WAITS if waits and appraising else "",
        "kept": cross_holds.kept([row.line for row in compared.rows]) if appraising else "",
        **_extent([hand.opens(row.line.criterion) for row in compared.rows if not row.line.exempt]),
        "settles": hand.settles,
        "reopens": hand.settles and whole.state == "appraised" and appraising,
        "why": request.POST.get("why", ""),
        "templates": reason_templates.of(whole.season.bloc),
        "reply": replies.of(whole),
        **_neighbours(whole),
    }
    return render(request, "results/appraisal_sheet.html", context, status=status)


def _extent(opens):
    """Whether any line is the reader's to judge, and whether all are."""
    return {"judges": any(opens), "judges_all": all(opens)}


def _whole(sheet):
    """The sheet as the database has it now, with its lines and the name of its agency."""
    found = ScoreSheet.objects.whole().named(sheet.season.standing_on).get(pk=sheet.pk)
    found.season = sheet.season  # comes with its terms and criteria
    return found


def _neighbours(sheet):
    """The sheets before and after this one in protocol order, and its number."""
    by_agency = dict(sheet.season.sheets.values_list("agency", "pk"))
    members = seasons.members_of(sheet.season).values_list("agency", flat=True)
    order = [by_agency[agency] for agency in members if agency in by_agency]
    place = order.index(sheet.pk) if sheet.pk in order else 0
    return {
        "number": place + 1,
        "count": len(order),
        "before": order[place - 1] if place else None,
        "after": order[place + 1] if place + 1 < len(order) else None,
    }
