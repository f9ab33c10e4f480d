"""Text drawn as the outlines of its letters: for the few words of ruler sheets and watermarks.

Such a drawing needs no face in the file and comes out the same in every program. What it says stands beside
it, so that it is found and read aloud. Lengths in mm from the upper left (see `sheet`), type in points.
"""

from functools import lru_cache

from fontTools.pens.basePen import BasePen
from fontTools.ttLib import TTFont

from documents import faces

REGULAR, BOLD = (faces.FAMILY, 400, False), (faces.FAMILY, 700, False)
SIDES = {"left": 0, "center": 0.5, "right": 1}


def sheet(height):
    """Return the operator (bytes) after which a page `height` mm high is drawn in mm from its upper left."""
    return f"{1 / faces.POINT:.9f} 0 0 {-1 / faces.POINT:.9f} 0 {height / faces.POINT:.4f} cm\n".encode()


def text(words, x, y, size, *, cut=REGULAR, align="left", turn=(1, 0), stroke=0):
    """Return the operators (bytes) that fill `words` from (x, y) on their base line, after `sheet`.

    `align` says which end of the words stands at x; `turn` is the (cosine, sine) of their slope, clockwise.
    With a `stroke` (mm) the letters are hollow. Raises RuleError when the face is missing.
    """
    face = _face(cut)
    scale = size * faces.POINT / face.unit
    cos, sin = turn
    matrix = " ".join(f"{value:.8f}" for value in (scale * cos, scale * sin, scale * sin, -scale * cos))
    drawn = [f"q {matrix} {x:.3f} {y:.3f} cm 1 0 0 1 {-SIDES[align] * face.width(words):.2f} 0 cm"]
    if stroke:
        drawn.append(f"{stroke / scale:.1f} w")
    for sign in words:
        drawn.append(f"{_outline(cut, sign)}{'S' if stroke else 'f'} 1 0 0 1 {face.width(sign)} 0 cm")
    spoken = ("\ufeff" + words).encode("utf-16-be").hex()
    body = "\n".join(drawn)
    return f"/Span <</ActualText <{spoken}>>> BDC\n{body} Q\nEMC\n".encode()


def width(words, size, *, cut=REGULAR):
    """Return how long `words` are at `size` points, in mm."""
    return _face(cut).width(words) / _face(cut).unit * size * faces.POINT


class _Face:
    def __init__(self, path):
        font = TTFont(path)
        self.glyphs, self.names, self.unit = font.getGlyphSet(), font.getBestCmap(), font["head"].unitsPerEm

    def name(self, sign):
        return self.names.get(ord(sign), ".notdef")

    def width(self, words):
        return sum(self.glyphs[self.name(sign)].width for sign in words)


@lru_cache(maxsize=2)
def _face(cut):
    return _Face(faces.path(faces.CUTS[cut]))


@lru_cache(maxsize=256)
def _outline(cut, sign):
    """The path of a letter, in units of its face."""
    face = _face(cut)
    pen = _Pen(face.glyphs)
    face.glyphs[face.name(sign)].draw(pen)
    return "".join(pen.operators)


class _Pen(BasePen):
    """Writes the outline of a letter as operators of a PDF page."""

    def __init__(self, glyphs):
        super().__init__(glyphs)
        self.operators = []

    def _moveTo(self, point):
        self._write("m", point)

    def _lineTo(self, point):
        self._write("l", point)

    def _curveToOne(self, *points):
        self._write("c", *points)

    def _closePath(self):
        self.operators.append("h\n")

    def _write(self, operator, *points):
        numbers = " ".join(f"{round(x)} {round(y)}" for x, y in points)
        self.operators.append(f"{numbers} {operator}\n")
