"""The summary workbook of a year: asked for, watched while it is made, handed out."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse

from blocs.models import Season
from core.guards import allowed, reads, writes
from documents import files, jobs
from results import summaries
from results.permissions import can_see_all_sheets


@writes
@allowed(can_see_all_sheets, Season)
def summary_request(request, season):
    """Ask for the workbook; asking again for the same figures leads to the same one."""
    summaries.request(season, by=request.user)
    return redirect("results:summary_progress", season.pk)


@reads
@allowed(can_see_all_sheets, Season)
def summary_progress(request, season):
    """Show how far the workbook is; htmx asks for the partial every two seconds."""
    job = _latest(season).job
    context = {
        "job": job,
        "progress": jobs.progress(job),
        "progress_url": reverse("results:summary_progress", args=[season.pk]),
        "result_url": reverse("results:summary_file", args=[season.pk]),
        "result_label": "Tải sổ tổng hợp",
        "retry_url": reverse("results:summary_request", args=[season.pk]),
        "season": season,
        "back": reverse("results:standing", args=[season.pk]),
        "back_label": "Xếp thứ",
    }
    page = "partials/_progress.html" if request.htmx else "results/paper_progress.html"
    return render(request, page, context)


@reads
@allowed(can_see_all_sheets, Season)
def summary_file(request, season):
    """Hand out the finished workbook."""
    stored = _latest(season).file
    if stored is None:
        return redirect("results:summary_progress", season.pk)
    return files.serve(request, stored, name=summaries.name_of(season))


def _latest(season):
    found = summaries.latest(season)
    if found is None:
        raise Http404
    return found
