"""Paper ballots, built through the rules: a poll on paper or mixed, its box closed, counted by two tellers.

The tellers are the two who run the hall's ballots; the first opens, the second closes.
"""

from conferences.casting import channels, tellers
from conferences.polling import polls
from core.models import User
from tests import kept, world
from tests.awards import scene as honours

from . import polled, scene


def third():
    """Another account of the standing deputy, who may close, too."""
    found = User.objects.filter(username="leader-2").first()
    return found or world.person(honours.member(_season(), scene.DEPUTY), "leader", username="leader-2").user


def _season():
    return polled.Poll.objects.last().conference.season


@kept.once
def opened(conference, **facts):
    """A poll on paper that takes ballots; in a mixed one the first two votes are on paper, or `on_paper`."""
    paper = facts.pop("on_paper", 2)
    poll = polled.prepared(conference, **{"mode": "paper"} | facts)
    if poll.is_mixed:
        chosen(poll, paper)
    if poll.takes_slips:
        polled.slips.issue(poll, by=None)
    return polls.open(poll, by=polled.opener())


def chosen(poll, count):
    """The first votes of a prepared mixed poll are on paper."""
    every = [(seat.unit_id, seat.name) for seat, _ in channels.seats(poll)]
    channels.choose(poll, set(every[:count]), among=set(every), by=None)


def counted(conference, **facts):
    """A poll whose box is closed."""
    poll = polled.now(opened(conference, **facts))
    tellers.close_box(poll, by=polled.opener())
    return polled.now(poll)


def figures(*, issued=6, returned=6, valid=5, blank=0, votes=(4, 1, 1), against=(), **more):
    """What a teller enters: five valid papers of six, choosing at most two of three."""
    facts = {"issued": issued, "returned": returned, "not_returned": issued - returned}
    facts |= {"valid": valid, "invalid": returned - valid, "blank": blank}
    return facts | {"votes": tuple(votes), "against": tuple(against)} | more


def enter(poll, by, round=1, **facts):
    """One teller enters a count."""
    return tellers.enter(poll, round=round, by=by, **figures(**facts))


def agreed(conference, *, of=None, **facts):
    """A poll whose two tellers entered the same."""
    poll = counted(conference, **facts)
    for teller in (polled.opener(), polled.closer()):
        enter(poll, teller, **of or {})
    return poll


def closed(conference, **facts):
    """A poll that was counted."""
    return polled.now(polls.close(agreed(conference, **facts), by=polled.closer()))
