"""A show of hands: what was counted is entered by one person, looked at and closed by another."""

from django.contrib import messages
from django.shortcuts import redirect, render

from conferences.casting import hands, hands_forms, slips
from conferences.models import Poll
from conferences.permissions import can_close_poll, can_run_poll
from conferences.polling import hands_told
from core.guards import allowed, edits
from core.rules import RuleError

OPEN = Poll.State.OPEN


@edits
@allowed(can_run_poll, Poll)
def poll_hands(request, poll):
    """Enter how many hands were shown, or whose; once more where it was entered already."""
    if not poll.by_hands:
        raise RuleError(hands.OTHER_WAY)
    if poll.state != OPEN:
        raise RuleError(hands.NOT_OPEN)
    kind, act = hands_forms.of(poll)
    form = kind(request.POST or None, poll=poll, row=hands.of(poll))
    if form.attempt(act, poll, by=request.user):
        messages.success(request, "Đã ghi kết quả giơ tay. Người thứ hai xem lại rồi đóng biểu quyết.")
        return redirect(poll)
    context = {"form": form, "poll": poll, "conference": poll.conference, "season": poll.conference.season}
    return render(request, "conferences/hands.html", context | {"present": slips.present(poll)})


def opened(request, poll):
    """Return what the page of an open poll shows: what was entered, to those who run or close it."""
    row, present = hands.of(poll), slips.present(poll)
    closer = can_close_poll(request.user, poll)
    return {
        "entered": entered(poll, row) if closer and row else None,
        "row": row,
        "present": present,
        "watches": closer,
        "closes": closer and poll.opened_by != request.user,
        "voids": closer and not (row and poll.opened_by == request.user),
        "warnings": hands_told.warnings(poll, present),
    }


def closing(request, poll):
    """Return what whoever closes looks at first: all that was entered, and why it cannot be closed yet."""
    row, present = hands.of(poll), slips.present(poll)
    return {
        "row": row,
        "entered": entered(poll, row) if row else None,
        "named": hands_told.said_by_name(poll, row) if row else (),
        "seen": hands.fingerprint(row) if row else "",
        "present": present,
        "hindrance": hands.not_closable(poll, row, by=request.user),
        "warnings": hands_told.warnings(poll, present),
    }


def closed(poll):
    """Return what the page of a closed poll adds: who said what, where votes are named."""
    row = hands.of(poll)
    return {"row": row, "named": hands_told.said_by_name(poll, row)}


def entered(poll, row):
    """Return [(label, (for, against, abstained))] of what was entered."""
    return list(zip(poll.labels, row.counts, strict=True))
