"""The screen on the wall: a page without sign-in that shows what was sent to the holder of its key."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render

from conferences import conference_papers
from conferences.models import Showing
from conferences.showing import moving_figures, screens
from core import clock, limits
from core.guards import public, reads

KINDS = Showing.Kind
TRIES, PER_SECONDS = 60, 5 * 60  # wrong keys of one address
LINES, FIGURES, PLACES = (
    "conferences/_screen_lines.html",
    "conferences/_screen_figures.html",
    "conferences/_screen_standing.html",
)
DRAWN = {
    KINDS.WELCOME: LINES,
    KINDS.BLANK: LINES,
    KINDS.AGENDA: "conferences/_screen_agenda.html",
    KINDS.COUNTDOWN: "conferences/_screen_countdown.html",
    KINDS.ATTENDANCE: FIGURES,
    KINDS.TURNOUT: FIGURES,
    KINDS.RESULT: "conferences/_screen_result.html",
    KINDS.TEXT: "conferences/_screen_text.html",
    KINDS.CALLS: "conferences/_screen_calls.html",
    KINDS.STANDING: PLACES,
    KINDS.REVEAL: PLACES,
}


@reads
@public
def screen(request):
    """The empty wall: the same for everybody, it takes the key from behind # and asks with it."""
    return _unfound(render(request, "conferences/screen.html", {"zone": settings.TIME_ZONE}))


@reads
@public
def screen_now(request):
    """What is live, for the holder of the key; nothing (204) when that is what the page shows already."""
    found = screens.find(request.headers.get("Screen-Key", ""))
    if found is None:
        many = limits.exceeded(request, "screen", most=TRIES, seconds=PER_SECONDS)
        return _unfound(HttpResponse(status=429 if many else 404, headers={"Screen-State": "gone"}))
    counts = moving_figures.of(found.live)
    mark = moving_figures.mark(found.version, counts)
    if request.GET.get("version") == mark:
        answer = HttpResponse(status=204)
    else:
        answer = render(request, "conferences/_screen.html", drawn(found.live, found.conference, counts))
    answer.headers["Screen-State"] = mark
    answer.headers["Screen-Now"] = str(int(clock.now().timestamp() * 1000))
    return _unfound(answer)


def drawn(showing, conference=None, counts=None):
    """What the templates of the screen need to draw a Showing (None: nothing was sent yet).

    The wall of a rehearsal says so across whatever it shows. `counts` are the figures that move.
    """
    mark = conference_papers.mark_of(conference) if conference else ""
    if showing is None:
        return {"drawing": LINES, "kind": KINDS.BLANK, "frame": {"mark": mark}, "bare": True}
    kind = KINDS(showing.kind)
    bare = kind in (KINDS.WELCOME, KINDS.BLANK)
    frame = moving_figures.drawn(screens.frame(showing), counts)
    facts = {"frame": frame | {"mark": mark}, "sent_at": showing.sent_at, "bare": bare}
    return {"drawing": DRAWN[kind], "kind": kind} | facts


def _unfound(answer):
    """No search engine and no cache keeps what a hall saw."""
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
