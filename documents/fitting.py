"""Text into its box: the size and the lines it is set in, measured before anything is drawn.

Measured from the advances of our own faces, without kerning. Lines are broken at spaces only, as evenly as
they can be, rather before "của" and "và" or behind a comma than elsewhere.
"""

import math
import re
from dataclasses import dataclass
from functools import lru_cache

from documents import faces
from documents.breaking import WORD

STEP = 0.5  # points from one size tried to the next
BONUS = 0.1  # how uneven lines may get for a break at a good place: squared shares of a line
DATED = r"(?:ngày \d+ )?tháng \d+ năm \d+\S*"
TOGETHER = re.compile(f"{DATED}|{WORD.pattern}", re.IGNORECASE)  # a date is one word as well
OPENERS = {"của", "và"}
ROUNDING = 1e-6


@dataclass(frozen=True)
class Fitted:
    """How a text stands in its box: size in points, its lines; not `fits`: too long even so."""

    size: float
    lines: tuple[str, ...]
    fits: bool = True

    def height(self, box):
        """How high the lines stand, in mm."""
        return len(self.lines) * self.size * box.line_height * faces.POINT


@lru_cache(maxsize=512)
def fit(box, text, width):
    """Return how `text` is set in `box`, `width` mm wide: see the ladder in designs.Box."""
    given = tuple(text.split("\n"))
    longest = max(measure(box, line) for line in given)
    for size in _sizes(box, box.shrink_to or box.size):
        fitted = Fitted(size, given)
        if longest * size <= width and fitted.height(box) <= box.height + ROUNDING:
            return fitted
    for size in _sizes(box, box.smallest):
        lines = _broken(box, given, width / size, _most_lines(box, size))
        if lines:
            return Fitted(size, lines)
    return Fitted(box.smallest, given, fits=False)


def measure(box, line):
    """Return how long `line` is in `box` at a size of one point, in mm."""
    advances = faces.advances(*box.cut)
    plain = sum(advances.get(ord(sign), 1) for sign in line)
    return (plain + len(line) * box.letter_spacing + line.count(" ") * box.word_spacing) * faces.POINT


def _sizes(box, last):
    count = math.floor((box.size - last) / STEP + ROUNDING)
    sizes = [box.size - STEP * step for step in range(count + 1)]
    return sizes if sizes[-1] == last else [*sizes, last]


def _most_lines(box, size):
    return math.floor(box.height / (size * box.line_height * faces.POINT) + ROUNDING)


def _broken(box, given, room, most):
    """The given lines in the fewest lines of at most `room`, or () when they need more than `most`."""
    lines = []
    for text in given:
        for words in (TOGETHER.findall(text), text.split(" ")):  # a compound is torn only when it must be
            found = _fewest(box, words, room, most - len(lines))
            if found:
                break
        else:
            return ()
        lines += found
    return tuple(lines)


def _fewest(box, words, room, most):
    widths = [measure(box, word) for word in words]
    space = measure(box, " ")
    whole = sum(widths) + space * len(words)  # a line ends where a space stood
    for count in range(max(1, math.ceil(whole / (room + space) - ROUNDING)), most + 1):
        starts = _best_starts(words, widths, space, room, count)
        if starts:
            ends = [*starts[1:], len(words)]
            return [" ".join(words[start:end]) for start, end in zip(starts, ends, strict=True)]
    return []


def _best_starts(words, widths, space, room, count):
    """The word each of `count` lines begins with, such that the lines are most even; [] when none fits."""
    mean = (sum(widths) + space * (len(words) - count)) / count
    best = {0: (0.0, [])}  # words set → (cost, starts of the lines so far)
    for _ in range(count):
        reached = {}
        for start, (cost, starts) in best.items():
            length = -space
            for end in range(start + 1, len(words) + 1):
                length += space + widths[end - 1]
                if length > room + ROUNDING:
                    break
                price = cost + ((length - mean) / mean) ** 2 - _bonus(words, end)
                if end not in reached or price < reached[end][0]:
                    reached[end] = (price, [*starts, start])
        best = reached
    return best.get(len(words), (0, []))[1]


def _bonus(words, end):
    """What a break behind the first `end` words is worth."""
    if end == len(words):
        return 0
    opener = words[end].split(" ")[0].lower() in OPENERS
    return BONUS if opener or words[end - 1].endswith(",") else 0
