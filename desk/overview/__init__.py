"""The year at a glance: how far every member is, in the way the phase measures it; lead and activities."""

from dataclasses import dataclass

from blocs import seasons, states
from desk.overview.heat import Cell, Heat, heat_of
from desk.overview.promises import Promises, promises_of
from members import acting
from results.permissions import can_see_all_sheets

__all__ = ["Cell", "Glance", "activities_of", "heat_of", "lead_of", "of"]

SHOWN = 6  # activities in the panel; all of them stand on their own page


@dataclass(frozen=True)
class Glance:
    """A year's members and their progress: sheets from the self-scoring on, pledges before it."""

    names: dict  # agency's key -> its name, in protocol order
    heat: Heat | None = None
    promises: Promises | None = None

    @property
    def progress(self):
        """Whichever of the two there is; None while the year is planned."""
        return self.heat or self.promises


def of(user, season):
    """Return the Glance of a year as `user` may see it. Two queries whatever the number of members."""
    if season.phase in _until("pledging"):
        return Glance({member.agency_id: member.name for member in seasons.members_of(season)})
    if season.phase in _until("scoring"):
        promises = promises_of(season)
        return Glance({row.agency_id: row.name for row in promises.rows}, promises=promises)
    members = list(seasons.members_of(season))
    follows, own = can_see_all_sheets(user, season), acting.agencies_of(user)
    names = {member.agency_id: member.name for member in members}
    return Glance(names, heat=heat_of(season, members, follows=follows, own=own))


def lead_of(season, names):
    """Return [(place, agency's name, its id)] of those who lead; `names` are the members', by agency."""
    terms = season.terms.all()
    return [(term.label, names.get(term.agency_id) or term.agency.name, term.agency_id) for term in terms]


def activities_of(season):
    """Return (the latest activities by date, how many were held, of how many); cancelled ones left out."""
    rows = list(season.activities.hosted(season.standing_on).exclude(state="cancelled"))
    return rows[-SHOWN:], sum(row.state == "held" for row in rows), len(rows)


def _until(phase):
    return states.KEYS[: states.KEYS.index(phase)]
