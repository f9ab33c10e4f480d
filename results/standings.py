"""Totals and places, from the agreed points; one computation for page, paper and export."""

from collections import Counter
from dataclasses import dataclass, replace
from math import inf

from django.db.models import prefetch_related_objects

from blocs import publishing, seasons, tree
from blocs.models import CriteriaTable, TieStep
from core import records
from core.numbers import plain
from results import arithmetic, ranking, seals
from results.models import ScoreLine, ScoreSheet, Standing, TieVote

NOT_BEGUN = "Chưa bắt đầu"
RESCALED = " (quy đổi cho đơn vị không áp dụng nhóm)"


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
    grade: str = ""  # empty: none is set, or none is reached
    decided: str = ""  # what puts it before the next one with the same total, in words
    waits: str = ""  # the step of the ladder for which its shared place still waits, in words

    @property
    def state(self):
        """The state of its sheet in words."""
        return self.sheet.get_state_display() if self.sheet else NOT_BEGUN


@dataclass(frozen=True)
class Facts:
    """What the places of a year follow from, read once: change one of them, and see what follows."""

    members: list  # in protocol order
    sheets: dict  # agency's key: its sheet
    totals: dict  # agency's key: the Totals of an appraised sheet
    ladder: tuple  # TieSteps in their order
    votes: dict  # agency's key: how many voted for it, where equal ones were told apart so


def appraised_points(line):
    """Return what the appraisal gave; None while the line is not judged."""
    return line.appraised_points


def final_points(line):
    """Return what counts of a line: the agreed points, which follow the appraised ones until set apart."""
    return line.appraised_points if line.agreed_points is None else line.agreed_points


def totals_of(sheet, column=final_points, table=None):
    """Return the Totals of a sheet (from `whole()`); `column` takes a line and returns its points.

    Several sheets of a year share one `table` (from `CriteriaTable.objects.with_criteria()`).
    """
    table = table or CriteriaTable.objects.with_criteria().get(season=sheet.season_id)
    return add_up(table, sheet.lines.all(), column)


def add_up(table, lines, column):
    """Return the Totals of `lines` (from `with_exemptions()`) under the groups and caps of a table."""
    return arithmetic.add_up(nodes(table, lines, column), table.total_cap)


def nodes(table, lines, column):
    """Return the top groups of a table with the points of `lines`, as the arithmetic takes them."""
    return filled(tree.of(table), lines, column)


def filled(groups, lines, column):
    """Return it for the top groups as `tree` has them."""
    by_criterion = {line.criterion_id: line for line in lines}
    return [_node(group, by_criterion, column) for group in groups]


def lines_of(season):
    """Return {agency's key: its lines} of a year, each line with its sheet; one query."""
    found = {}
    lines = ScoreLine.objects.with_exemptions().filter(sheet__season=season)
    for line in lines.select_related("sheet"):
        found.setdefault(line.sheet.agency_id, []).append(line)
    return found


def table_of(season):
    """Return the season's criteria table with its groups and criteria."""
    prefetch_related_objects([season.criteria], "groups__criteria")
    return season.criteria


def of(season):
    """Return every member's Place, in protocol order. A constant number of queries whatever their number."""
    return under(season, table_with_rules(season), lines_of(season))


def table_with_rules(season):
    """Return the season's criteria table with everything `under` takes from it."""
    table = table_of(season)
    prefetch_related_objects([table], "grades", "ladder__group")
    return table


def under(season, table, lines, column=None):
    """Return every member's Place as the rules in `table` make it: also rules that hold no more, or not yet.

    `table` comes with groups, criteria, grades and ladder, `lines` from `lines_of`; `column` takes a line and
    returns what counts of it (the agreed points).
    """
    return from_facts(table, facts_of(season, table, lines, column))


def facts_of(season, table, lines, column=None):
    """Return the Facts of a year under the rules in `table`; arguments as for `under`."""
    sheets = {agency: line.sheet for agency, rows in lines.items() for line in rows}
    members = list(seasons.members_of(season))
    totals = {
        member.agency_id: add_up(table, lines[member.agency_id], column or final_points)
        for member in members  # who has left keeps its sheet and has no place
        if _is_appraised(sheets.get(member.agency_id))
    }
    ladder = tuple(table.ladder.all())
    equal = len({found.total for found in totals.values()}) < len(totals)
    asked = equal or any(step.kind == step.Kind.VOTE for step in ladder)
    rows = TieVote.objects.filter(season=table.season_id) if asked else TieVote.objects.none()
    return Facts(members, sheets, totals, ladder, dict(rows.values_list("agency", "votes")))


def from_facts(table, facts):
    """Return every member's Place, in protocol order, from Facts alone. Asks nothing of the database.

    `table` (as for `under`) says which grades there are. Votes come once more after the ladder, which need
    not ask for them: a conference may tell those apart whom the rules leave equal.
    """
    ladder = [*facts.ladder, TieStep(kind=TieStep.Kind.VOTE)]
    steps = [*(_values(step, facts) for step in facts.ladder), _votes_after(facts)]
    placed = ranking.places({agency: found.total for agency, found in facts.totals.items()}, steps)
    held = Counter(found.rank for found in placed.values())
    return [
        Place(
            agency_id=member.agency_id,
            name=member.name,
            code=member.code,
            sheet=facts.sheets.get(member.agency_id),
            totals=facts.totals.get(member.agency_id),
            **_standing(placed.get(member.agency_id), held, ladder),
            decided=_decided(placed.get(member.agency_id), ladder, facts.totals, member.agency_id),
            grade=grade_of(table, facts.totals.get(member.agency_id)),
        )
        for member in facts.members
    ]


