"""Reading cross-scoring from its row of a criteria file: whose sheets, which mean, how many scorers."""

from blocs import criteria_cells as cells
from blocs import cross_rules
from blocs.criteria_excel import MEAN, NAMED, NAMELESS, TRIMMED
from blocs.cross_rules import CrossScoring
from blocs.models import CrossRule
from core.text import search_key

SCOPES = {choice.label: choice.value for choice in CrossRule.Scope}


def read(line, row):
    """Return the CrossScoring of a row, or None after noting what is wrong with it."""
    bounds = {"least": cross_rules.FEWEST, "most": cross_rules.MOST, "unit": "đơn vị", "example": "3"}
    scorers = cells.number(line, row, "points", **bounds)
    facts = [
        _one_of(line, row, key, known)
        for key, known in (
            ("name", SCOPES),
            ("guidance", {MEAN: False, TRIMMED: True}),
            ("evidence", {NAMED: True, NAMELESS: False}),
        )
    ]
    if scorers is None or None in facts:
        return None
    scope, trimmed, named = facts
    if scorers % 1:
        line.wrong("points", "ghi số đơn vị chấm, không có phần lẻ")
    elif trimmed and scorers < cross_rules.TRIMMABLE:
        line.wrong("points", "muốn bỏ điểm cao nhất và thấp nhất thì cần ít nhất 3 đơn vị chấm")
    return CrossScoring(scope, int(scorers), trimmed, named)


def _one_of(line, row, key, known):
    found = {search_key(label): value for label, value in known.items()}.get(search_key(row[key].text))
    if found is None:
        line.wrong(key, f"ghi một trong: {'; '.join(known)}")
    return found
