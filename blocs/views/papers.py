"""The criteria table taken away as PDF or Word: asked for, watched, downloaded."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from blocs.models import CriteriaTable
from blocs.permissions import can_see
from core.guards import allowed, reads, writes
from documents import files, jobs, papers
from documents.models import Rendition


@writes
@allowed(can_see, CriteriaTable)
def paper_request(request, table, format):
    """Ask for the file; asking again leads to the same one, and starts a failed one afresh."""
    if table.paper is None or format not in Rendition.Format.values:
        raise Http404
    papers.request(table.paper, format, by=request.user)
    return redirect("blocs:paper_progress", table.pk, format)


@reads
@allowed(can_see, CriteriaTable)
def paper_progress(request, table, format):
    """Show how far the file is; htmx asks for the partial every two seconds."""
    rendition = _rendition(table, format)
    context = {
        "table": table,
        "season": table.season,
        "job": rendition.job,
        "progress": jobs.progress(rendition.job),
        "progress_url": reverse("blocs:paper_progress", args=[table.pk, format]),
        "result_url": reverse("blocs:paper_file", args=[table.pk, format]),
        "result_label": f"Tải tệp {rendition.get_format_display()}",
        "retry_url": reverse("blocs:paper_request", args=[table.pk, format]),
    }
    template = "partials/_progress.html" if request.htmx else "blocs/paper_progress.html"
    return render(request, template, context)


@reads
@allowed(can_see, CriteriaTable)
def paper_file(request, table, format):
    """Hand out the finished file."""
    rendition = _rendition(table, format)
    stored = papers.file_of(rendition)
    if stored is None:
        return redirect("blocs:paper_progress", table.pk, format)
    return files.serve(request, stored, name=papers.name_of(rendition), inline="show" in request.GET)


def _rendition(table, format):
    found = Rendition.objects.filter(document=table.paper_id).select_related("document", "job")
    return get_object_or_404(found, format=format)
