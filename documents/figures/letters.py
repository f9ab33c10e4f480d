"""Letters of a figure on paper as outlines of our own face, so that the picture holds no text of its own.

The words a reader searches, copies or hears are those of the table under the figure. Outlines also look
the same wherever they are drawn: in the PDF and in the picture that the Word file carries.
"""

from functools import lru_cache

from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

from documents import faces


@lru_cache(maxsize=2048)
def outline(text, *, bold=False):
    """Return (what an SVG path calls the shape of one line of `text`, its length, units of one em).

    Lengths are units of the face, with y upwards from the line. Raises RuleError for a letter that the
    face lacks or when set-up has not put the face in its place.
    """
    faces.require([text])
    glyphs, letters, advances, unit = _face(faces.path(faces.FILES[bold, False]))
    pen, x = SVGPathPen(glyphs, ntos=lambda number: f"{number:.0f}"), 0
    for sign in text:
        name = letters[ord(sign)]
        glyphs[name].draw(TransformPen(pen, (1, 0, 0, 1, x, 0)))
        x += advances[name][0]
    return pen.getCommands(), x, unit


@lru_cache(maxsize=4)
def _face(place):
    font = TTFont(place)
    return font.getGlyphSet(), font.getBestCmap(), font["hmtx"], font["head"].unitsPerEm
