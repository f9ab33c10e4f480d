"""What a phone asks for every two seconds while it waits: whether ballots are taken, and how many are in."""

from functools import lru_cache

from django.http import HttpResponse
from django.template.loader import render_to_string

from conferences.casting import turnouts
from conferences.models import Poll
from conferences.permissions import can_see
from core.guards import allowed, reads
from core.prepared import Given, Prepared

WIDE = 5  # digits: the answer is as long whatever the turnout
NEEDED = Prepared(lambda: Poll.objects.only("state", "mode").filter(pk=Given("pk")))


@reads
@allowed(can_see, Poll, kept=NEEDED)
def poll_state(request, poll):
    """The turnout, nothing of who; where its state is another than the page knew (`seen`), renew the page."""
    response = HttpResponse(_drawn(poll.state, poll.takes_paper, *turnouts.of(poll)))
    response.headers["Cache-Control"] = "private, no-store, no-transform"
    if request.GET.get("seen") != poll.state:
        response.headers["HX-Refresh"] = "true"
    return response


@lru_cache(maxsize=64)
def _drawn(state, takes_paper, cast, electors):
    """The same words for the same figures, whoever asks: drawn once for all phones of a hall."""
    context = {"cast": f"{cast:>{WIDE}}", "electors": f"{electors:>{WIDE}}"}
    context["poll"] = {"state": state, "takes_paper": takes_paper}
    return render_to_string("conferences/_poll_pulse.html", context)
