"""The half-year report: who has sent it, one report cell by cell, all members' texts side by side."""

from dataclasses import dataclass

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from blocs.models import Season
from core.guards import allowed, reads, writes
from documents import excel
from members import acting
from members.models import Agency
from results import midyear, midyear_journal, sections
from results.models import MidyearReport, Target
from results.permissions import (
    can_enter_for,
    can_hand_in_midyear,
    can_see,
    can_see_all_sheets,
    can_write_midyear,
)
from results.views import answers, journal

STATES = MidyearReport.State
COLUMNS = ["TT", "Đơn vị", "Trạng thái", "Gửi lúc"]
OF_ONE = ["TT", "Tiêu chí", "Chỉ tiêu", "Đã thực hiện", "Tỷ lệ", "Kết quả 6 tháng"]


@reads
@allowed(can_see, Season)
def midyear_list(request, season):
    """Every member and whether its report is sent, in protocol order."""
    rows = midyear.overview(season)
    if request.GET.get("format") == "xlsx":
        return excel.download(f"Báo cáo 6 tháng đầu {season.named}", COLUMNS, _exported(rows))
    context = {
        "season": season,
        "rows": rows,
        "own": acting.agencies_of(request.user),
        "follows": can_see_all_sheets(request.user, season),
        "enters_for": can_enter_for(request.user, MidyearReport(season=season)),
        "opens": midyear.is_open(season),
        "sent": sum(row.is_handed_in for row in rows),
    }
    return render(request, "results/midyear_list.html", context)


@writes
@allowed(can_see, Season)
def midyear_start(request, season):
    """Open the report of one member (its own staff, or the head's clerk for it)."""
    agency = answers.posted_agency(request)
    answers.refuse_stranger(request.user, MidyearReport(season=season, agency=agency), can_write_midyear)
    return redirect(midyear.start(season, agency=agency, by=request.user))


@reads
@allowed(can_see_all_sheets, Season)
def midyear_texts(request, season):
    """What all members say, part by part side by side, for whoever follows the whole bloc."""
    rows = midyear.overview(season)
    context = {
        "season": season,
        "parts": midyear.texts_by_part(season),
        "waiting": [row.name for row in rows if not row.is_handed_in],
    }
    return render(request, "results/midyear_texts.html", context)


@reads
@allowed(can_see, MidyearReport)
def midyear_detail(request, report):
    """One member's report: progress on its targets, then the written parts."""
    if request.GET.get("format") == "xlsx":
        title = f"Tiến độ chỉ tiêu 6 tháng {report.season.year} - {report.agency}"
        return excel.download(title, OF_ONE, _progress_exported(midyear.progress(report)))
    return _page(request, report)


@reads
@allowed(can_write_midyear, MidyearReport)
def midyear_changes(request, report):
    """What others wrote since the mark `since`, for a page that stays open; 204 while there is nothing."""

    def facts(changed):
        rows = [row for row in midyear.progress(report) if row.target.criterion_id in changed.lines]
        texts = list(report.texts.filter(key__in=changed.lines))
        return {
            "rows": {f"chi-tieu-{row.target.pk}": _told(row, midyear.CELLS) for row in rows}
            | {f"muc-{text.key}": _told(text, ["text"]) for text in texts},
            "totals": {f"share-{row.target.pk}": row.share for row in rows}
            | {f"words-{text.key}": f"{text.words} từ" for text in texts},
        }

    return journal.changes(request, midyear_journal.since, report, facts)


@writes
@allowed(can_write_midyear, MidyearReport)
def progress_enter(request, report, target, cell):
    """Save one cell of a target's progress; answers with the version to send next and the share reached."""
    found = get_object_or_404(
        Target, pk=target, pledge__season=report.season_id, pledge__agency=report.agency_id
    )
    written = []

    def act(version):
        text = request.POST.get("value", "")
        facts = {"cell": cell, "text": text, "version": version, "by": request.user}
        written.append(midyear.enter(report, found, **facts))
        return written[0].version

    return answers.cell(
        request,
        act,
        value=lambda: midyear.shown(written[0], cell),
        totals=lambda: {f"share-{found.pk}": midyear.Progress(found, written[0]).share},
    )


@writes
@allowed(can_write_midyear, MidyearReport)
def text_write(request, report, key):
    """Save one part; answers with the version to send next and its number of words."""
    found = get_object_or_404(report.texts.select_related("report"), key=key)
    words = request.POST.get("value", "")
    return answers.cell(
        request,
        lambda version: midyear.write(found, words=words, version=version, by=request.user),
        totals=lambda: {f"words-{key}": f"{sections.words(words)} từ"},
    )