def grade_of(table, totals):
    """Return the label of the grade that Totals reach, or "" where none is set or reached."""
    if totals is None:
        return ""
    grades = [(grade.label, grade.at_least) for grade in table.grades.all()]
    by_percent = table.graded_by == table.Measure.PERCENT
    return ranking.grade(totals.total, grades, of=publishing.maximum(table) if by_percent else None)


def thresholds_of(table):
    """Return [(label, from how many points, that in words)] of the grades, the best first."""
    return [(row.label, *_threshold(table, row.at_least)) for row in table.grades.all()]


def _threshold(table, least):
    """From how many points on a grade is reached, and that in words; `least` as the table measures it."""
    if table.graded_by != table.Measure.PERCENT:
        return least, f"từ {plain(least)} điểm"
    maximum = publishing.maximum(table)
    points = least * maximum / 100
    return (
        points,
        f"từ {plain(least)} % của {plain(maximum)} điểm tối đa, tức từ {plain(points)} điểm",
    )


def _standing(placed, held, ladder):
    """The facts of a Place that the ranking gives."""
    if placed is None:
        return {"rank": None}
    return {
        "rank": placed.rank,
        "shared": held[placed.rank] > 1,
        "waits": "" if placed.waits is None else str(ladder[placed.waits]),
    }


def _decided(placed, ladder, totals, agency):
    """What puts a member before the next one with the same total; told where a group was rescaled for it."""
    if placed is None or placed.decided is None:
        return ""
    step = ladder[placed.decided]
    level = (each for each in totals.values() if each.total == totals[agency].total)
    left_out = step.group_id and any(not each.by_key[step.group_id].applies for each in level)
    return f"{step.decides}{RESCALED if left_out and step.group.kind == 'scored' else ''}"


def _values(step, facts):
    """Return {agency's key: number} of one step of the ladder; more is better.

    A group that does not apply to a member is compared as it is rescaled (see `arithmetic.Totals.reached`).
    """
    kinds, totals = step.Kind, facts.totals
    if step.kind == kinds.VOTE:
        return facts.votes
    if step.kind == kinds.PROTOCOL:
        return {member.agency_id: -place for place, member in enumerate(facts.members)}
    if step.kind == kinds.GROUP:
        return {agency: found.reached[step.group_id] for agency, found in totals.items()}
    if step.kind == kinds.PENALTY:
        return {agency: -found.of(step.kind) for agency, found in totals.items()}
    return {agency: found.of(step.kind) for agency, found in totals.items()}


def _votes_after(facts):
    """The votes behind a ladder that does not ask for them: nobody is waited for, who got none has nought."""
    return {agency: facts.votes.get(agency, 0) for agency in facts.totals}


def heading(group):
    """Return what the column of a group is called in a workbook; one within a group carries its code."""
    return group.name if group.parent_id is None else f"{group.code}. {group.name}"


def brought(totals, groups):
    """Return what each of `groups` (at any level) brings, signed; None where it does not apply."""
    found = totals.by_key if totals else {}
    rows = [found.get(group.pk) for group in groups]
    return [row.signed if row and row.applies else None for row in rows]


def by_place(places):
    """Return `places` with the first place first; shared ones in protocol order, those without one last."""
    return sorted(places, key=lambda place: inf if place.rank is None else place.rank)


def own_only(places, agencies):
    """Return the places of `agencies` without their rank: what a member sees while the others are judged."""
    hidden = {"rank": None, "shared": False, "decided": "", "waits": ""}
    return [replace(place, **hidden) for place in places if place.agency_id in agencies]


def write(season, *, by):
    """Write the standing of the season anew, from what is agreed now, and seal what it says."""
    for former in season.standings.all():
        records.drop(former, by=by, act="standing.withdraw")
    places = of(season)
    for place in places:
        row = Standing(
            season=season,
            agency_id=place.agency_id,
            total=place.totals.total,
            rank=place.rank,
            grade=place.grade,
            decided_by=place.decided,
        )
        records.keep(row, by=by, act="standing.write")
    seals.write(season, places, by=by)


def _node(found, lines, column):
    """A row of the criteria tree as the arithmetic takes it, with the points of its line."""
    row = found.row
    if found.is_group:
        inner = tuple(_node(child, lines, column) for child in found.children)
        return arithmetic.Node(row.code, row.kind, row.max_points, inner, row.pk)
    if (line := lines.get(row.id)) is None:
        return arithmetic.Line(row.code, row.max_points)
    return arithmetic.Line(row.code, row.max_points, column(line), bool(line.exempt))


def _is_appraised(sheet):
    return sheet is not None and sheet.state == ScoreSheet.State.APPRAISED
