"""A paper's or a file's way to a person: asked for, watched while it is made, handed out.

The app that owns it holds the URLs and names the right to it (`documents` has none).

    paper_request, paper_progress, paper_file = handout.views(Decision, can_see, room=__name__, …)
    badge_progress, badge_file = handout.of_job(BadgeSheet, can_run_item, room=__name__, …)
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
    return _guarded(three, right, model, room)


def as_it_stands(model, right, *, room, url, issue):
    """Return the view that makes the paper of a row anew as things stand today, and asks for its file.

    `issue` takes the row and `by`, and returns the Document; `room` and `url` as in `views`, to whose
    progress it leads.
    """

    def paper_print(request, row, format):
        """Make the paper, ask for its file."""
        if format not in Rendition.Format.values:
            raise Http404
        papers.request(issue(row, by=request.user), format, by=request.user)
        return redirect(f"{url}_progress", row.pk, format)

    return _guarded([(writes, paper_print)], right, model, room)[0]


def of_job(model, right, *, room, url, template, about, label, name, stored, held=None, retry=None):
    """Return the two views of the file that a job makes for one `model`: progress, file.

    `room`, `url`, `template` and `about` as in `views`; the URLs take the key. `held` finds what has the
    `job` (None: there is none yet), else it is the row itself. Of that: `label` says what is taken away,
    `name` what the file is called, `stored` is its StoredFile once it is there, `retry` where it is asked
    for anew.
    """

    def found(row):
        made = held(row) if held else row
        if made is None:
            raise Http404
        return made

    def job_progress(request, row):
        """Show how far the file is; htmx asks for the partial every two seconds."""
        made = found(row)
        way = {"progress_url": reverse(f"{url}_progress", args=[row.pk]), "result_label": label(made)}
        way |= {"result_url": reverse(f"{url}_file", args=[row.pk]), "retry_url": retry and retry(made)}
        return _shown(request, made.job, way, template=template, context=about(row))

    def job_file(request, row):
        """Hand out the finished file."""
        made = found(row)
        content = stored(made)
        if content is None:
            return redirect(f"{url}_progress", row.pk)
        return files.serve(request, content, name=name(made), inline="show" in request.GET)

    return _guarded([(reads, job_progress), (reads, job_file)], right, model, room)


def _guarded(views_, right, model, room):
    for _, view in views_:
        view.__module__ = room
    return [guard(allowed(right, model)(view)) for guard, view in views_]


def _ask(request, document, format, url):
    if document is None or format not in Rendition.Format.values:
        raise Http404
    papers.request(document, format, by=request.user)
    return redirect(url("progress"))


def _watch(request, document, format, url, *, template, context):
    rendition = _rendition(document, format)
    way = {
        "progress_url": url("progress"),
        "result_url": url("file"),
        "result_label": f"Tải tệp {rendition.get_format_display()}",
        "retry_url": url("request"),
    }
    return _shown(request, rendition.job, way, template=template, context=context)


def _shown(request, job, way, *, template, context):
    """The page on which a job is watched, or the partial alone; `way` are the addresses it names."""
    context = context | way | {"job": job, "progress": jobs.progress(job)}
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
