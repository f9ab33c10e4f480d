"""The key of a figure: a swatch for each look with its words, laid in rows under the drawing on paper."""

from dataclasses import dataclass

from documents.figures.looks import Look
from documents.figures.scales import LETTER

SWATCH, APART, ROW, TEXT, ABOVE = 18, 6, 18, 11, 10


@dataclass(frozen=True)
class Entry:
    """One look and what it means; `sign` is what is drawn in it."""

    look: Look
    text: str
    sign: str = ""


@dataclass(frozen=True)
class Spot:
    """Where an Entry stands: the left upper corner of its swatch."""

    x: float
    y: int
    entry: Entry

    @property
    def words_x(self):
        """Where its words begin."""
        return self.x + SWATCH + APART


@dataclass(frozen=True)
class Key:
    """All spots of a key and the height they take; nothing for no entries."""

    spots: tuple[Spot, ...]
    height: int


def lay(entries, width, top):
    """Return the Key of `entries` in rows of `width`, the first one below `top`."""
    spots, x, y = [], 2.0, top + ABOVE
    for entry in entries:
        room = SWATCH + APART + len(entry.text) * LETTER * TEXT + 3 * APART
        if spots and x + room > width:
            x, y = 2.0, y + ROW
        spots.append(Spot(round(x, 1), y, entry))
        x += room
    return Key(tuple(spots), y + ROW - top if spots else 0)
