"""Marks on the pages of a finished PDF: large hollow words across the sheet, a line near its foot.

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
LINE, SMALL = 9.5, 8  # points
HIGH = LINE * faces.POINT  # mm
MARGIN = 8  # mm that every printer reaches
LEFT, FOOT = 0.112, 0.125  # where the line begins, as shares of width and height


def stamped(content, words, line, at=None):
    """Return the PDF `content` (bytes) with `words` across each page and `line` near its foot.

    `at`: where the line begins instead, (x, y) in mm from the upper left. Raises RuleError when a face is
    missing.
    """
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as book:
        for page in book.pages:
            width, height = _size(page)
            _lay(book, page, operators(width, height, words, line, at))
        book.save(out, **SAVING)
    return out.getvalue()


def length(line):
    """Return how long the `line` of `stamped` is, in mm."""
    return outlines.width(line, LINE, cut=outlines.BOLD)


def usual(width, height):
    """Return where the line of `stamped` usually begins on a page of this size (mm)."""
    return LEFT * width, (1 - FOOT) * height


def noted(content, line, foot=MARGIN):
    """Return the PDF `content` (bytes) with `line` on its first page, `foot` mm above the lower edge.

    Raises as `stamped` does.
    """
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as book:
        page = book.pages[0]
        width, height = _size(page)
        told = outlines.text(line, LEFT * width, height - foot, SMALL)
        _lay(book, page, b"q\n" + outlines.sheet(height) + f"{DARK} rg\n".encode() + told + b"Q\n")
        book.save(out, **SAVING)
    return out.getvalue()


def _size(page):
    _, _, width, height = (float(edge) * faces.POINT for edge in page.mediabox)
    return width, height


def _lay(book, page, drawn):
    """Draw last on `page`, whatever its own content left behind."""
    parts = page.obj.get("/Contents", [])
    parts = list(parts) if isinstance(parts, Array | list) else [parts]
    mark = book.make_stream(b"\nQ\n" + drawn)
    page.obj.Contents = Array([book.make_stream(b"q\n"), *parts, mark])


@lru_cache(maxsize=8)
def operators(width, height, words, line, at=None):
    """Return what draws the mark on a page of this size (mm), along its rising diagonal (bytes)."""
    diagonal = math.hypot(width, height)
    cos, sin = width / diagonal, -height / diagonal
    size = SHARE * diagonal / outlines.width(words, 1, cut=outlines.BOLD)
    drop = RISE * size * faces.POINT
    x, y = width / 2 - drop * sin, height / 2 + drop * cos
    slope = {"align": "center", "turn": (cos, sin), "stroke": STROKE}
    drawn = outlines.text(words, x, y, size, cut=outlines.BOLD, **slope)
    begin = at or usual(width, height)
    told = outlines.text(line, *begin, LINE, cut=outlines.BOLD)
    return b"q\n" + outlines.sheet(height) + f"{PALE} RG {DARK} rg 1 j\n".encode() + drawn + told + b"Q\n"
