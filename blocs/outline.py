"""What a criteria table says, without the database: the one form that presets, Excel and comparison share."""

import hashlib
import json
from dataclasses import dataclass, fields
from decimal import Decimal

from blocs import ballots, cross_rules, kinds, paths, reply_days, tree
from blocs.models import CriteriaGroup, CriteriaTable, TieStep
from blocs.numbering import FIXED

KINDS = CriteriaGroup.Kind
PERCENT = CriteriaTable.Measure.PERCENT
PROTOCOL = TieStep.Kind.PROTOCOL.value


@dataclass(frozen=True)
class Item:
    """One criterion. From `kind` to `levels` as in kinds.Rule; `exemptions`: (member's name, reason)."""

    name: str
    max_points: Decimal
    guidance: str = ""
    evidence_required: bool = True
    kind: str = kinds.POINTS
    unit: str = ""
    target: Decimal | None = None
    ceiling: Decimal | None = None
    per_unit: Decimal | None = None
    steps: tuple = ()
    levels: tuple = ()
    exemptions: tuple = ()

    is_group = False

    @property
    def rule(self):
        """How its points come about."""
        return kinds.Rule(**{field.name: getattr(self, field.name) for field in fields(kinds.Rule)})

    @property
    def exempted(self):
        """For whom it does not count, as pages list it."""
        return [{"name": name, "reason": reason} for name, reason in self.exemptions]

    @property
    def criteria(self):
        """Itself: what a group asks of all that stands in it."""
        return (self,)


@dataclass(frozen=True)
class Part:
    """One group with what stands in it, Items and Parts mixed; `kind` is one of CriteriaGroup.Kind."""

    kind: str
    name: str
    max_points: Decimal
    children: tuple = ()

    is_group = True

    @property
    def criteria(self):
        """Every criterion in it, at any depth, in order."""
        return tuple(item for child in self.children for item in child.criteria)

    @property
    def sum_of_maxima(self):
        """What its children add up to (points); a group in it counts with its maximum."""
        return sum((child.max_points for child in self.children), Decimal(0))


@dataclass(frozen=True)
class Placed:
    """A Part or Item with its place in the table."""

    path: str
    row: Part | Item

    @property
    def code(self):
        """How people name it: II, II.3, +, T.1."""
        sign = {"98": "+", "99": "−"}.get(self.path) if self.row.is_group else None
        return sign or paths.code(self.path)

    @property
    def level(self):
        """1 for a top group."""
        return paths.level(self.path)


@dataclass(frozen=True)
class Outline:
    """A whole table: groups in their order, the ceiling, grades as (label, from), keys of TieStep.

    `reply_days`: for how many days a second look may be asked for; 0 without.
    """

    parts: tuple
    total_cap: Decimal | None = None
    graded_by: str = PERCENT.value
    grades: tuple = ()
    ladder: tuple = ()
    ballot: ballots.Ballot | None = None
    reply_days: int = 0
    cross: cross_rules.CrossScoring | None = None

    @property
    def standards(self):
        """All it says beside its groups and criteria, to be compared with another's."""
        return self.grades, self.graded_by, self.ladder, self.ballot, self.reply_days, self.cross

    @property
    def reply_words(self):
        """How long a second look may be asked for, in one sentence; empty without."""
        return reply_days.words(self.reply_days)

    @property
    def by_percent(self):
        """Whether grades begin at a percentage of the maximum, not at points."""
        return self.graded_by == PERCENT

    @property
    def count(self):
        """How many criteria there are."""
        return sum(len(part.criteria) for part in self.parts)

    @property
    def groups(self):
        """How many groups there are, those within others too."""
        return sum(each.row.is_group for each in placed(self))

    @property
    def exempts(self):
        """Whether a criterion does not apply to some member."""
        return any(item.exemptions for part in self.parts for item in part.criteria)

    @property
    def maximum(self):
        """The points a member can reach without bonus."""
        return sum((part.max_points for part in self.parts if part.kind == KINDS.SCORED), Decimal(0))


def of(table, names=None):
    """Return the Outline of a table from `whole()`; grades and ladder take one query each.

    With `names` {agency's number: name} exemptions are those of these agencies alone, by these names.
    """
    return Outline(
        parts=tuple(_part(node, names) for node in tree.of(table)),
        total_cap=table.total_cap,
        graded_by=table.graded_by,
        grades=tuple((grade.label, grade.at_least) for grade in table.grades.all()),
        ladder=tuple(step.key for step in table.ladder.select_related("group")),
        ballot=ballot_of(table),
        reply_days=reply_days.of(table),
        cross=cross_of(table),
    )


