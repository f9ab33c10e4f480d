"""Paper ballots printed: asked for in a number, watched while the file is made, handed out."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse

from conferences import ballot_prints, paper_forms
from conferences.models import Poll
from conferences.permissions import can_run_poll
from core.guards import allowed, edits, reads
from documents import files, jobs


@edits
@allowed(can_run_poll, Poll)
def ballots(request, poll):
    """Say how many are printed and ask for the file."""
    initial = {"copies": ballot_prints.usual(poll)}
    form = paper_forms.PrintForm(request.POST or None, initial=initial)
    if form.attempt(ballot_prints.issue, poll, by=request.user):
        return redirect("conferences:ballots_progress", poll.pk)
    context = _about(poll) | {"form": form, "heading": "In phiếu giấy", "submit": "Tạo tệp để in"}
    return render(request, "conferences/poll_form.html", context)


@reads
@allowed(can_run_poll, Poll)
def ballots_progress(request, poll):
    """Show how far the file is; htmx asks for the partial every two seconds."""
    found = _latest(poll)
    context = _about(poll) | {
        "job": found.job,
        "progress": jobs.progress(found.job),
        "progress_url": reverse("conferences:ballots_progress", args=[poll.pk]),
        "result_url": reverse("conferences:ballots_file", args=[poll.pk]),
        "result_label": f"Tải tệp {found.copies} phiếu",
    }
    page = "partials/_progress.html" if request.htmx else "conferences/poll_progress.html"
    return render(request, page, context)


@reads
@allowed(can_run_poll, Poll)
def ballots_file(request, poll):
    """Hand out the finished file."""
    found = _latest(poll)
    stored = ballot_prints.file_of(found)
    if stored is None:
        return redirect("conferences:ballots_progress", poll.pk)
    return files.serve(request, stored, name=ballot_prints.name_of(found), inline="show" in request.GET)


def _latest(poll):
    found = ballot_prints.latest(poll)
    if found is None:
        raise Http404
    return found


def _about(poll):
    return {"poll": poll, "conference": poll.conference, "season": poll.conference.season}
