"""One sheet's three columns side by side: self, appraised, agreed. Page and answers read the same figures."""

from dataclasses import dataclass
from decimal import Decimal

from blocs import tree
from blocs.models import CriteriaGroup
from results import scoring, standings
from results.arithmetic import GroupTotal, Totals
from results.models import ScoreLine

ZERO = Decimal(0)


@dataclass(frozen=True)
class Row:
    """One line; `effect` is what its appraisal changes in it, with the sign it has in the total (points).

    None while not judged, and where the criterion does not apply.
    """

    line: ScoreLine
    effect: Decimal | None

    @property
    def code(self):
        """Its place in the table."""
        return self.line.criterion.code

    @property
    def agreed(self):
        """What counts of the line."""
        return standings.final_points(self.line)

    @property
    def is_set(self):
        """Whether the agreed points were set apart from the appraised ones."""
        return self.line.agreed_points is not None


@dataclass(frozen=True)
class Group:
    """One group at any level, and what each column brings; `effect` counts the judged lines only.

    `whose`: who appraises a top group, in words; empty where it was given to nobody.
    """

    group: CriteriaGroup
    own: GroupTotal
    appraised: GroupTotal
    agreed: GroupTotal
    effect: Decimal
    whose: str = ""


@dataclass(frozen=True)
class Comparison:
    """A whole sheet; `effect` is what the appraisal has changed in the total so far.

    `nodes` is the tree of its table; `groups` and `rows` are every Group and Row in the order of the table.
    """

    nodes: tuple
    groups: tuple
    rows: tuple
    own: Totals
    appraised: Totals
    agreed: Totals
    effect: Decimal

    @property
    def changed(self):
        """How many lines were judged differently."""
        return sum(bool(row.effect) for row in self.rows)

    @property
    def rest(self):
        """How many lines are not judged yet."""
        return sum(row.effect is None and not row.line.exempt for row in self.rows)


def compare(sheet):
    """Return the Comparison of a sheet (from `whole()`). At most three queries whatever its length."""
    table = standings.table_of(sheet.season)
    columns = (scoring.self_points, standings.appraised_points, standings.final_points, _so_far)
    own, appraised, agreed, so_far = (standings.totals_of(sheet, column, table) for column in columns)
    by_key = [totals.by_key for totals in (own, appraised, agreed, so_far)]
    return Comparison(
        nodes=tree.of(table),
        groups=tuple(_group(group, *(each[group.pk] for each in by_key)) for group in table.groups.all()),
        rows=tuple(_row(line) for line in sheet.lines.all()),
        own=own,
        appraised=appraised,
        agreed=agreed,
        effect=so_far.total - own.total,
    )


def _so_far(line):
    return line.self_points if line.appraised_points is None else line.appraised_points


def _group(group, own, appraised, agreed, so_far):
    return Group(group, own, appraised, agreed, effect=so_far.signed - own.signed)


def _row(line):
    if line.appraised_points is None or line.exempt:
        return Row(line, None)
    effect = line.appraised_points - (line.self_points or ZERO)
    return Row(line, -effect if line.criterion.group.kind == CriteriaGroup.Kind.PENALTY else effect)
