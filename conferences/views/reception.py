"""The desk at the door: scan, look for, check in; the page a badge's QR code opens on any telephone."""

from urllib.parse import urlencode

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse

from conferences.attending import attendance, badges, quorum, reception
from conferences.models import Conference, Delegate
from conferences.permissions import can_receive, can_receive_delegate
from core.guards import allowed, edits, public, reads, writes
from core.inputs import is_key
from core.rules import RuleError

TO_COME = (Conference.State.PLANNED, Conference.State.OPEN)


@reads
@allowed(can_receive, Conference)
def desk(request, conference):
    """The desk: a field for the scanner, the list to search, how many are there."""
    return render(request, _template(request), _desk(request, conference))


@writes
@allowed(can_receive, Conference)
def desk_scan(request, conference):
    """Check in whose badge was scanned."""
    return _arrived(request, conference, reception.scan, conference, request.POST.get("code", ""))


@writes
@allowed(can_receive_delegate, Delegate)
def desk_arrive(request, delegate):
    """Check in who was found by name."""
    return _arrived(request, delegate.conference, reception.arrive, delegate)


@writes
@allowed(can_receive, Conference)
def desk_unit(request, conference):
    """Check in everybody whom a member sends."""
    agency = request.POST.get("agency", "")
    count = attendance.check_in_unit(conference, agency if is_key(agency) else None, by=request.user)
    told = f"Đã điểm danh {count} đại biểu của đơn vị." if count else "Cả đơn vị đã điểm danh từ trước."
    return _told(request, conference, "success" if count else "info", told)


@writes
@allowed(can_receive_delegate, Delegate)
def desk_undo(request, delegate):
    """Take a check-in back."""
    attendance.undo(delegate, by=request.user)
    return _told(request, delegate.conference, "info", f"Đã bỏ điểm danh {delegate}.")


@edits
@public
def badge(request, code):
    """What the QR code of a badge opens: for the reception, one button; for anybody else, a calm word."""
    if not _receives_any(request.user):
        return _shown(request, "stranger")
    try:
        delegate = badges.find(code)
        if not can_receive(request.user, delegate.conference):
            return _shown(request, "stranger")
        if request.method == "POST":
            return _shown(request, "done", arrival=reception.arrive(delegate, by=request.user))
        if sentence := reception.hindrance(delegate):
            raise RuleError(sentence)
    except RuleError as refusal:
        return _shown(request, "refused", sentence=str(refusal))
    came = attendance.of(delegate)
    place = reception.place_of(delegate)
    return _shown(request, "ask", delegate=delegate, place=place, came=came)


def _receives_any(user):
    """Whether this is one of the reception of some conference that is not over."""
    if not user.is_authenticated:
        return False
    ahead = Conference.objects.visible_to(user).filter(state__in=TO_COME)
    return any(can_receive(user, row) for row in ahead)


def _arrived(request, conference, act, *args):
    """Do `act` and tell its Arrival, or why it was refused; the desk goes on with the next."""
    try:
        arrival = act(*args, by=request.user)
    except RuleError as refusal:
        return _told(request, conference, "error", str(refusal))
    return _told(request, conference, "success" if arrival.is_new else "warning", arrival.words)


def _told(request, conference, level, sentence):
    """The desk anew with what happened: its part of the page for htmx, else the page with a message."""
    if request.htmx:
        context = _desk(request, conference) | {"level": level, "sentence": sentence}
        return render(request, _template(request), context)
    getattr(messages, level)(request, sentence)
    words = request.POST.get("q", "")
    url = reverse("conferences:desk", args=[conference.pk])
    return redirect(f"{url}?{urlencode({'q': words})}" if words else url)


def _template(request):
    return "conferences/_desk.html" if request.htmx else "conferences/desk.html"


def _desk(request, conference):
    units, guests = attendance.roll(conference)
    turnout = attendance.turnout(units, guests)
    words = request.POST.get("q", "") if request.method == "POST" else request.GET.get("q", "")
    found, found_guests = reception.matching(units, guests, words)
    return {
        "conference": conference,
        "season": conference.season,
        "turnout": turnout,
        "quorum": quorum.standing(conference, turnout),
        "units": found,
        "guests": found_guests,
        "words": words,
        "works": not conference.is_over,
    }


def _shown(request, step, **context):
    answer = render(request, "conferences/badge.html", context | {"step": step})
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