def ballot_of(table):
    """Return the Ballot that a table sets, or None; one query where it is not fetched."""
    row = getattr(table, "ballot", None)
    return row and ballots.Ballot(str(row.roll), str(row.base), row.percent, row.above)


def cross_of(table):
    """Return how a table has members score each other (a CrossScoring), or None: nobody is."""
    return cross_from(getattr(table, "cross", None))


def cross_from(row):
    """Return the CrossScoring of a CrossRule, or None where there is none."""
    return row and cross_rules.CrossScoring(str(row.scope), row.scorers, row.trimmed, row.named)


def placed(content):
    """Return all rows of an Outline as Placed, as the table is read."""
    found = []
    for position, part in zip(positions(content.parts), content.parts, strict=True):
        found += _placed(paths.top(position), part)
    return found


def top_groups(content):
    """Return the top groups of an Outline as Placed."""
    return [each for each in placed(content) if each.level == 1]


def positions(parts):
    """Return the position each of `parts` has in the table: scored ones counted, the other two fixed."""
    found, scored = [], 0
    for part in parts:
        scored += part.kind == KINDS.SCORED
        found.append(FIXED.get(part.kind, scored))
    return found


def steps_of(parts):
    """Return (key, words) of every step by which ties may be settled in a table of these top groups."""
    scored = [
        (f"group:{int(each.path)}", f"điểm nhóm {each.code} cao hơn")
        for each in top_groups(Outline(tuple(parts)))
        if each.row.kind == KINDS.SCORED
    ]
    known = {part.kind for part in parts} | {TieStep.Kind.VOTE, TieStep.Kind.PROTOCOL}
    return scored + [(str(kind), kind.label.lower()) for kind in TieStep.Kind if kind in known]


def ladder_words(content):
    """Return the steps of the ladder in words, in their order."""
    words = {str(kind): kind.label.lower() for kind in TieStep.Kind} | dict(steps_of(content.parts))
    return [words[key] for key in content.ladder]


def fingerprint(outline, *, bloc, year):
    """Return the SHA-256 of all the table of this bloc's year says, in a form no database changes.

    Grades and ladder, groups in groups, kinds, exemptions, days of reply and cross-scoring enter only where
    there are any: a table published before they existed still verifies.
    """
    content = {
        "bloc": bloc,
        "year": year,
        "total_cap": _plain(outline.total_cap),
        "groups": [{"kind": part.kind, **_said(part)} for part in outline.parts],
    }
    if outline.grades:
        grades = [[label, _plain(at_least)] for label, at_least in outline.grades]
        content["grades"] = {"by": outline.graded_by, "from": grades}
    if outline.ladder:
        content["ladder"] = list(outline.ladder)
    if outline.ballot:
        rule = outline.ballot
        content["ballot"] = [rule.roll, rule.base, _plain(rule.percent), rule.above]
    if outline.reply_days:
        content["reply_days"] = outline.reply_days
    if outline.cross:
        rule = outline.cross
        content["cross"] = [rule.scope, rule.scorers, rule.trimmed, rule.named]
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _part(node, names):
    if node.is_group:
        group, children = node.row, tuple(_part(child, names) for child in node.children)
        return Part(str(group.kind), group.name, group.max_points, children)
    row, rule = node.row, kinds.rule_of(node.row)
    freed = [each for each in row.exemptions.all() if names is None or each.agency_id in names]
    exempt = sorted((names[each.agency_id] if names else each.name, each.reason) for each in freed)
    own = {field.name: getattr(rule, field.name) for field in fields(kinds.Rule)}
    return Item(
        name=row.name,
        guidance=row.guidance,
        evidence_required=row.evidence_required,
        exemptions=tuple(exempt),
        **own,
    )


def _placed(path, row):
    found = [Placed(path, row)]
    for number, child in enumerate(row.children if row.is_group else (), 1):
        found += _placed(paths.under(path, number), child)
    return found


def _said(row):
    """What the fingerprint takes of a row."""
    if row.is_group:
        children = [_said(child) for child in row.children]
        return {"name": row.name, "max": _plain(row.max_points), "criteria": children}
    rule = {
        "kind": "" if row.kind == kinds.POINTS else row.kind,
        "unit": row.unit,
        "target": _plain(row.target),
        "ceiling": _plain(row.ceiling),
        "per_unit": _plain(row.per_unit),
        "steps": [[_plain(at_least), _plain(points)] for at_least, points in row.steps],
        "levels": [[label, _plain(points)] for label, points in row.levels],
        "exempt": [list(exemption) for exemption in row.exemptions],
    }
    more = {name: value for name, value in rule.items() if value}
    said = [row.name, row.guidance, _plain(row.max_points), row.evidence_required]
    return [*said, more] if more else said


def _plain(value):
    return None if value is None else format(value.quantize(Decimal("0.01")), "f")
