"""Lines that a member writes again: a correction counts them in another way, or lets them count now."""

from dataclasses import dataclass

from blocs import kinds
from results.models import ScoreLine, ScoreSheet

STATES = ScoreSheet.State
COUNTED, APPLIES = "cách tính đã sửa", "nay áp dụng"


@dataclass(frozen=True)
class Recount:
    """One line of a sheet that was handed in, and why it goes back to its member, in words."""

    line: ScoreLine
    name: str  # of the member
    why: str

    @property
    def code(self):
        """The criterion's code."""
        return self.line.criterion.code

    @property
    def words(self):
        """What is asked of the member: "I.3 (cách tính đã sửa)"."""
        return f"{self.code} ({self.why})"


def of(lines, names, before, after):
    """Return the Recounts among `lines` of sheets that the members have handed in.

    `before` and `after` are the table as published and as it will be; `names` by agency. What a member has in
    hand is computed anew before it hands in, so it is not told here.
    """
    was, will = _criteria(before), _criteria(after)
    found = []
    for line in lines:
        in_hand = line.sheet.state == STATES.DRAFT or line.returned
        if in_hand or line.criterion_id not in was or line.criterion_id not in will:
            continue
        why = _why(line, was[line.criterion_id], will[line.criterion_id])
        if why:
            found.append(Recount(line, names[line.sheet.agency_id], why))
    return found


def _criteria(table):
    return {row.pk: row for group in table.groups.all() for row in group.criteria.all()}


def _why(line, before, after):
    agency = line.sheet.agency_id
    if _spares(after, agency):
        return ""
    if _spares(before, agency):
        return APPLIES
    rules = kinds.rule_of(before), kinds.rule_of(after)
    measured = any(rule.kind != kinds.POINTS for rule in rules)
    return COUNTED if measured and rules[0] != rules[1] and line.self_points is not None else ""


def _spares(criterion, agency):
    return agency in {row.agency_id for row in criterion.exemptions.all()}
