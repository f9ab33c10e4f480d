"""Moving a season through its phases. Each app concludes its own round and then calls `advance`."""

from blocs import states
from blocs.models import Season
from core.rules import RuleError
from core.transitions import move


def advance(season, *, frm, by):
    """Go on from phase `frm` to the next one. Called by the act that concludes the round of `frm`."""
    return move(season, f"advance_from_{frm}", by=by)


def step_back(season, *, reason, by):
    """Return to the phase before, with a reason; nothing that was entered is lost.

    Raises RuleError in the first phase: there is nothing before it.
    """
    if states.preceding(season.phase) is None:
        raise RuleError("Năm thi đua đang ở bước đầu tiên, không lùi thêm được.")
    return move(season, f"step_back_from_{season.phase}", by=by, reason=reason)


def is_over(season, phase):
    """Say whether the season is past `phase`."""
    return number(season.phase) > number(phase)


def number(phase):
    """Return the phase's number from 1 to 9."""
    return states.KEYS.index(phase) + 1


def label(phase):
    """Return what people call the phase."""
    return Season.Phase(phase).label
