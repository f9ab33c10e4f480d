"""Reports: the list of a year's reports, the page on which one is written, its issue."""

from django.contrib import messages
from django.db.models import F
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from blocs.models import Season
from conferences.models import Report
from conferences.permissions import can_see, can_start_report, can_write_report
from conferences.reporting import report_papers, reports
from conferences.reporting.forms import ParticularsForm
from conferences.views import report_page
from core.guards import allowed, edits, reads, writes
from documents import excel
from results.views import answers

COLUMNS = ["Báo cáo", "Trạng thái", "Số", "Ngày báo cáo", "Người ký", "Ban hành lúc"]


@reads
@allowed(can_see, Season)
def report_list(request, season):
    """The year's reports, drafts and issued ones, the draft of each kind first."""
    found = list(season.reports.order_by("kind", F("issued_at").desc(nulls_first=True), "-pk"))
    if request.GET.get("format") == "xlsx":
        return excel.download(f"Báo cáo {season.named}", COLUMNS, map(_exported, found))
    drafted = {report.kind for report in found if report.state == Report.State.DRAFT}
    starts = [
        (kind, label)
        for kind, label in Report.Kind.choices
        if kind not in drafted and reports.can_start(season, kind)
    ]
    context = {"season": season, "reports": found}
    context["starts"] = starts if can_start_report(request.user, season) else []
    return render(request, "conferences/report_list.html", context)


@writes
@allowed(can_start_report, Season)
def report_start(request, season, kind):
    """Begin a report, or go on with its draft."""
    if kind not in Report.Kind.values:
        raise Http404
    return redirect(reports.start(season, kind=kind, by=request.user))


@reads
@allowed(can_see, Report)
def report_detail(request, report):
    """Where the head writes the report and everybody else reads it."""
    return render(request, "conferences/report.html", report_page.context(request.user, report))


@writes
@allowed(can_write_report, Report)
def section_write(request, report, key):
    """Save one part; answers with the version to send next."""
    section = get_object_or_404(report.sections, key=key)
    text = request.POST.get("value", "")
    return answers.cell(
        request, lambda version: reports.write(section, text=text, version=version, by=request.user)
    )


@writes
@allowed(can_write_report, Report)
def report_save(request, report):
    """Save all parts at once, for a browser without script; a part somebody else changed is shown again."""
    typed = {
        key: (answers.version_of(request.POST.get(f"version-{key}", "")), request.POST[f"text-{key}"])
        for key in report.sections.values_list("key", flat=True)
        if f"text-{key}" in request.POST
    }
    refused = reports.write_all(report, typed, by=request.user)
    if not refused:
        messages.success(request, "Đã lưu báo cáo.")
        return redirect(report)
    messages.error(request, f"Chưa lưu được {len(refused)} mục; lý do ghi ở dưới mục. Các mục khác đã lưu.")
    context = report_page.context(request.user, report, typed, refused)
    return render(request, "conferences/report.html", context, status=409)


@edits
@allowed(can_write_report, Report)
def report_particulars(request, report):
    """Number, date, form and signer."""
    initial = {name: getattr(report, name) for name in ParticularsForm.base_fields}
    form = ParticularsForm(request.POST or None, initial=initial)
    if form.attempt(reports.set_particulars, report, by=request.user):
        messages.success(request, "Đã lưu thông tin văn bản.")
        return redirect(report)
    context = {"form": form, "report": report, "season": report.season}
    status = 422 if form.is_bound else 200
    return render(request, "conferences/report_particulars.html", context, status=status)


@reads
@allowed(can_write_report, Report)
def report_preview(request, report):
    """The PDF as it would be issued now."""
    if report.paper:
        raise Http404
    answer = HttpResponse(report_papers.preview(report), content_type="application/pdf")
    answer.headers["Content-Disposition"] = "inline"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer


@writes
@allowed(can_write_report, Report)
def report_issue(request, report):
    """Issue the report: from here it is only read."""
    reports.issue(report, by=request.user)
    messages.success(request, "Đã ban hành báo cáo.")
    return redirect(report)


def _exported(report):
    issued = report.issued_at and timezone.localdate(report.issued_at)
    return str(report), report.get_state_display(), report.number, report.dated, report.signer_name, issued
