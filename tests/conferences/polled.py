"""Ballots of a conference, built through the rules: prepared, open, with ballots in the urn, closed.

The first member is the head and opens, the second is the standing deputy and closes.
"""

from decimal import Decimal

from conferences.casting import slips, urns
from conferences.models import Poll
from conferences.polling import polls
from conferences.reckoning import ballot_papers
from core.models import User
from members import invitations
from tests import kept, world
from tests.awards import scene as honours

from . import scene

LABELS = ("Ban Một", "Ban Hai", "Ban Ba")


@kept.once
def hall(count=6, kind="thematic"):
    """An open conference of so many members, a delegate of each in the room; two who run its ballots."""
    season = world.season(world.bloc(tuple(f"Đơn vị {number}" for number in range(1, count + 1))))
    conference = scene.opened(season, kind)
    for place in (scene.HEAD, scene.DEPUTY):
        scene.user_of(season, place)
    return conference


def opener():
    """The account that opens."""
    return User.objects.get(username="clerk-1")


def closer():
    """The account that closes."""
    return User.objects.get(username="clerk-2")


def voter(conference, place):
    """An account of the member at this place."""
    found = User.objects.filter(username=f"clerk-{place}").first()
    return (
        found
        or world.person(honours.member(conference.season, place), "clerk", username=f"clerk-{place}").user
    )


def prepared(conference, labels=LABELS, **facts):
    """A poll that is not open yet: choose at most two, more than half of the units present."""
    usual = {"kind": "approve", "mode": "login", "roll": "units", "base": "present", "blanks": True}
    usual |= {"percent": Decimal(50), "above": True, "seats": None, "most": 2, "award": None, "post": ""}
    options = [{"label": label, "about": None} for label in labels]
    facts = {"title": "Cờ thi đua", "options": options} | usual | facts
    if facts["kind"] == "yes_no":
        facts["most"] = len(facts["options"])
    return polls.prepare(conference, by=None, **facts)


def opened(conference=None, **facts):
    """A poll that takes ballots; with slips, their codes are in `codes`."""
    poll = prepared(conference or hall(), **facts)
    codes = [code for _, code in slips.issue(poll, by=None)] if poll.mode == Poll.Mode.SLIP else []
    poll = polls.open(poll, by=opener())
    poll.codes = codes
    return now(poll, codes)


def keys(poll):
    """What the urn knows the electors by, in the order of the roll or of the slips."""
    if poll.mode == Poll.Mode.SLIP:
        return [invitations.hash_of(code) for code in poll.codes]
    return [polls.key_of(elector) for elector in poll.electors.filter(present=True)]


def elector(poll, place):
    """The number of the member at this place on the roll of an open poll, as the form sends it."""
    return poll.electors.get(place=place).pk


def cast(poll, *papers):
    """The first electors put these ballots in; return their codes of receipt."""
    pairs = zip(keys(poll), papers, strict=False)
    return [urns.cast(poll.pk, key, ballot_papers.checked(poll.form, paper)) for key, paper in pairs]


def closed(*papers, conference=None, **facts):
    """A poll that was counted with these ballots."""
    poll = opened(conference, **facts)
    cast(poll, *papers)
    return now(polls.close(poll, by=closer()))


def now(poll, codes=()):
    """The poll as the database has it now."""
    found = Poll.objects.select_related("conference__season__bloc").get(pk=poll.pk)
    found.codes = codes
    return found
