"""What a criteria table says, without the database: the one form that presets, Excel and comparison share."""

import hashlib
import json
from dataclasses import dataclass
from decimal import Decimal

from blocs import ballots
from blocs.models import CriteriaGroup, CriteriaTable, TieStep
from blocs.models.criteria import BONUS_POSITION, PENALTY_POSITION

KINDS = CriteriaGroup.Kind
FIXED = {KINDS.BONUS: BONUS_POSITION, KINDS.PENALTY: PENALTY_POSITION}
PERCENT = CriteriaTable.Measure.PERCENT
PROTOCOL = TieStep.Kind.PROTOCOL.value


@dataclass(frozen=True)
class Item:
    """One criterion."""

    name: str
    max_points: Decimal
    guidance: str = ""
    evidence_required: bool = True


@dataclass(frozen=True)
class Part:
    """One group with its criteria; `kind` is one of CriteriaGroup.Kind."""

    kind: str
    name: str
    max_points: Decimal
    items: tuple = ()

    @property
    def sum_of_maxima(self):
        """What the criteria add up to (points)."""
        return sum((item.max_points for item in self.items), Decimal(0))


@dataclass(frozen=True)
class Outline:
    """A whole table: groups in their order, the ceiling, grades as (label, from), keys of TieStep."""

    parts: tuple
    total_cap: Decimal | None = None
    graded_by: str = PERCENT.value
    grades: tuple = ()
    ladder: tuple = ()
    ballot: ballots.Ballot | None = None

    @property
    def by_percent(self):
        """Whether grades begin at a percentage of the maximum, not at points."""
        return self.graded_by == PERCENT

    @property
    def count(self):
        """How many criteria there are."""
        return sum(len(part.items) for part in self.parts)

    @property
    def maximum(self):
        """The points a member can reach without bonus."""
        return sum((part.max_points for part in self.parts if part.kind == KINDS.SCORED), Decimal(0))


def of(table):
    """Return the Outline of a table from `whole()`; grades and ladder take one query each."""
    return Outline(
        parts=tuple(_part(group) for group in table.groups.all()),
        total_cap=table.total_cap,
        graded_by=table.graded_by,
        grades=tuple((grade.label, grade.at_least) for grade in table.grades.all()),
        ladder=tuple(step.key for step in table.ladder.select_related("group")),
        ballot=ballot_of(table),
    )


def ballot_of(table):
    """Return the Ballot that a table sets, or None; one query where it is not fetched."""
    row = getattr(table, "ballot", None)
    return row and ballots.Ballot(str(row.roll), str(row.base), row.percent, row.above)


def positions(parts):
    """Return the position each of `parts` has in the table: scored ones counted, the other two fixed."""
    found, scored = [], 0
    for part in parts:
        scored += part.kind == KINDS.SCORED
        found.append(FIXED.get(part.kind, scored))
    return found


def coded(content):
    """Return (code, prefix of its criteria's codes, part) of every group, as the table will name them."""
    places = zip(positions(content.parts), content.parts, strict=True)
    groups = [(CriteriaGroup(kind=part.kind, position=position), part) for position, part in places]
    return [(group.code, group.prefix, part) for group, part in groups]


def steps_of(parts):
    """Return (key, words) of every step by which ties may be settled in a table of these groups."""
    coded_parts = zip(positions(parts), coded(Outline(tuple(parts))), strict=True)
    scored = [
        (f"group:{position}", f"điểm nhóm {code} cao hơn")
        for position, (code, _, part) in coded_parts
        if part.kind == KINDS.SCORED
    ]
    kinds = {part.kind for part in parts} | {TieStep.Kind.VOTE, TieStep.Kind.PROTOCOL}
    return scored + [(str(kind), kind.label.lower()) for kind in TieStep.Kind if kind in kinds]


def ladder_words(content):
    """Return the steps of the ladder in words, in their order."""
    words = {str(kind): kind.label.lower() for kind in TieStep.Kind} | dict(steps_of(content.parts))
    return [words[key] for key in content.ladder]


def fingerprint(outline, *, bloc, year):
    """Return the SHA-256 of all the table of this bloc's year says, in a form no database changes.

    Grades and ladder enter only where there are any: a table published before they existed still verifies.
    """
    content = {
        "bloc": bloc,
        "year": year,
        "total_cap": _plain(outline.total_cap),
        "groups": [
            {
                "kind": part.kind,
                "name": part.name,
                "max": _plain(part.max_points),
                "criteria": [
                    [item.name, item.guidance, _plain(item.max_points), item.evidence_required]
                    for item in part.items
                ],
            }
            for part in outline.parts
        ],
    }
    if outline.grades:
        grades = [[label, _plain(at_least)] for label, at_least in outline.grades]
        content["grades"] = {"by": outline.graded_by, "from": grades}
    if outline.ladder:
        content["ladder"] = list(outline.ladder)
    if outline.ballot:
        rule = outline.ballot
        content["ballot"] = [rule.roll, rule.base, _plain(rule.percent), rule.above]
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _part(group):
    items = tuple(
        Item(row.name, row.max_points, row.guidance, row.evidence_required) for row in group.criteria.all()
    )
    return Part(str(group.kind), group.name, group.max_points, items)


def _plain(value):
    return None if value is None else format(value.quantize(Decimal("0.01")), "f")
