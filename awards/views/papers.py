"""The decision taken away as PDF or Word: asked for, watched, downloaded."""

from django.urls import reverse

from awards.models import Decision
from awards.permissions import can_see
from core.guards import allowed, reads, writes
from documents import handout


@writes
@allowed(can_see, Decision)
def paper_request(request, decision, format):
    """Ask for the file; asking again leads to the same one, and starts a failed one afresh."""
    return handout.ask(request, decision.paper, format, _url(decision, format))


@reads
@allowed(can_see, Decision)
def paper_progress(request, decision, format):
    """Show how far the file is; htmx asks for the partial every two seconds."""
    return handout.watch(
        request,
        decision.paper,
        format,
        _url(decision, format),
        template="awards/paper_progress.html",
        decision=decision,
        season=decision.season,
    )


@reads
@allowed(can_see, Decision)
def paper_file(request, decision, format):
    """Hand out the finished file."""
    return handout.hand_out(request, decision.paper, format, _url(decision, format))


def _url(decision, format):
    return lambda step: reverse(f"awards:paper_{step}", args=[decision.pk, format])
