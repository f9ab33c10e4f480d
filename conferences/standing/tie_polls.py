"""Ballots on the members that share a place: what begins one, and what it says of them once it is counted.

Such a poll lists exactly these members and is about nothing else. Of a ballot that puts them in order, what
goes on are points (`rank_rules.points`): the lower the sum of places, the more.
"""

from conferences.models import Conference, Poll
from conferences.polling import polls
from conferences.reckoning import rank_rules
from conferences.standing import ranking
from core.rules import RuleError

OPEN, CLOSED = Conference.State.OPEN, Poll.State.CLOSED
TWO = 2  # members are told apart by choosing one; more are put in order


def tie_at(season, rank):
    """Return the Tie at a place, or None. Its members are told apart neither by the ladder nor by votes."""
    return next((tie for tie in ties(season) if tie.rank == rank), None)


def ties(season):
    """Return the Ties of a year as it stands, the first place first."""
    return ranking.of(season, limits=()).ties


def begun(conference, rank, initial):
    """Return (what the form of a ballot on the place `rank`, as typed, begins with; whom it is about).

    Raises RuleError where nobody shares that place, and at a conference that settles none.
    """
    if conference.kind != Conference.Kind.YEAREND:
        raise RuleError("Đơn vị cùng thứ được phân định tại hội nghị tổng kết.")
    tie = tie_at(conference.season, int(rank)) if rank.isdecimal() and len(rank) < 4 else None
    if tie is None:
        raise RuleError("Không có đơn vị nào cùng thứ này. Hãy xem lại bảng xếp thứ.")
    kind = Poll.Kind.ONE if len(tie.names) == TWO else Poll.Kind.RANK
    facts = {"title": f"Phân định đồng hạng thứ {tie.rank}", "kind": kind}
    return initial | facts, list(zip(tie.agencies, tie.names, strict=True))


def subjects_of(poll):
    """Return [(agency's key, name)] of the members a poll tells apart; nothing where it is about others."""
    if poll.award_id or poll.post or not all(option["about"] for option in poll.options):
        return []
    return [(option["about"], option["label"]) for option in poll.options]


def counted(conference, tie):
    """Return [(poll, {agency's key: votes})] of the ballots counted on exactly the members of a tie.

    The latest first; of an order the votes are points, and one that does not hold says nothing.
    """
    closed = conference.polls.filter(state=CLOSED).order_by("-closed_at", "-pk")
    found = [(poll, result_of(poll, dict(zip(tie.names, tie.agencies, strict=True)))) for poll in closed]
    return [(poll, votes) for poll, votes in found if set(votes) == set(tie.agencies)]


def result_of(poll, keys):
    """Return {agency's key: votes} of a closed poll; {} for one about others. `keys` leads from a name."""
    if poll.award_id or poll.post:
        return {}
    if poll.kind != Poll.Kind.RANK:
        numbers = poll.tally["votes"]
    elif None in polls.outcome(poll).ranks:
        return {}
    else:
        numbers = rank_rules.points(poll.tally["places"])
    about = [option["about"] or keys.get(option["label"]) for option in poll.options]
    return dict(zip(about, numbers, strict=True))


def place_of(poll):
    """Return the place whose members a closed poll of an open conference can tell apart now, or None."""
    about = {key for key, _ in subjects_of(poll)}
    if poll.conference.is_rehearsal or not about or poll.state != CLOSED or poll.conference.state != OPEN:
        return None
    return next((tie.rank for tie in ties(poll.conference.season) if set(tie.agencies) == about), None)
