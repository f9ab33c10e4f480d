"""Who carries a ballot: threshold × base × seats × blanks × the second round, in figures and in words. Pure.

Knows no poll and no person: takes figures, returns verdicts. The share is compared in whole numbers, so that
half of 30 is 15 and nothing near it (law-and-formats, section 1.4).
"""

from dataclasses import dataclass
from decimal import Decimal

from blocs import ballots
from core.numbers import NOTHING, percent

UNITS, DELEGATES = ballots.UNITS, ballots.DELEGATES
ALL, PRESENT, CAST, VALID = ballots.ALL, ballots.PRESENT, "cast", ballots.VALID
IN, TIED, BEYOND, BELOW = "in", "tied", "beyond", "below"
COUNTED = ballots.COUNTED | {(UNITS, CAST): "phiếu trong hòm", (DELEGATES, CAST): "phiếu trong hòm"}
VERDICTS = {
    IN: "Đạt",
    TIED: "Bằng phiếu, chưa phân định",
    BEYOND: "Đủ phiếu nhưng hết chỗ",
    BELOW: "Không đạt",
}


@dataclass(frozen=True)
class Rules:
    """Of what the votes are counted, which share carries, for how many seats (None: all that carry).

    `percent` (above 0, at most 100) must be passed where `above`, else reached. `blanks` says whether a
    ballot without any choice is a valid one.
    """

    roll: str = UNITS
    base: str = PRESENT
    percent: Decimal = Decimal(50)
    above: bool = True
    seats: int | None = None
    blanks: bool = True

    @property
    def counted(self):
        """What the votes are counted of: "đơn vị có mặt"."""
        return COUNTED[self.roll, self.base]

    @property
    def share(self):
        """The share in words: "trên 50%", "từ 75% trở lên"."""
        return ballots.Ballot(percent=self.percent, above=self.above).share


@dataclass(frozen=True)
class Figures:
    """What was counted: electors on the roll, those present, ballots in the urn, those without any choice.

    `invalid` are those that are not valid for another reason than having no choice: on paper only.
    """

    roll: int
    present: int
    cast: int
    blank: int
    invalid: int = 0


@dataclass(frozen=True)
class Outcome:
    """The base, the fewest votes that carry, one verdict for each option, seats that stay free.

    Where ballots put the options in order, `ranks` holds the place of each; None where none holds.
    """

    base: int
    needed: int
    verdicts: tuple
    free: int  # 0 where all that carry are in
    ranks: tuple = ()


def base_of(rules, figures):
    """Return the number of which the votes are counted."""
    counted = {ALL: figures.roll, PRESENT: figures.present, CAST: figures.cast}
    return (counted | {VALID: valid_of(rules, figures)})[rules.base]


def valid_of(rules, figures):
    """Return how many ballots are valid: a blank one as the rules say, a spoilt one never."""
    return figures.cast - figures.invalid - (0 if rules.blanks else figures.blank)


def needed(rules, base):
    """Return the fewest votes that carry among `base`; nobody carries without a vote."""
    return max(1, ballots.needed(rules, base))


def outcome(rules, figures, votes):
    """Return the Outcome for `votes`, one number for each option.

    Those that carry take the seats in the order of their votes. Where the last seats fall among equals none
    of these is in: they are tied, and whoever has fewer votes stands beyond.
    """
    base = base_of(rules, figures)
    least = needed(rules, base)
    carrying = [count for count in votes if count >= least]
    if rules.seats is None or len(carrying) <= rules.seats:
        verdicts = tuple(IN if count >= least else BELOW for count in votes)
        return Outcome(base, least, verdicts, max(0, (rules.seats or 0) - len(carrying)))
    edge = sorted(carrying, reverse=True)[rules.seats - 1]  # what the last seat was won with
    ahead, level = sum(count > edge for count in votes), votes.count(edge)
    split = ahead + level > rules.seats
    verdicts = tuple(_placed(count, least, edge, split) for count in votes)
    return Outcome(base, least, verdicts, rules.seats - ahead if split else 0)


def _placed(count, least, edge, split):
    if count < least:
        return BELOW
    if count == edge:
        return TIED if split else IN
    return IN if count > edge else BEYOND


def second_round(outcome):
    """Return (places of the options, seats) of a second round; no places where none is needed.

    Only the tied where some are tied, else only those not elected; whoever is in never stands again.
    """
    if not outcome.free:
        return (), 0
    wanted = TIED if TIED in outcome.verdicts else BELOW
    places = tuple(n for n, verdict in enumerate(outcome.verdicts) if verdict == wanted)
    if outcome.ranks and len(places) == 1:  # a single name has no order
        return (), 0
    return places, outcome.free


def share(votes, base):
    """92,9%: the votes as a share of the base; "–" of nothing."""
    return percent(votes, base) if base else NOTHING


def threshold(rules, base):
    """What carries, with figures: "trên 50% của 14 đơn vị có mặt: từ 8 phiếu"."""
    return f"{rules.share} của {base} {rules.counted}: từ {needed(rules, base)} phiếu"


def asked(rules):
    """What carries, while nobody is counted: "trên 50% số đơn vị có mặt"."""
    return f"{rules.share} số {rules.counted}"


def words(rules):
    """The whole rule in sentences, as the poll and its papers say it."""
    told = [f"{ballots.VOTERS[rules.roll]}.", f"Đạt khi được {asked(rules)}."]
    if rules.seats:
        told.append(
            f"Lấy {rules.seats} theo thứ tự số phiếu từ cao xuống; "
            "bằng phiếu ở chỗ cuối thì bỏ phiếu lần sau giữa những trường hợp ấy."
        )
    if rules.base == VALID:
        told.append(f"Phiếu trắng {'là' if rules.blanks else 'không phải'} phiếu hợp lệ.")
    return " ".join(told)
