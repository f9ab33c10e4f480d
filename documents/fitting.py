"""Text into its box: the size and the lines it is set in, measured before anything is drawn.

Measured as it will be drawn, shaped, with kerning. Lines are broken at spaces only and as evenly as they can
be: prose rather before "của" and "và" or behind a comma than elsewhere, names of bodies elsewhere only when
no size fits them otherwise, names of people never.
"""

import math
import re
from dataclasses import dataclass
from functools import lru_cache

from documents import faces, shaping
from documents.breaking import WORD

STEP = 0.5  # points from one size tried to the next
BONUS = 0.1  # how uneven lines may get for a break at a good place: squared shares of a line
DATED = r"(?:ngày \d+ )?tháng \d+ năm \d+\S*"
TOGETHER = re.compile(f"{DATED}|{WORD.pattern}", re.IGNORECASE)  # a date is one word as well
OPENERS = {"của", "và"}
PHRASE = re.compile(r"(?<=,) | (?=(?:của|và) )", re.IGNORECASE)  # where a name of a body may be broken
ROUNDING = 1e-6


@dataclass(frozen=True)
class Fitted:
    """How a text stands in its box: size in points, its lines; not `fits`: too long even so.

    `torn`: the name of a body is broken where a name should not be.
    """

    size: float
    lines: tuple[str, ...]
    fits: bool = True
    torn: bool = False

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
    for torn, ways in enumerate(_rungs(box)):
        for size in _sizes(box, box.smallest):
            lines = _broken(box, given, width / size, _most_lines(box, size), ways)
            if lines:
                return Fitted(size, lines, torn=bool(torn))
    return Fitted(box.smallest, given, fits=False)


def measure(box, line):
    """Return how long `line` is in `box` at a size of one point, in mm: from its first to its last letter."""
    return _shaped(box, line).width * faces.POINT


def _shaped(box, line):
    return shaping.shape(box.cut, line, box.letter_spacing, box.word_spacing)


def _sizes(box, last):
    count = math.floor((box.size - last) / STEP + ROUNDING)
    sizes = [box.size - STEP * step for step in range(count + 1)]
    return sizes if sizes[-1] == last else [*sizes, last]


def _most_lines(box, size):
    return math.floor(box.height / (size * box.line_height * faces.POINT) + ROUNDING)


def _broken(box, given, room, most, ways):
    """The given lines in the fewest lines of at most `room`, or () when they need more than `most`."""
    lines = []
    for text in given:
        for cut in ways:
            found = _fewest(box, text, cut(text), room, most - len(lines))
            if found:
                break
        else:
            return ()
        lines += found
    return tuple(lines)


def _rungs(box):
    """The ways to take a text apart that are tried together at every size, the better ones first.

    A compound is torn only when it must be, and the name of a body only when no size fits otherwise.
    """
    words = (TOGETHER.findall, _words)
    return {"words": [words], "phrases": [(PHRASE.split,), words], "never": [(_whole,)]}[box.breaks]


def _words(text):
    return text.split(" ")


def _whole(text):
    return [text]


def _fewest(box, text, pieces, room, most):
    """The pieces of `text` on the fewest lines; [] when `most` are too few."""
    spans, space = _spans(box, text, pieces), measure(box, " ")
    whole = spans[-1][1] + space  # a line ends where a space stood
    for count in range(max(1, math.ceil(whole / (room + space) - ROUNDING)), most + 1):
        starts = _best_starts(pieces, spans, space, room, count)
        ends = [*starts[1:], len(pieces)]
        lines = [" ".join(pieces[start:end]) for start, end in zip(starts, ends, strict=False)]
        if lines and max(measure(box, line) for line in lines) <= room + ROUNDING:
            return lines
    return []


def _spans(box, text, pieces):
    """Where each piece begins and ends (mm) while all stand on one line, kerned with the spaces around it."""
    pens = [pen * faces.POINT for pen in _shaped(box, text).pens]
    spans, begin = [], 0
    for piece in pieces:
        end = begin + len(piece)
        spans.append((pens[begin], pens[end] - box.letter_spacing * faces.POINT))
        begin = end + 1
    return spans


def _best_starts(pieces, spans, space, room, count):
    """The piece each of `count` lines begins with, such that the lines are most even; [] when none fits."""
    mean = max(ROUNDING, (spans[-1][1] - space * (count - 1)) / count)
    best = {0: (0.0, [])}  # pieces set → (cost, starts of the lines so far)
    for _ in range(count):
        reached = {}
        for start, (cost, starts) in best.items():
            for end in range(start + 1, len(pieces) + 1):
                length = spans[end - 1][1] - spans[start][0]
                if length > room + ROUNDING:
                    break
                price = cost + ((length - mean) / mean) ** 2 - _bonus(pieces, end)
                if end not in reached or price < reached[end][0] - ROUNDING:
                    reached[end] = (price, [*starts, start])
        best = reached
    return best.get(len(pieces), (0, []))[1]


def _bonus(pieces, end):
    """What a break behind the first `end` pieces is worth."""
    if end == len(pieces):
        return 0
    opener = pieces[end].split(" ")[0].lower() in OPENERS
    return BONUS if opener or pieces[end - 1].endswith(",") else 0
