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
READ_CLOSED = (
    "Chấm chéo đã khép một lần, đơn vị đứng đầu và các đơn vị phó đã xem được mọi điểm chấm, "
    "nên các đơn vị này không chấm thêm hay sửa điểm chấm được nữa."
)


def stamp(round_, *, by):
    """Note the moment of the round (held by the caller) when nobody is waited for the first time."""
    if round_.complete_at or round_.assignments.filter(state=STATES.DRAFT).exists():
        return
    if round_.assignments.filter(state=STATES.HANDED_IN).exists():
        records.change(round_, complete_at=clock.now(), by=by, act="cross.complete")


def readers(round_):
    """Return the ids of the scorers that could read all marks already.

    The head's, once nobody was waited for; in a round that was closed also the deputies', which follow the
    appraisal of all sheets.
    """
    season = round_.season
    own = leadership.own_of_head(season) if round_.complete_at else frozenset()
    return own | leadership.own_of_deputies(season) if round_.opened_at else own


def has_read(round_, scorer):
    """Say whether the agency `scorer` (an id) could read all marks already."""
    return scorer in readers(round_)


def refuse_reader(round_, scorer):
    """Refuse that an agency marks which could read all marks already. Raises RuleError."""
    if has_read(round_, scorer):
        raise RuleError(READ_CLOSED if round_.opened_at else READ)
