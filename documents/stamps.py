"""A mark over every page of a finished PDF: large hollow words across the sheet, and a line near its foot.

Drawn as outlines, so that it needs no face in the file; the same file and words give the same bytes.
"""

import io
import math
from functools import lru_cache

import pikepdf
from pikepdf import Array

from documents import faces, outlines
from documents.binding import SAVING

PALE, DARK = "0.860 0.560 0.540", "0.545 0.102 0.122"
STROKE = 0.6  # mm: hollow letters hide nothing
SHARE = 0.5  # of the diagonal that the words take
RISE = 0.35  # of the type size: capitals stand this far around their middle
LINE = 9.5  # points
LEFT, FOOT = 0.112, 0.125  # where the line begins, as shares of width and height


def stamped(content, words, line):
    """Return the PDF `content` (bytes) with `words` across each page and `line` near its foot.

    Raises RuleError when a face is missing.
    """
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as book:
        for page in book.pages:
            _, _, width, height = (float(edge) * faces.POINT for edge in page.mediabox)
            mark = b"\nQ\n" + operators(width, height, words, line)  # whatever the page itself left behind
            parts = page.obj.Contents
            parts = list(parts) if isinstance(parts, Array) else [parts]
            page.obj.Contents = Array([book.make_stream(b"q\n"), *parts, book.make_stream(mark)])
        book.save(out, **SAVING)
    return out.getvalue()


@lru_cache(maxsize=8)
def operators(width, height, words, line):
    """Return what draws the mark on a page of this size (mm), along its rising diagonal (bytes)."""
    diagonal = math.hypot(width, height)
    cos, sin = width / diagonal, -height / diagonal
    size = SHARE * diagonal / outlines.width(words, 1, cut=outlines.BOLD)
    drop = RISE * size * faces.POINT
    x, y = width / 2 - drop * sin, height / 2 + drop * cos
    slope = {"align": "center", "turn": (cos, sin), "stroke": STROKE}
    drawn = outlines.text(words, x, y, size, cut=outlines.BOLD, **slope)
    told = outlines.text(line, LEFT * width, (1 - FOOT) * height, LINE, cut=outlines.BOLD)
    return b"q\n" + outlines.sheet(height) + f"{PALE} RG {DARK} rg 1 j\n".encode() + drawn + told + b"Q\n"
