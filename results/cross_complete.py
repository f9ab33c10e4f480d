"""From when on the head could read all marks of a round, and what its own agency may not do any more.

The head reads the marks beside each other once nobody is waited for, and scores as well. That it has read
them does not pass when another scorer takes its marks back, so the first such moment is stamped for good.
"""

from blocs import leadership
from core import clock, records
from core.rules import RuleError
from results.models import CrossAssignment

STATES = CrossAssignment.State
READ = (
    "Mọi đơn vị đã chấm xong và đơn vị đứng đầu đã xem được điểm của nhau, "
    "nên đơn vị đứng đầu không chấm thêm hay sửa điểm chấm được nữa."
)


def stamp(round_, *, by):
    """Note the moment of the round (held by the caller) when nobody is waited for the first time."""
    if round_.complete_at or round_.assignments.filter(state=STATES.DRAFT).exists():
        return
    if round_.assignments.filter(state=STATES.HANDED_IN).exists():
        records.change(round_, complete_at=clock.now(), by=by, act="cross.complete")


def has_read(round_, scorer):
    """Say whether the agency `scorer` (an id) is the head's and could read all marks already."""
    return round_.complete_at is not None and scorer in leadership.own_of_head(round_.season)


def refuse_reader(round_, scorer):
    """Refuse that an agency marks which could read all marks already. Raises RuleError."""
    if has_read(round_, scorer):
        raise RuleError(READ)
