"""Members with the same total, told apart by a ballot of the year-end conference: it goes to the standing.

Such a poll lists the members that wait for a vote and is about nothing else. Of a ballot that puts them in
order, what goes on are points (`rank_rules.points`): the lower the sum of places, the more.
"""

from django.db import transaction

from blocs.models import TieStep
from conferences import polls, rank_rules
from conferences.holding import hold
from conferences.models import Conference, Poll
from core.rules import RuleError
from results import standings, ties

NOBODY = "Không có đơn vị nào đồng hạng chờ phân định bằng phiếu. Hãy xem lại bảng xếp thứ."


def asks(conference):
    """Say whether ties of this conference's year are told apart by a vote at all."""
    steps = TieStep.objects.filter(table__season=conference.season_id, kind=TieStep.Kind.VOTE)
    return conference.kind == Conference.Kind.YEAREND and steps.exists()


def tied(season):
    """Return [(key of the agency, its name)] of the members that wait for a vote."""
    return [(place.agency_id, place.name) for place in ties.waiting(standings.of(season))]


def begun(conference):
    """Return what the form of such a poll begins with. Raises RuleError where nobody waits for a vote."""
    if conference.kind != Conference.Kind.YEAREND or not tied(conference.season):
        raise RuleError(NOBODY)
    title = f"Phân định các đơn vị đồng hạng {conference.season.named}"
    return {"title": title, "kind": Poll.Kind.RANK}


def is_about(poll):
    """Say whether a poll tells tied members apart."""
    return not (poll.award_id or poll.post) and any(option["about"] for option in poll.options)


def result_of(poll):
    """Return {key of the agency: votes, or points of an order}, more being better; {} where none holds."""
    if poll.kind != Poll.Kind.RANK:
        numbers = poll.tally["votes"]
    elif None in polls.outcome(poll).ranks:
        return {}
    else:
        numbers = rank_rules.points(poll.tally["places"])
    return {option["about"]: number for option, number in zip(poll.options, numbers, strict=True)}


def waiting_for(poll):
    """Return the result of a closed poll that the standing still waits for; nothing where it does not."""
    if poll.state != Poll.State.CLOSED or not is_about(poll):
        return {}
    found = result_of(poll)
    return found if set(found) == {key for key, _ in tied(poll.conference.season)} else {}


def settle(poll, *, by):
    """Record what a closed poll says of the tied members and write the standing anew; return how many.

    Raises RuleError unless exactly these members still wait, and as `ties.record_votes` does.
    """
    with transaction.atomic():
        conference = hold(poll.conference, Conference.State.OPEN)
        votes = waiting_for(poll)
        if not votes:
            raise RuleError(
                "Kết quả này đã ghi, hoặc các đơn vị chờ phân định không còn đúng như danh sách trên phiếu. "
                "Hãy xem lại bảng xếp thứ."
            )
        ties.record_votes(conference.season, votes=votes, by=by)
        return len(votes)
