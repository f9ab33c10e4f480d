"""What the ladder of a year made of equal totals, for the board of a hall and the standing table."""

from dataclasses import dataclass
from itertools import groupby, pairwise

from core.numbers import points
from results import standings


@dataclass(frozen=True)
class Settled:
    """Members of one total whom a step of the ladder puts before the next ones."""

    before: list  # Places of one rank
    after: list

    @property
    def short(self):
        """What decided, by places alone: beside a table that names them."""
        return f"Thứ {self.before[0].rank} xếp trước thứ {self.after[0].rank}, {self._why}."

    @property
    def sentence(self):
        """What decided, with names."""
        before, after = (", ".join(place.name for place in rows) for rows in (self.before, self.after))
        return f"Thứ {self.before[0].rank}, {before} xếp trước {after}, {self._why}."

    @property
    def _why(self):
        first = self.before[0]
        return f"cùng {points(first.totals.total)} điểm: {first.decided}"


def settled(places):
    """Return what the ladder Settled among `places` (all of `standings.of`), the first place first."""
    placed = [place for place in standings.by_place(places) if place.rank]
    levels = [list(rows) for _, rows in groupby(placed, key=lambda place: place.rank)]
    return [Settled(before, after) for before, after in pairwise(levels) if before[0].decided]
