"""The operator's view of the screen: what can be shown, what is live, what was shown; and its remote."""

import zlib

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from conferences.models import Conference, Screen, Showing
from conferences.permissions import can_run
from conferences.showing import boards, forms, moving_figures, reveal, screen_offers, screens
from conferences.views import screen as wall
from core import clock
from core.guards import allowed, edits, reads, writes
from core.inputs import is_key
from core.rules import RuleError
from documents import codes


@reads
@allowed(can_run, Conference)
def screen_console(request, conference):
    """Three lanes, and with `show` a look at an offer before it is sent."""
    page = "conferences/_screen_console.html" if request.htmx else "conferences/screen_console.html"
    return render(request, page, _context(request, conference))


@reads
@allowed(can_run, Conference)
def screen_live(request, conference):
    """The page anew, where another sent something or something new can be sent; 204 while nothing changed.

    A poll that is closed meanwhile has a result to be shown, and no turnout any more.
    """
    screen = _screen(conference)
    known = request.GET.get("mark", "")
    if screen is None or (not conference.is_over and known == _mark_of(screen, conference)):
        return HttpResponse(status=204)
    return render(request, "conferences/_screen_console.html", _context(request, conference))


@writes
@allowed(can_run, Conference)
def screen_key(request, conference):
    """Make a new key and show its address once."""
    key = screens.renew(conference, by=request.user)
    page = request.build_absolute_uri(reverse("conferences:screen"))
    address = f"{page}#{key}"
    context = {"conference": conference, "season": conference.season, "key": key, "page": page}
    context |= {"address": address, "picture": codes.svg(address)}
    context["only_here"] = request.get_host().partition(":")[0] in ("localhost", "127.0.0.1")
    return render(request, "conferences/screen_key.html", context)


@writes
@allowed(can_run, Conference)
def screen_send(request, conference):
    """Send an offer."""
    offer = request.POST.get("offer", "")
    screens.send(conference, offer, version=_number(request, "version"), by=request.user)
    return _answer(request, conference)


@writes
@allowed(can_run, Conference)
def screen_again(request, conference):
    """Show something again."""
    rows = Showing.objects.filter(screen__conference=conference)
    screens.again(get_object_or_404(rows, pk=_number(request, "showing")), by=request.user)
    return _answer(request, conference)


@writes
@allowed(can_run, Conference)
def screen_turn(request, conference):
    """One step on, or back."""
    step, version = _number(request, "step"), _number(request, "version")
    screens.turn(conference, step, version=version, by=request.user)
    return _answer(request, conference)


@edits
@allowed(can_run, Conference)
def screen_countdown(request, conference):
    """Count down to a moment that is typed."""
    form = forms.CountdownForm(request.POST or None)
    if form.attempt(screens.count_down, conference, by=request.user):
        messages.success(request, "Đang chiếu đồng hồ đếm ngược.")
        return redirect("conferences:screen_console", conference.pk)
    context = {"form": form, "conference": conference, "season": conference.season}
    context |= {"heading": "Đếm ngược trên màn chiếu", "submit": "Chiếu đồng hồ"}
    return render(request, "conferences/form.html", context)


def _answer(request, conference):
    if request.htmx:
        return render(request, "conferences/_screen_console.html", _context(request, conference))
    return redirect("conferences:screen_console", conference.pk)


def _context(request, conference):
    screen = _screen(conference)
    context = {"conference": conference, "season": conference.season, "screen": screen}
    context |= {"over": conference.is_over, "frozen": reveal.of(conference)}
    if screen is None or conference.is_over:
        return context
    live = screen.live
    context |= {"offers": screen_offers.of(conference), "history": screens.shown(screen), "live": live}
    counts = moving_figures.of(live)
    context |= {"steps": _steps(live), "now": wall.drawn(live, conference, counts)}
    context["mark"] = _mark(screen, counts, context["offers"])
    if key := request.GET.get("show", ""):
        context |= {"asked": key} | _looked_at(conference, key)
    return context


def _mark_of(screen, conference):
    return _mark(screen, moving_figures.of(screen.live), screen_offers.of(conference))


def _mark(screen, counts, offers):
    """What tells one state of the page from another: what was sent, what moves in it, and all that can be."""
    live = moving_figures.mark(screen.version, counts)
    return f"{live}-{zlib.crc32(repr(offers).encode()):x}"


def _steps(live):
    """Where the live thing stands among its steps, and what next and back lead to."""
    if live is None or not live.last:
        return None
    at, last = live.step, live.last
    following = live.shows["frames"][at + 1] if at < last and live.kind == Showing.Kind.REVEAL else {}
    return {
        "rank": next((row["rank"] for row in following.get("rows", ()) if row.get("new")), None),
        "at": at + 1,
        "of": last + 1,
        "back": at - 1 if at else None,
        "next": at + 1 if at < last else None,
    }


def _looked_at(conference, key):
    """An offer as it would be drawn if it were sent now, or why it cannot be."""
    try:
        made = boards.make(conference, key)
    except RuleError as refusal:
        return {"refused": str(refusal)}
    showing = Showing(kind=made.kind, title=made.title, shows=made.shows, step=made.step)
    showing.sent_at = clock.now()
    return {
        "preview": wall.drawn(showing, conference),
        "preview_title": made.title,
        "preview_steps": made.last + 1,
    }


def _screen(conference):
    return Screen.objects.select_related("live").filter(conference=conference).first()


def _number(request, name):
    """A whole number of the form; -1, which is nothing's, for anything else."""
    text = request.POST.get(name, "")
    return int(text) if is_key(text) else -1
