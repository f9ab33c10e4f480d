"""The end of a paper: signatures never stand alone on a page, some of what they sign stands above them."""

from dataclasses import replace
from math import ceil

from documents import faces
from documents.pieces import Grid, Line, Sheet

LEAST = 3  # lines of a text that go with the signatures below it


def tied(pieces, layout):
    """Return `pieces` with the last lines, or the last rows of a table, tied to the signatures below them.

    A remark under a table brings these rows along, too.
    """
    found = list(pieces)
    for place, piece in enumerate(found):
        if isinstance(piece, Grid) and piece.before:
            _tie(found, place, layout)
    return found


def _tie(pieces, place, layout):
    lines = 0
    for above in range(place - 1, -1, -1):
        piece = pieces[above]
        if not isinstance(piece, Line | Sheet):
            return
        pieces[above] = replace(piece, tied=True)
        if isinstance(piece, Sheet):
            return
        lines += 0 if piece.style == "note" else _lines(piece, layout)
        if lines >= LEAST:
            return


def _lines(line, layout):
    look = layout.styles[line.style]
    widths = (
        faces.width(text, look.size, bold=look.bold, italic=look.italic) for text in line.text.split("\n")
    )
    return sum(max(1, ceil(width / layout.page.width)) for width in widths)
