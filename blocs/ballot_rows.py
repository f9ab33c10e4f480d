"""Reading the rule of votes from its row of a criteria file: who votes, counted of what, which share."""

from blocs import criteria_cells as cells
from blocs.ballots import Ballot
from blocs.criteria_excel import ABOVE, FROM
from blocs.models import BallotRule
from core.text import search_key

ROLLS = {search_key(choice.label): choice.value for choice in BallotRule.Roll}
BASES = {search_key(choice.label): choice.value for choice in BallotRule.Base}
SHARES = {search_key(ABOVE): True, search_key(FROM): False, "tu": False, "tro len": False}


def read(line, row):
    """Return the Ballot of a row, or None after noting what is wrong with it."""
    percent = cells.number(line, row, "points", most=100, unit="%", example="50")
    facts = {
        key: _one_of(line, row, key, known, labels)
        for key, known, labels in (
            ("name", ROLLS, [choice.label for choice in BallotRule.Roll]),
            ("guidance", BASES, [choice.label for choice in BallotRule.Base]),
            ("evidence", SHARES, [ABOVE, FROM]),
        )
    }
    if percent is None or None in facts.values():
        return None
    if facts["evidence"] and percent == 100:
        line.wrong("points", "không thể có phiếu trên 100%; ghi “Từ … trở lên” ở cột Minh chứng")
    return Ballot(facts["name"], facts["guidance"], percent, facts["evidence"])


def _one_of(line, row, key, known, labels):
    found = known.get(search_key(row[key].text))
    if found is None:
        line.wrong(key, f"ghi một trong: {', '.join(labels)}")
    return found
