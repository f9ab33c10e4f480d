"""Running text set by ourselves: where its lines end, where they stand, and the operators that show them.

Only what leaves no choice: a text on one line, or words parted by single spaces, none of which a renderer
might break inside. Of anything else `lines` says None, and the renderer sets it. Measured as it is drawn,
shaped, with kerning.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from documents import binding, shaping, writing

WORD = re.compile(
    r"[-–]|"  # a dash between two spaces
    r"[“‘(\"']*"
    r"(?:\d+(?:[.,:/-]\d+)+|[^\W_]+)"
    r"[”’)\"'.,;:!?%…]*"
)
RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")  # letters that run to the left
ENDS, OPENS = ("”", "’", '"', "'"), ("(", "“", "‘", '"', "'")  # a bracket behind a quotation holds on to it
ROUNDING = 1e-4


@dataclass(frozen=True)
class Type:
    """How text is set: a key of faces.CUTS, size and distance of lines in points."""

    cut: tuple
    size: float
    leading: float

    @property
    def drop(self):
        """How far the baseline lies below the top of a line, in points."""
        return shaping.face(self.cut).drop(self.leading / self.size) * self.size


@dataclass(frozen=True)
class Strip:
    """Something drawn that is `width` by `height` points; y grows downwards from its upper edge.

    `letters` are those it uses: cut → glyph → what it stands for.
    """

    width: float
    height: float
    operators: bytes
    letters: dict


def lines(text, type, room, indent=0):
    """Return the lines that `text`, one paragraph, takes in `room` points, or None: see the module.

    The first one begins `indent` points further in.
    """
    words = text.split(" ")
    if not text.isprintable() or "" in words:  # a renderer takes away what it does not show
        return None
    if RIGHT.search(text):
        return None
    pens, size = shaping.pens(type.cut, text), type.size
    found, begin, end, at = [], 0, 0, 0
    left = (room - indent) / size + ROUNDING
    if pens[-1] > left and not _plain(words):
        return None
    for word in words:
        after = at + len(word)
        reach = pens[after] - pens[begin]
        if reach <= left and after < len(text) and reach + _closer(type.cut, text[after - 1]) > left:
            return None  # it fits or not, by how one measures its end
        if reach > left:
            if end:
                found.append(text[begin:end])
            begin, left = at, room / size + ROUNDING
            if pens[after] - pens[begin] + _closer(type.cut, text[after - 1]) > left:
                return None  # a word longer than a line
        end, at = after, after + 1
    return (*found, text[begin:end])


def line(text, type, x, top, *, spread=0):
    """Return (operators, letters) that show `text`, one line, with its left and upper edge at this place.

    `spread` points are shared among its spaces.
    """
    gap = spread / type.size / text.count(" ") if spread and " " in text else 0
    run = _shaped(text, type, gap)
    place = f"/{font(type.cut)} {type.size:g} Tf 1 0 0 -1 {x:.2f} {top + type.drop:.2f} Tm ".encode()
    shown = place + writing.drawn(type.cut, text, type.size, (0, gap))
    return binding.span(None if run.plain else text, shown), run.letters


def width(text, type):
    """Return how long `text`, one line, is in points."""
    return _shaped(text, type).width * type.size


def font(cut):
    """Return what a page calls the face `cut`."""
    family, weight, italic = cut
    return f"{family.replace(' ', '')}{weight}{'i' if italic else ''}"


@lru_cache(maxsize=1024)
def _closer(cut, sign):
    """How much closer to `sign` a space stands than where the sign ends alone, as it ends a line; in ems."""
    return shaping.pens(cut, sign)[-1] - shaping.pens(cut, f"{sign} ")[1]


def _shaped(text, type, gap=0):
    return shaping.shape(type.cut, text, 0, gap)  # always asked for in the same words: it remembers


def _plain(words):
    if not all(map(WORD.fullmatch, words)):
        return False
    return not any(word.endswith(ENDS) and after.startswith(OPENS) for word, after in pairwise(words))
