"""Totals and places, from the agreed points; one computation for page, paper and export."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Prefetch

from blocs import seasons
from blocs.models import CriteriaTable
from core import records
from results import arithmetic, ranking
from results.models import ScoreLine, ScoreSheet, Standing


@dataclass(frozen=True)
class Place:
    """One member in the standing; `totals` and `rank` are None while its sheet is not appraised."""

    agency_id: int
    name: str
    code: str
    state: str
    totals: arithmetic.Totals | None
    rank: int | None


def final_points(line):
    """Return what counts of a line: the agreed points, which follow the appraised ones until set apart."""
    return line.appraised_points if line.agreed_points is None else line.agreed_points


def totals_of(sheet, column=final_points, table=None):
    """Return the Totals of a sheet (from `whole()`); `column` takes a line and returns its points.

    Several sheets of a year share one `table` (from `CriteriaTable.objects.whole()`).
    """
    table = table or CriteriaTable.objects.whole().get(season=sheet.season_id)
    return _totals(table, sheet.lines.all(), column)


def of(season):
    """Return every member's Place, in protocol order. Five queries whatever their number."""
    table = CriteriaTable.objects.whole().get(season=season)
    lines = Prefetch("lines", ScoreLine.objects.all())
    sheets = {sheet.agency_id: sheet for sheet in season.sheets.prefetch_related(lines)}
    members = list(seasons.members_of(season))
    totals = {
        agency: _totals(table, sheet.lines.all(), final_points)
        for agency, sheet in sheets.items()
        if sheet.state == ScoreSheet.State.APPRAISED
    }
    own = {member.agency_id for member in members}
    ranks = ranking.places({agency: found.total for agency, found in totals.items() if agency in own})
    return [
        Place(
            agency_id=member.agency_id,
            name=member.name,
            code=member.code,
            state=_state(sheets.get(member.agency_id)),
            totals=totals.get(member.agency_id),
            rank=ranks.get(member.agency_id),
        )
        for member in members
    ]


def write(season, *, by):
    """Write the standing of the season anew, from what is agreed now."""
    for former in season.standings.all():
        records.drop(former, by=by, act="standing.withdraw")
    for place in of(season):
        row = Standing(season=season, agency_id=place.agency_id, total=place.totals.total, rank=place.rank)
        records.keep(row, by=by, act="standing.write")


def _totals(table, lines, column):
    points = {line.criterion_id: column(line) for line in lines}
    groups = [
        (group.code, group.kind, group.max_points, [points.get(row.pk) for row in group.criteria.all()])
        for group in table.groups.all()
    ]
    return arithmetic.add_up(groups, None if table.total_cap is None else Decimal(table.total_cap))


def _state(sheet):
    return sheet.get_state_display() if sheet else "Chưa nhập"
