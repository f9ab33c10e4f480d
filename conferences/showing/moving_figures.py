"""The one board that moves by itself: how many ballots are in, of the poll whose turnout was sent.

The operator sends the counter of that poll, and with it nothing else: two numbers, asked for while it is
shown, beside what was frozen (docs/decisions, 0050). A vote that is void leaves no number.
"""

from conferences.casting import turnouts
from conferences.models import Poll


def counter(poll):
    """What a board of turnout carries beside its words, so that its figure follows the urn."""
    return {"counter": poll.pk}


def of(showing):
    """Return (ballots that are in, of how many) as they are now, of a Showing with a counter; None without.

    Once the poll is closed they stay as they were then; of one that is void there are none: an empty tuple.
    Two queries (one more where paper is used), none for a Showing without a counter.
    """
    number = showing.shows["all"].get("counter") if showing else None
    if number is None:
        return None
    poll = Poll.objects.filter(pk=number).exclude(state=Poll.State.VOID).first()
    return turnouts.of(poll) if poll else ()


def drawn(frame, counts):
    """Return the frame of a board with its figure as it is now; `counts` as `of` returns them."""
    if counts is None:
        return frame
    if not counts:
        return frame | {"figures": []}
    part, whole = counts
    return frame | {"figures": [figure | {"part": part, "whole": whole} for figure in frame["figures"]]}


def mark(version, counts):
    """Return what tells one picture from another: the version of the screen, and the counts that move."""
    return "-".join(map(str, (version, *(counts or ()))))
