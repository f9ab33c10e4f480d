"""From how many votes on a vote carries: the rule of the year in figures and in words. Pure.

A bloc's own meeting decides as its rules say (law-and-formats, section 1.4); where they say nothing, by more
than half of the units present. The thresholds of the Council that decides later are not ours.
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from core.numbers import plain

UNITS, DELEGATES = "units", "delegates"
ALL, PRESENT, VALID = "all", "present", "valid"
WHOLE = 100  # percent
THIRDS = {Decimal("33.33"): Fraction(1, 3), Decimal("66.67"): Fraction(2, 3)}  # no percent says them exactly
COUNTED = {  # what the votes are counted of
    (UNITS, ALL): "đơn vị thành viên",
    (UNITS, PRESENT): "đơn vị có mặt",
    (DELEGATES, ALL): "đại biểu được triệu tập",
    (DELEGATES, PRESENT): "đại biểu có mặt",
    (UNITS, VALID): "phiếu hợp lệ",
    (DELEGATES, VALID): "phiếu hợp lệ",
}
VOTERS = {UNITS: "Mỗi đơn vị một phiếu", DELEGATES: "Mỗi đại biểu một phiếu"}


@dataclass(frozen=True)
class Ballot:
    """Who votes, of what the votes are counted, and which share carries.

    `percent` (0 to 100) must be passed where `above`, else reached; 33,33 and 66,67 are one and two thirds.
    """

    roll: str = UNITS
    base: str = PRESENT
    percent: Decimal = Decimal(50)
    above: bool = True

    @property
    def counted(self):
        """What the votes are counted of: "đơn vị có mặt"."""
        return COUNTED[self.roll, self.base]

    @property
    def share(self):
        """The share in words: "trên 50%", "từ 2/3 trở lên"."""
        shown = str(THIRDS.get(Decimal(self.percent)) or f"{plain(self.percent)}%")
        return f"trên {shown}" if self.above else f"từ {shown} trở lên"

    @property
    def asked(self):
        """What is asked for while nobody is counted: "trên 50% tổng số đơn vị có mặt"."""
        return f"{self.share} tổng số {self.counted}"

    @property
    def words(self):
        """The whole rule in one sentence."""
        return f"{VOTERS[self.roll]}; thông qua khi được {self.asked}."


USUAL = Ballot()  # where the rules of the year say nothing


def needed(ballot, base):
    """Return the fewest votes that carry among `base`."""
    exact = part(ballot.percent) * base
    return floor(exact) + 1 if ballot.above else ceil(exact)


def part(percent):
    """Return the exact part of the whole that a percent stands for: 66,67 is two thirds, so 8 of 12."""
    return THIRDS.get(Decimal(percent)) or Fraction(percent) / WHOLE


def carried(ballot, votes, base):
    """Say whether `votes` of `base` carry."""
    return votes >= needed(ballot, base)


def in_words(ballot, base):
    """Return what is needed: "trên 50% của 14 đơn vị có mặt: ít nhất 8 phiếu"."""
    return f"{ballot.share} của {base} {ballot.counted}: ít nhất {needed(ballot, base)} phiếu"
