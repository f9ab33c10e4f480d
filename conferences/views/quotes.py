"""What the members say in their half-year reports, beside the bloc's report that takes it over."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from conferences.models import Report
from conferences.permissions import can_write_report
from conferences.reporting import outlines, quotes, reports
from core.guards import allowed, reads, writes
from results import midyear
from results.views import answers


@reads
@allowed(can_write_report, Report)
def report_sources(request, report):
    """Every paragraph the members wrote, under the part of the bloc's report it belongs to."""
    context = {
        "report": report,
        "season": report.season,
        "parts": [(part, outlines.named(part, report.season.year), said) for part, said in quotes.of(report)],
        "waiting": [row.name for row in midyear.overview(report.season) if not row.is_handed_in],
        "writes": reports.is_open(report),
    }
    return render(request, "conferences/report_sources.html", context)


@writes
@allowed(can_write_report, Report)
def report_take(request, report, key):
    """Take one paragraph over into the part `key`."""
    section = get_object_or_404(report.sections, key=key)
    agency = answers.posted_agency(request)
    quotes.take(section, agency_id=agency.pk, key=request.POST.get("paragraph", ""), by=request.user)
    messages.success(request, f"Đã đưa đoạn của {agency} vào báo cáo.")
    return redirect(f"{reverse('conferences:report_sources', args=[report.pk])}#muc-{key}")
