"""All marks of a round beside each other, for the head: what stands out, and whither each scorer tends.

Read only once nobody is waited for any more (`is_ready`): before, no mark of one scorer is seen by another,
and no mean of a part of the marks anywhere.
"""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from blocs import seasons
from core.numbers import round_points
from results import cross_means, cross_told, scoring
from results.models import CrossAssignment, CrossMark, ScoreLine

STATES = CrossAssignment.State


@dataclass(frozen=True)
class Mark:
    """One mark of a line; `stands_out` as results/cross_means.py has it."""

    scorer: str
    points: Decimal
    reason: str
    stands_out: bool


@dataclass(frozen=True)
class Line:
    """One line of a scored sheet with its marks, their median and the value that closing makes of them."""

    member: str
    line: ScoreLine
    marks: tuple
    median: Decimal
    value: Decimal
    hidden: bool = False  # the scorers have numbers for names

    @property
    def standing_out(self):
        """The marks that stand out."""
        return [mark for mark in self.marks if mark.stands_out]


@dataclass(frozen=True)
class Tendency:
    """How one scorer gives: the mean of (mark − median of the line) over its marks, in points.

    Above zero is generous: in a group of penalties the difference is turned round.
    """

    scorer: str
    sheets: int
    marks: int
    mean: Decimal
    outliers: int

    @property
    def words(self):
        """Whither it tends, in a word."""
        return "rộng hơn" if self.mean > 0 else "chặt hơn" if self.mean < 0 else "ngang bằng"


def is_ready(round_):
    """Say whether nobody is waited for any more, so that the marks may be read beside each other."""
    return not round_.assignments.filter(state=STATES.DRAFT).exists()


def lines_of(season, round_, *, trimmed, hidden=frozenset()):
    """Return the Lines of all scored sheets in protocol order. Four queries whatever their number.

    `hidden`: ids of members whose scorers the reader must not know (cross_progress.nameless_for).
    """
    names = {member.agency_id: member.name for member in seasons.members_of(season)}
    place = {agency: number for number, agency in enumerate(names)}
    given = defaultdict(list)
    rows = CrossMark.objects.filter(
        assignment__round=round_, assignment__state=STATES.HANDED_IN, points__isnull=False
    )
    for row in rows.select_related("assignment__scorer").order_by("assignment", "pk"):
        given[row.line_id].append(row)
    lines = (
        ScoreLine.objects.applicable()
        .filter(pk__in=given)
        .select_related("criterion__group", "sheet__agency")
    )
    ordered = sorted(
        lines.order_by("criterion__path", "sheet_id"),
        key=lambda line: place.get(line.sheet.agency_id, len(place)),
    )
    return [_line(line, given[line.pk], names, trimmed, hidden) for line in ordered]


def tendencies(lines):
    """Return the Tendency of every scorer of `lines` that is not hidden, the most generous first."""
    gaps, sheets, out = defaultdict(list), defaultdict(set), defaultdict(int)
    for each in lines:
        if each.hidden:
            continue
        sign = -1 if each.line.criterion.group.kind == "penalty" else 1
        middle = cross_means.median([mark.points for mark in each.marks])
        for mark in each.marks:
            gaps[mark.scorer].append(sign * (Fraction(mark.points) - middle))
            sheets[mark.scorer].add(each.line.sheet_id)
            out[mark.scorer] += mark.stands_out
    found = [
        Tendency(scorer, len(sheets[scorer]), len(gap), _shown(sum(gap) / len(gap)), out[scorer])
        for scorer, gap in gaps.items()
    ]
    return sorted(found, key=lambda each: -each.mean)


def _line(line, rows, names, trimmed, hidden):
    most, nameless = scoring.most_of(line.criterion), line.sheet.agency_id in hidden
    if nameless:
        rows = sorted(rows, key=lambda row: cross_told.place(line.sheet_id, row.assignment.scorer_id))
    points = [min(row.points, most) for row in rows]
    out = cross_means.outliers(points, most)
    marks = tuple(
        Mark(
            cross_told.called(place + 1) if nameless else _name(row.assignment.scorer, names),
            points[place],
            row.reason,
            place in out,
        )
        for place, row in enumerate(rows)
    )
    member = names.get(line.sheet.agency_id) or str(line.sheet.agency)
    value = cross_means.value(points, trimmed=trimmed)
    return Line(member, line, marks, _shown(cross_means.median(points)), value, nameless)


def _name(agency, names):
    return names.get(agency.pk) or str(agency)


def _shown(fraction):
    """A fraction as points."""
    return round_points(Decimal(fraction.numerator) / Decimal(fraction.denominator))
