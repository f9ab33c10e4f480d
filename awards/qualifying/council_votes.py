"""How a council voted on a nomination: copied from its minutes, counted on all members (Điều 33.5)."""

from django.db import transaction

from awards import rounds
from awards.models import CouncilVote
from core import records
from core.rules import RuleError


def record(nomination, *, council, held_on, members, in_favour, source, by):
    """Keep what the minutes of the council say about `nomination`; what was kept before is corrected.

    `members` counts everybody on the council, absent ones too. Raises RuleError when the nomination waits no
    more or the year is closed, ValidationError when more agreed than there are.
    """
    facts = {
        "council": council,
        "held_on": held_on,
        "members": members,
        "in_favour": in_favour,
        "source": source,
    }
    with transaction.atomic():
        rounds.hold(nomination.season, rounds.NOT_CLOSED)
        if not nomination.is_open:
            raise RuleError("Đề nghị này không còn chờ kết quả nên không ghi phiếu của Hội đồng được nữa.")
        found = CouncilVote.objects.filter(nomination=nomination).first()
        if found:
            return records.change(found, **facts, by=by, act="council_vote.correct")
        return records.keep(CouncilVote(nomination=nomination, **facts), by=by, act="council_vote.record")
