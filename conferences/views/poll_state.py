"""What a phone asks for every two seconds while it waits: whether ballots are taken, and how many are in."""

from django.shortcuts import render

from conferences import turnouts
from conferences.models import Poll
from conferences.permissions import can_see
from core.guards import allowed, reads

WIDE = 5  # digits: the answer is as long whatever the turnout


@reads
@allowed(can_see, Poll)
def poll_state(request, poll):
    """The turnout, nothing of who; where its state is another than the page knew (`seen`), renew the page."""
    cast, electors = turnouts.of(poll)
    context = {"cast": f"{cast:>{WIDE}}", "electors": f"{electors:>{WIDE}}", "poll": poll}
    response = render(request, "conferences/_poll_pulse.html", context)
    response.headers["Cache-Control"] = "private, no-store, no-transform"
    if request.GET.get("seen") != poll.state:
        response.headers["HX-Refresh"] = "true"
    return response
