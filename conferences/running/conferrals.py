"""Handing honours over at a conference: marked one by one or a group at once, a slip taken back.

The print ledger of the certificates follows by itself.
"""

from django.db import transaction

from awards.printing import handing_over
from conferences.holding import hold, refuse_rehearsal
from conferences.models import Conference, Conferral
from conferences.running import call_list
from core import clock, records
from core.rules import RuleError

STATES = Conference.State


def hand(conference, *, lines, giver="", by):
    """Record that the recipients in `lines` (keys of decision lines) received theirs; return how many now.

    `giver` is who gave it, in words. Whoever has it already is passed over, so that a second click changes
    nothing. A closed conference still takes it, for who was not in the hall. Raises RuleError before the
    opening, in a closed year, in a rehearsal, and for somebody who is not on the list.
    """
    with transaction.atomic():
        conference = hold(conference, STATES.OPEN, STATES.CLOSED)
        refuse_rehearsal(conference)
        called = {line.pk: line for line in call_list.open_lines(conference).order_by("pk")}
        if not lines or not set(lines) <= set(called):
            raise RuleError("Danh sách trao thưởng vừa thay đổi. Hãy tải lại trang rồi ghi lại.")
        done = set(conference.conferrals.values_list("line", flat=True))
        moment = clock.now()
        fresh = [key for key in dict.fromkeys(lines) if key not in done]
        for key in fresh:
            row = Conferral(conference=conference, line=called[key], giver=giver, at=moment, by=by)
            records.keep(row, by=by, act="conferral.hand")
        handing_over.at_ceremony([called[key] for key in fresh], occasion=conference.title, by=by)
        return len(fresh)


def take_back(conference, *, lines, by):
    """Take back that `lines` were handed over: a slip of the hand. The second click does nothing."""
    with transaction.atomic():
        conference = hold(conference, STATES.OPEN, STATES.CLOSED)
        refuse_rehearsal(conference)
        taken = list(conference.conferrals.filter(line__in=lines).select_related("line"))
        handing_over.undo_ceremony([row.line for row in taken], occasion=conference.title, by=by)
        for row in taken:
            records.drop(row, by=by, act="conferral.take_back")
