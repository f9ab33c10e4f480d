"""An issued report taken away as PDF or Word: asked for, watched, downloaded."""

from django.urls import reverse

from conferences.models import Report
from conferences.permissions import can_see
from core.guards import allowed, reads, writes
from documents import handout


@writes
@allowed(can_see, Report)
def report_paper_request(request, report, format):
    """Ask for the file; asking again leads to the same one, and starts a failed one afresh."""
    return handout.ask(request, report.paper, format, _url(report, format))


@reads
@allowed(can_see, Report)
def report_paper_progress(request, report, format):
    """Show how far the file is; htmx asks for the partial every two seconds."""
    return handout.watch(
        request,
        report.paper,
        format,
        _url(report, format),
        template="conferences/report_progress.html",
        report=report,
        season=report.season,
    )


@reads
@allowed(can_see, Report)
def report_paper_file(request, report, format):
    """Hand out the finished file."""
    return handout.hand_out(request, report.paper, format, _url(report, format))


def _url(report, format):
    return lambda step: reverse(f"conferences:report_paper_{step}", args=[report.pk, format])
