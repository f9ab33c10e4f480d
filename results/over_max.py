"""Points that a corrected criterion does not allow any more, and the two ways to deal with them."""

from dataclasses import dataclass
from decimal import Decimal

from core import numbers, records
from results.models import ScoreLine, ScoreSheet

STATES = ScoreSheet.State
COLUMNS = {"self_points": "tự chấm", "appraised_points": "thẩm định", "agreed_points": "thống nhất"}
REFUSE, RETURN, CUT = "", "return", "cut"
WAYS = {
    RETURN: "Trả lại các dòng này để đơn vị chấm lại",
    CUT: "Hạ điểm các dòng này xuống mức tối đa mới, ghi lý do vào lịch sử",
}


@dataclass(frozen=True)
class Over:
    """A line with points over what its criterion now allows at most (`most`, points)."""

    line: ScoreLine
    name: str  # of the member
    most: Decimal

    @property
    def code(self):
        """The criterion's code."""
        return self.line.criterion.code

    @property
    def points(self):
        """Which points are too many, in words: "tự chấm 60, thẩm định 58"."""
        found = [
            f"{words} {numbers.plain(getattr(self.line, column))}"
            for column, words in COLUMNS.items()
            if (getattr(self.line, column) or 0) > self.most
        ]
        return ", ".join(found)

    @property
    def is_own_to_mend(self):
        """Whether the member has the line in hand and mends it before it hands in: nothing else is needed."""
        return self.line.sheet.state == STATES.DRAFT or self.line.returned

    def __str__(self):
        return f"{self.name}: {self.code} {self.points}, tối đa mới {numbers.plain(self.most)}"


def of(lines, names, most):
    """Return the Overs among `lines`; `names` by agency, `most` by criterion (points)."""
    found = [Over(line, names[line.sheet.agency_id], most[line.criterion_id]) for line in lines]
    return [over for over in found if over.points]


def cut(overs, *, reason, by):
    """Lower the points of the lines to the new maximum; each line's history says from what, and why."""
    for over in overs:
        own, appraised, agreed = (
            None if points is None else min(points, over.most)
            for points in (getattr(over.line, column) for column in COLUMNS)
        )
        facts = {"self_points": own, "appraised_points": appraised, "agreed_points": agreed}
        if agreed == appraised:
            facts |= {"agreed_points": None, "agreed_reason": ""}
        facts["version"] = over.line.version + 1
        records.change(over.line, **facts, by=by, act="line.cut", reason=reason)
