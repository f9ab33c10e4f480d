"""Totals and places, from the agreed points; one computation for page, paper and export."""

from collections import Counter
from dataclasses import dataclass, replace

from django.db.models import prefetch_related_objects

from blocs import seasons
from blocs.models import CriteriaTable
from core import records
from results import arithmetic, ranking
from results.models import ScoreLine, ScoreSheet, Standing

NOT_BEGUN = "Chưa bắt đầu"


@dataclass(frozen=True)
class Place:
    """One member in the standing; `totals` and `rank` are None while its sheet is not appraised."""

    agency_id: int
    name: str
    code: str
    sheet: ScoreSheet | None
    totals: arithmetic.Totals | None
    rank: int | None
    shared: bool = False  # another member has the same place

    @property
    def state(self):
        """The state of its sheet in words."""
        return self.sheet.get_state_display() if self.sheet else NOT_BEGUN


def appraised_points(line):
    """Return what the appraisal gave; None while the line is not judged."""
    return line.appraised_points


def final_points(line):
    """Return what counts of a line: the agreed points, which follow the appraised ones until set apart."""
    return line.appraised_points if line.agreed_points is None else line.agreed_points


def totals_of(sheet, column=final_points, table=None):
    """Return the Totals of a sheet (from `whole()`); `column` takes a line and returns its points.

    Several sheets of a year share one `table` (from `CriteriaTable.objects.whole()`).
    """
    table = table or CriteriaTable.objects.whole().get(season=sheet.season_id)
    return add_up(table, sheet.lines.all(), column)


def add_up(table, lines, column):
    """Return the Totals of `lines` under the groups and caps of a criteria table."""
    points = {line.criterion_id: column(line) for line in lines}
    groups = [
        (group.code, group.kind, group.max_points, [points.get(row.pk) for row in group.criteria.all()])
        for group in table.groups.all()
    ]
    return arithmetic.add_up(groups, table.total_cap)


def lines_of(season):
    """Return {agency's key: its lines} of a year, each line with its sheet; one query."""
    found = {}
    for line in ScoreLine.objects.filter(sheet__season=season).select_related("sheet"):
        found.setdefault(line.sheet.agency_id, []).append(line)
    return found


def table_of(season):
    """Return the season's criteria table with its groups and criteria."""
    prefetch_related_objects([season.criteria], "groups__criteria")
    return season.criteria


def of(season):
    """Return every member's Place, in protocol order. Four queries whatever their number."""
    table, lines = table_of(season), lines_of(season)
    sheets = {agency: rows[0].sheet for agency, rows in lines.items()}
    members = list(seasons.members_of(season))
    totals = {
        member.agency_id: add_up(table, lines[member.agency_id], final_points)
        for member in members  # who has left keeps its sheet and has no place
        if _is_appraised(sheets.get(member.agency_id))
    }
    ranks = ranking.places({agency: found.total for agency, found in totals.items()})
    held = Counter(ranks.values())
    return [
        Place(
            agency_id=member.agency_id,
            name=member.name,
            code=member.code,
            sheet=sheets.get(member.agency_id),
            totals=totals.get(member.agency_id),
            rank=ranks.get(member.agency_id),
            shared=held[ranks.get(member.agency_id)] > 1,
        )
        for member in members
    ]


def by_place(places):
    """Return `places` with the first place first; shared ones in protocol order, those without one last."""
    return sorted(places, key=lambda place: (place.rank is None, place.rank or 0))


def own_only(places, agencies):
    """Return the places of `agencies` without their rank: what a member sees while the others are judged."""
    return [replace(place, rank=None, shared=False) for place in places if place.agency_id in agencies]


def write(season, *, by):
    """Write the standing of the season anew, from what is agreed now."""
    for former in season.standings.all():
        records.drop(former, by=by, act="standing.withdraw")
    for place in of(season):
        row = Standing(season=season, agency_id=place.agency_id, total=place.totals.total, rank=place.rank)
        records.keep(row, by=by, act="standing.write")


def _is_appraised(sheet):
    return sheet is not None and sheet.state == ScoreSheet.State.APPRAISED
