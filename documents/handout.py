"""A paper's way to a person: asked for, watched while it is made, handed out.

The app that owns the paper holds the URLs and checks the right to it (`documents` has none); its three
views call these functions. `url` maps "request", "progress" and "file" to the URL of that view.
"""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from documents import files, jobs, papers
from documents.models import Rendition


def ask(request, document, format, url):
    """Ask for the file and go where it is watched; asking again leads to the same one."""
    if document is None or format not in Rendition.Format.values:
        raise Http404
    papers.request(document, format, by=request.user)
    return redirect(url("progress"))


def watch(request, document, format, url, *, template, **context):
    """Show how far the file is: `template` with `context`, or the partial alone for htmx."""
    rendition = _rendition(document, format)
    context |= {
        "job": rendition.job,
        "progress": jobs.progress(rendition.job),
        "progress_url": url("progress"),
        "result_url": url("file"),
        "result_label": f"Tải tệp {rendition.get_format_display()}",
        "retry_url": url("request"),
    }
    return render(request, "partials/_progress.html" if request.htmx else template, context)


def hand_out(request, document, format, url):
    """Answer with the finished file; while it is being made, go where it is watched."""
    rendition = _rendition(document, format)
    stored = papers.file_of(rendition)
    if stored is None:
        return redirect(url("progress"))
    return files.serve(request, stored, name=papers.name_of(rendition), inline="show" in request.GET)


def _rendition(document, format):
    found = Rendition.objects.filter(document=document).select_related("document", "job")
    return get_object_or_404(found, format=format)
