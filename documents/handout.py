"""A paper's way to a person: asked for, watched while it is made, handed out.

The app that owns the paper holds the URLs and names the right to it (`documents` has none).

    paper_request, paper_progress, paper_file = handout.views(Decision, can_see, room=__name__, …)
"""

from operator import attrgetter

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from core.guards import allowed, reads, writes
from documents import files, jobs, papers
from documents.models import Rendition


def views(model, right, *, room, url, template, about, paper=attrgetter("paper")):
    """Return the three views of the paper of one `model`: request, progress, file.

    `room` is the module that holds them, `url` the beginning of the names of their URLs, whose arguments
    are the key and the format; `paper` finds the Document of a row (None: there is none yet), `about` the
    context of the page `template` on which the file is watched.
    """

    def steps(row, format):
        return lambda step: reverse(f"{url}_{step}", args=[row.pk, format])

    def paper_request(request, row, format):
        """Ask for the file; asking again leads to the same one, and starts a failed one afresh."""
        return _ask(request, paper(row), format, steps(row, format))

    def paper_progress(request, row, format):
        """Show how far the file is; htmx asks for the partial every two seconds."""
        return _watch(request, paper(row), format, steps(row, format), template=template, context=about(row))

    def paper_file(request, row, format):
        """Hand out the finished file."""
        return _hand_out(request, paper(row), format, steps(row, format))

    three = (writes, paper_request), (reads, paper_progress), (reads, paper_file)
    for _, view in three:
        view.__module__ = room
    return [guard(allowed(right, model)(view)) for guard, view in three]


def _ask(request, document, format, url):
    if document is None or format not in Rendition.Format.values:
        raise Http404
    papers.request(document, format, by=request.user)
    return redirect(url("progress"))


def _watch(request, document, format, url, *, template, context):
    rendition = _rendition(document, format)
    context = context | {
        "job": rendition.job,
        "progress": jobs.progress(rendition.job),
        "progress_url": url("progress"),
        "result_url": url("file"),
        "result_label": f"Tải tệp {rendition.get_format_display()}",
        "retry_url": url("request"),
    }
    return render(request, "partials/_progress.html" if request.htmx else template, context)


def _hand_out(request, document, format, url):
    rendition = _rendition(document, format)
    stored = papers.file_of(rendition)
    if stored is None:
        return redirect(url("progress"))
    return files.serve(request, stored, name=papers.name_of(rendition), inline="show" in request.GET)


def _rendition(document, format):
    found = Rendition.objects.filter(document=document).select_related("document", "job")
    return get_object_or_404(found, format=format)
