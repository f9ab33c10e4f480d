"""The minutes taken away as PDF or Word: asked for, watched, downloaded."""

from django.urls import reverse

from conferences.models import Conference
from conferences.permissions import can_see
from core.guards import allowed, reads, writes
from documents import handout


@writes
@allowed(can_see, Conference)
def minutes_request(request, conference, format):
    """Ask for the file; asking again leads to the same one, and starts a failed one afresh."""
    return handout.ask(request, conference.minutes, format, _url(conference, format))


@reads
@allowed(can_see, Conference)
def minutes_progress(request, conference, format):
    """Show how far the file is; htmx asks for the partial every two seconds."""
    return handout.watch(
        request,
        conference.minutes,
        format,
        _url(conference, format),
        template="conferences/paper_progress.html",
        conference=conference,
        season=conference.season,
    )


@reads
@allowed(can_see, Conference)
def minutes_file(request, conference, format):
    """Hand out the finished file."""
    return handout.hand_out(request, conference.minutes, format, _url(conference, format))


def _url(conference, format):
    return lambda step: reverse(f"conferences:minutes_{step}", args=[conference.pk, format])
