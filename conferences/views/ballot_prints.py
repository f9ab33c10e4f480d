"""Paper ballots printed: asked for in a number, watched while the file is made, handed out."""

from django.shortcuts import redirect, render

from conferences.casting import ballot_prints, paper_forms
from conferences.models import Poll
from conferences.permissions import can_run_poll
from core.guards import allowed, edits
from documents import handout


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


def _about(poll):
    return {"poll": poll, "conference": poll.conference, "season": poll.conference.season}


ballots_progress, ballots_file = handout.of_job(
    Poll,
    can_run_poll,
    room=__name__,
    url="conferences:ballots",
    template="conferences/poll_progress.html",
    about=_about,
    label=lambda printed: f"Tải tệp {printed.copies} phiếu",
    name=ballot_prints.name_of,
    stored=ballot_prints.file_of,
    held=ballot_prints.latest,
)
