"""What would be, if: points or rules of a year changed in a sandbox, its places and quotas before and after.

Pure: the facts are read once, changed in memory and put through the same functions as the real standing
(`results.standings`, `results.arithmetic`, `ranking`). Nothing is kept (docs/decisions, 0030).
"""

from dataclasses import dataclass, field, replace
from decimal import Decimal

from blocs.models import TieStep
from conferences.standing import ranking
from core.numbers import round_points
from results import arithmetic, standings

WHOLE = Decimal(100)


@dataclass(frozen=True)
class Trial:
    """What is changed; empty where everything is as it stands.

    `groups` maps (agency's key, top group's key) to points (a penalty above zero), `lines` a line's key to
    points, `weights` a top group's key to percent, `quotas` a quota's key to its number; `off` holds the keys
    of ladder steps left out.
    """

    groups: dict = field(default_factory=dict)
    lines: dict = field(default_factory=dict)
    weights: dict = field(default_factory=dict)
    off: frozenset = frozenset()
    quotas: dict = field(default_factory=dict)

    def __bool__(self):
        return bool(self.groups or self.lines or self.weights or self.off or self.quotas)


@dataclass(frozen=True)
class Given:
    """A year as it stands, read once: its table, the lines of each agency, the facts, its quota meters."""

    table: object
    lines: dict
    facts: standings.Facts
    meters: list


@dataclass(frozen=True)
class Side:
    """One member before or after: its place, the name of the quota its place falls into ("" for none)."""

    place: standings.Place
    quota: str
    crossing: bool  # its shared place crosses the end of a quota


@dataclass(frozen=True)
class Row:
    """One member, before and after."""

    before: Side
    after: Side

    @property
    def name(self):
        """The member."""
        return self.after.place.name

    @property
    def up(self):
        """By how many places it rises (below zero: falls); 0 where it has none."""
        before, after = self.before.place.rank, self.after.place.rank
        return before - after if before and after else 0

    @property
    def fall(self):
        """By how many places it falls."""
        return -self.up

    @property
    def moved(self):
        """Whether place or quota are others."""
        before, after = self.before, self.after
        facts = (before.place.rank, before.place.shared, before.quota, before.crossing)
        return facts != (after.place.rank, after.place.shared, after.quota, after.crossing)

    @property
    def scored(self):
        """Whether its points are others."""
        return _total(self.before) != _total(self.after)


@dataclass(frozen=True)
class Outcome:
    """The two rankings, and member by member what moved, in the order of the new places."""

    before: ranking.Ranking
    after: ranking.Ranking
    rows: list

    @property
    def moved(self):
        """How many members have another place or fall into another quota."""
        return sum(row.moved for row in self.rows)

    @property
    def scored(self):
        """How many members have other points."""
        return sum(row.scored for row in self.rows)


def read(season, meters):
    """Return what the year is Given with; a constant number of queries."""
    table, lines = standings.table_with_rules(season), standings.lines_of(season)
    return Given(table, lines, standings.facts_of(season, table, lines), list(meters))


def compare(given, trial):
    """Return the Outcome of `trial`."""
    ladder = given.facts.ladder
    before = _ranked(given, given.facts, ladder, given.meters)
    facts = tried(given, trial)
    meters = [replace(meter, total=trial.quotas.get(meter.quota.pk, meter.total)) for meter in given.meters]
    after = _ranked(given, facts, facts.ladder, meters)
    was = {side.place.agency_id: side for side in _sides(before)}
    rows = [Row(was[side.place.agency_id], side) for side in _sides(after)]
    return Outcome(before, after, rows)


def tried(given, trial):
    """Return the Facts of the year as `trial` changes them."""
    facts = given.facts
    totals = {agency: _totals(given, trial, agency) for agency in facts.totals}
    ladder = tuple(step for step in facts.ladder if step.pk not in trial.off)
    voted = {step.kind for step in facts.ladder if step.pk in trial.off} & {TieStep.Kind.VOTE}
    return replace(facts, totals=totals, ladder=ladder, votes={} if voted else facts.votes)


def _totals(given, trial, agency):
    def counted(line):
        return trial.lines.get(line.pk, standings.final_points(line))

    nodes = standings.nodes(given.table, given.lines[agency], counted)
    nodes = [replace(node, given=trial.groups.get((agency, node.key))) for node in nodes]
    cap = given.table.total_cap
    if trial.weights:
        reached = arithmetic.add_up(nodes, cap).by_key
        nodes = [_weighed(node, reached[node.key], trial.weights.get(node.key, WHOLE)) for node in nodes]
    return arithmetic.add_up(nodes, cap)


def _weighed(node, reached, percent):
    if percent == WHOLE:
        return node
    share = percent / WHOLE
    return replace(node, cap=node.cap * share, given=round_points(reached.points * share))


def _ranked(given, facts, ladder, meters):
    places = standings.from_facts(given.table, facts)
    return ranking.share(places, [str(step) for step in ladder], limits=meters)


def _sides(found):
    names = {band.number: band.form.short_name for band in found.bands}
    crossed = {crossing.rank for crossing in found.crossings}
    for line in found.lines:
        yield Side(line.place, names.get(line.band, ""), line.place.rank in crossed)


def _total(side):
    return side.place.totals and side.place.totals.total
