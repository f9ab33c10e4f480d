"""From points to lengths; texts cut to what fits. Lengths are floats: they are only drawn."""

from dataclasses import dataclass
from decimal import Decimal

LETTER = 0.56  # the width of an average letter in sizes of the face


@dataclass(frozen=True)
class Scale:
    """A range of points laid over a range of an axis."""

    low: Decimal
    high: Decimal
    start: float
    end: float

    def at(self, points):
        """Where `points` lie on the axis; what is outside lies at its end."""
        if self.high == self.low:
            return self.start
        share = float((points - self.low) / (self.high - self.low))
        return round(self.start + min(max(share, 0.0), 1.0) * (self.end - self.start), 1)


def fitting(text, width, size):
    """Return `text`, cut with an ellipsis where it is wider than `width` in letters of `size`."""
    most = max(int(width / (LETTER * size)), 1)
    return text if len(text) <= most else text[: most - 1].rstrip(" ,.;") + "…"


def floor_of(values, highest):
    """Return where an axis may begin so that small steps near the top are seen: 0, or a multiple of 10.

    Only where all of `values` lie in the upper half; the picture then says that it does not begin at 0.
    """
    lowest = min(values)
    if lowest * 2 < highest:
        return Decimal(0)
    room = lowest - (highest - lowest)
    return max(room // 10 * 10, Decimal(0))
