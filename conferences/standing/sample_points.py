"""Points for a rehearsal, made from a seed: the like of a year in which a tie crosses the end of a quota.

They are points of criteria, so totals, places and ties come from the very functions that the year uses.
"""

import hashlib
from dataclasses import dataclass
from decimal import Decimal
from operator import attrgetter

from django.db.models import prefetch_related_objects

from awards.limiting import quotas
from awards.models.catalogue import Recipient
from blocs import seasons, tree
from results import standings
from results.models import ScoreSheet

STEP = Decimal("0.5")  # points taken off at once
STEPS = 2  # from one place to the next
EXTRA = Decimal(1)  # bonus of the first place, penalty of the last


@dataclass(frozen=True)
class SampleLine:
    """What the standing asks of a line of a sheet; nothing of it is ever written."""

    criterion_id: int
    points: Decimal
    sheet: ScoreSheet
    exempt: bool = False


def make(season, seed):
    """Return {agency: {criterion: points}} for the members of a year, with the texts that JSON keeps."""
    nodes = tree.of(standings.table_of(season))
    criteria = {
        kind: [(row.pk, row.max_points) for node in nodes if node.row.kind == kind for row in node.criteria]
        for kind in ("scored", "bonus", "penalty")
    }
    agencies = [member.agency_id for member in seasons.members_of(season)]
    found = spread(agencies, criteria, seed=seed, tie_at=_end_of_first_quota(season, len(agencies)))
    return {
        str(agency): {str(key): str(value) for key, value in points.items()}
        for agency, points in found.items()
    }


def spread(agencies, criteria, *, seed, tie_at):
    """Return {agency: {criterion: points}}: places 1, 2, 3 …, but `tie_at` shared with the next. Pure.

    `criteria` is {kind of group: [(key, maximum)]}; 0 as `tie_at` ties nobody.
    """
    found, order = {}, sorted(agencies, key=lambda agency: _mixed(seed, agency))
    for place, agency in enumerate(order, 1):
        lost = (place - (0 < tie_at < place)) * STEPS
        found[agency] = _less(sorted(criteria["scored"], key=lambda row: _mixed(seed, row[0])), lost)
        tied = place in (tie_at, tie_at + 1)
        for kind, where in (("bonus", 1), ("penalty", len(order))):
            if criteria[kind] and place == where and not tied:
                key, most = criteria[kind][0]
                found[agency][key] = min(most, EXTRA)
    return found


def places(conference):
    """Return every member's Place in a rehearsal, in protocol order, by its sample points."""
    season = conference.season
    table = standings.table_of(season)
    prefetch_related_objects([table], "grades", "ladder__group")
    lines = {
        int(agency): [
            SampleLine(int(key), Decimal(value), _sheet(season, agency)) for key, value in points.items()
        ]
        for agency, points in conference.sample.points.items()
        if points
    }
    return standings.under(season, table, lines, attrgetter("points"))


def _sheet(season, agency):
    return ScoreSheet(season=season, agency_id=int(agency), state=ScoreSheet.State.APPRAISED)


def _less(criteria, steps):
    """All points of `criteria`, less so many steps, taken off one after the other in rounds."""
    points = dict(criteria)
    while steps and any(value >= STEP for value in points.values()):
        for key, value in points.items():
            if steps and value >= STEP:
                points[key], steps = value - STEP, steps - 1
    return points


def _end_of_first_quota(season, members):
    """The place after which the first quota of agencies ends; where none does, the second, or the first."""
    ends = [row.total for row in quotas.totals(season) if row.recipient == Recipient.AGENCY and row.total]
    return next((end for end in (*ends, 2, 1) if end < members), 0)


def _mixed(seed, key):
    return hashlib.sha256(f"{seed}-{key}".encode()).hexdigest()
