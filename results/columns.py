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
    """One line; `effect` is what its appraisal changes in the total (points), None while not judged."""

    line: ScoreLine
    code: str
    effect: Decimal | None

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
    """One group: its rows and what each column brings; `effect` counts the judged lines only."""

    group: CriteriaGroup
    rows: tuple
    own: GroupTotal
    appraised: GroupTotal
    agreed: GroupTotal
    effect: Decimal


@dataclass(frozen=True)
class Comparison:
    """A whole sheet; `effect` is what the appraisal has changed in the total so far."""

    groups: tuple
    own: Totals
    appraised: Totals
    agreed: Totals
    effect: Decimal

    @property
    def rows(self):
        """Every row of every group."""
        return [row for group in self.groups for row in group.rows]

    @property
    def changed(self):
        """How many lines were judged differently."""
        return sum(bool(row.effect) for row in self.rows)

    @property
    def rest(self):
        """How many lines are not judged yet."""
        return sum(row.effect is None for row in self.rows)


def compare(sheet):
    """Return the Comparison of a sheet (from `whole()`). At most three queries whatever its length."""
    table = standings.table_of(sheet.season)
    lines = {line.criterion_id: line for line in sheet.lines.all()}
    columns = (scoring.self_points, standings.appraised_points, standings.final_points, _so_far)
    own, appraised, agreed, so_far = (standings.totals_of(sheet, column, table) for column in columns)
    groups = zip(tree.of(table), own.groups, appraised.groups, agreed.groups, so_far.groups, strict=True)
    return Comparison(
        groups=tuple(
            Group(
                group=node.row,
                rows=tuple(_row(lines[each.pk], node.row) for each in node.criteria if each.pk in lines),
                own=first,
                appraised=second,
                agreed=third,
                effect=now.signed - first.signed,
            )
            for node, first, second, third, now in groups
        ),
        own=own,
        appraised=appraised,
        agreed=agreed,
        effect=so_far.total - own.total,
    )


def _so_far(line):
    return line.self_points if line.appraised_points is None else line.appraised_points


def _row(line, group):
    effect = None
    if line.appraised_points is not None:
        effect = line.appraised_points - (line.self_points or ZERO)
        effect = -effect if group.kind == CriteriaGroup.Kind.PENALTY else effect
    return Row(line, line.criterion.code, effect)