@writes
@allowed(can_write_midyear, MidyearReport)
def midyear_save(request, report):
    """Save all at once, for a browser without script; what is refused is shown again with its reason."""
    cells_typed, texts_typed = typed_in(request.POST, report)
    refused = midyear.save_all(report, cells_typed, texts_typed, by=request.user)
    if not refused:
        messages.success(request, "Đã lưu báo cáo.")
        return redirect(report)
    messages.error(request, f"Chưa lưu được {len(refused)} ô; lý do ghi ở dưới ô. Các ô khác đã lưu.")
    return _page(request, report, {**cells_typed, **texts_typed}, refused, status=422)


@writes
@allowed(can_hand_in_midyear, MidyearReport)
def midyear_hand_in(request, report):
    """Give the report to the head."""
    midyear.hand_in(report, by=request.user)
    messages.success(request, f"Đã gửi báo cáo 6 tháng cho {report.season.bloc.head_label}.")
    return redirect(report)


@writes
@allowed(can_hand_in_midyear, MidyearReport)
def midyear_take_back(request, report):
    """Take the report back to change it."""
    midyear.take_back(report, by=request.user)
    messages.success(request, "Đã lấy lại báo cáo để sửa. Sửa xong, hãy gửi lại.")
    return redirect(report)


@dataclass(frozen=True)
class Box:
    """One cell or text of the page: what stands in it, and why it was refused."""

    name: str
    text: str
    sentence: str = ""


def _page(request, report, typed=None, refused=None, status=200):
    """Answer with the report; `typed` and `refused` are what a save could not keep."""
    user, season = request.user, report.season
    report.agency = Agency.objects.visible_to(user).get(pk=report.agency_id)
    opens, mark = midyear.is_open(season), midyear_journal.mark(report)  # before what it is the mark of
    rows, texts = midyear.progress(report), list(report.texts.all())
    context = {
        "report": report,
        "season": season,
        **_boxes(rows, texts, typed or {}, refused or {}),
        "mark": mark,
        "longest": midyear.LONGEST,
        "writes": opens and report.state == STATES.DRAFT and can_write_midyear(user, report),
        "hands_in": opens and can_hand_in_midyear(user, report),
        "missing": midyear.lacks(rows, texts) if report.state == STATES.DRAFT else [],
    }
    return render(request, "results/midyear.html", context, status=status)


def _boxes(rows, texts, typed, refused):
    """What stands in every cell and text of the page."""

    def box(key, name, text):
        sentence = refused.get(key, "")
        return Box(name, typed[key][1] if sentence else text, sentence)

    def cell(row, name):
        return box((row.target.pk, name), f"{name}-{row.target.pk}", getattr(row, name))

    return {
        "rows": [(row, cell(row, "done"), cell(row, "result")) for row in rows],
        "texts": [(text, box(text.key, f"text-{text.key}", text.text)) for text in texts],
    }


def typed_in(post, report):
    """Read the whole page from a form: what was typed into cells, and into texts (for `midyear.save_all`)."""
    targets = Target.objects.filter(pledge__season=report.season_id, pledge__agency=report.agency_id)
    cells_typed = {
        (pk, cell): (answers.version_of(post.get(f"version-{pk}", "0")), post[f"{cell}-{pk}"])
        for pk in targets.values_list("pk", flat=True)
        for cell in midyear.CELLS
        if f"{cell}-{pk}" in post
    }
    texts_typed = {
        key: (answers.version_of(post.get(f"version-{key}", "")), post[f"text-{key}"])
        for key in sections.BY_KEY
        if f"text-{key}" in post
    }
    return cells_typed, texts_typed


def _told(row, cells):
    return {"version": row.version, "values": {cell: getattr(row, cell) for cell in cells}}


def _exported(rows):
    for number, row in enumerate(rows, 1):
        sent = row.report and row.report.handed_in_at
        state = row.report.get_state_display() if row.report else "Chưa bắt đầu"
        yield number, row.name, state, sent and timezone.localdate(sent)


def _progress_exported(rows):
    for number, row in enumerate(rows, 1):
        criterion, done = row.target.criterion, row.line and row.line.done
        yield number, str(criterion), str(row.target), done, row.share, row.result
