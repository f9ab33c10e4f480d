"""The mark across a proof, under the text and over the ground, so that nobody takes it for the real one."""

import math
from functools import lru_cache

from documents import faces, outlines

WORDS = "BẢN IN THỬ"
COLOUR = "0.800 0.420 0.400"
STROKE = 0.6  # mm: hollow letters hide nothing
SHARE = 0.62  # of the diagonal that the words take
RISE = 0.35  # of the type size: capitals stand this far around their middle


@lru_cache(maxsize=8)
def operators(width, height):
    """Return what draws the mark on a page of this size (mm) along its rising diagonal (bytes)."""
    diagonal = math.hypot(width, height)
    cos, sin = width / diagonal, -height / diagonal
    size = SHARE * diagonal / outlines.width(WORDS, 1, cut=outlines.BOLD)
    drop = RISE * size * faces.POINT
    x, y = width / 2 - drop * sin, height / 2 + drop * cos
    drawn = outlines.text(
        WORDS, x, y, size, cut=outlines.BOLD, align="center", turn=(cos, sin), stroke=STROKE
    )
    return b"q\n" + outlines.sheet(height) + f"{COLOUR} RG 1 j\n".encode() + drawn + b"Q\n"
