"""Pieces whose text we set ourselves before the renderer sees them: paragraphs and the rows of tables.

A strip is what is never torn: a row, a line, the first or last two lines of a paragraph. To the renderer it
is a picture of known size: the renderer finds the page it stands on and draws it in its turn, so that words
keep their order. What the rules of `setting` do not cover (marked text, a row that may go on overleaf, codes,
words longer than a line) the renderer sets itself, to the same looks.
"""

from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate

from documents import faces, layouts, setting
from documents.pieces import Line, Sheet
from documents.setting import Strip, Type

PADDING, BORDER = (2, 4), 0.5  # points: above and beside the text of a cell; of the lines of a table
BOLD = ("group", "subtotal", "total")
LEAST = 2  # lines of a paragraph that stand together where a page begins or ends (orphans, widows)
SHARES = {"left": 0, "justify": 0, "center": 0.5, "right": 1}


@dataclass(frozen=True)
class Lines:
    """A paragraph as strips, by name."""

    style: str
    strips: tuple[str, ...]
    tied: bool
    template = "paper/_lines.html"


def of(pieces, layout):
    """Return `pieces` as far as possible in strips, and {name: Strip}."""
    found = {}
    return [_set(piece, layout, found) for piece in pieces], found


def number(page, layout):
    """Return the number of a page as a Strip that is measured from the upper left corner of the paper."""
    kind = _type(layout.styles["page_number"])
    inner = layouts.PAPER_WIDTH - layout.page.right + layout.page.left
    x = inner / 2 / faces.POINT - setting.width(str(page), kind) / 2
    shown, letters = setting.line(str(page), kind, x, layout.page.number_top / faces.POINT)
    size = layouts.PAPER_WIDTH / faces.POINT, layouts.PAPER_HEIGHT / faces.POINT
    return Strip(*size, b"0 g BT " + shown + b" ET", {kind.cut: letters})


def _set(piece, layout, found):
    if isinstance(piece, Line):
        return _paragraph(piece, layout, found)
    if isinstance(piece, Sheet) and not piece.firm:
        edges = _edges(piece, layout)
        head, rows = _head(piece, layout, edges), _rows(piece, layout, edges)
        names = [_named(strip, found) if strip else "" for strip in (head, *rows)]
        return replace(piece, head_strip=names[0], strips=tuple(names[1:]))
    return piece


def _paragraph(piece, layout, found):
    look = layout.styles[piece.style]
    marked = len(piece.spans) != 1 or piece.spans[0].bold or piece.spans[0].italic
    if marked or look.underline or "\n" in piece.text:
        return piece
    kind, room = _type(look), layout.page.width / faces.POINT
    align = piece.align or look.align
    indent = look.indent / faces.POINT if align == "justify" or not piece.align else 0
    lines = setting.lines(piece.text, kind, room, indent)
    if lines is None:
        return piece
    last, names = len(lines) - 1, []
    for begin, end in _together(len(lines)):
        shown, letters = [], {}
        for number in range(begin, end):
            left = 0 if number else indent
            spare = room - left - setting.width(lines[number], kind)
            spread = spare if align == "justify" and number < last else 0
            at = left + spare * SHARES[align], (number - begin) * kind.leading
            operators, used = setting.line(lines[number], kind, *at, spread=spread)
            shown.append(operators)
            letters |= used
        drawn = b" ".join([b"0 g BT", *shown, b"ET"])
        strip = Strip(room, (end - begin) * kind.leading, drawn, {kind.cut: letters})
        names.append(_named(strip, found))
    return Lines(piece.style, tuple(names), piece.tied)


def _together(count):
    """Which lines of `count` stand on one page: (first, behind the last). Two begin it and two end it."""
    if count <= 2 * LEAST - 1:
        return [(0, count)]
    middle = range(LEAST, count - LEAST)
    return [(0, LEAST), *((number, number + 1) for number in middle), (count - LEAST, count)]


def _head(sheet, layout, edges):
    """The strip of the head, or None."""
    look = layout.styles["cell_head"]
    return _row(sheet.heads, (look.align,) * len(sheet.heads), edges, _type(look), head=True)


def _rows(sheet, layout, edges):
    """The strip of each row, or None where the renderer sets it."""
    look = layout.styles["cell"]
    plain, bold = _type(look), _type(replace(look, bold=True))
    for number, row in enumerate(sheet.rows):
        kind = bold if row.kind in BOLD else plain
        torn = number in sheet.tall or row.kind == "void"
        yield None if torn else _row(row.cells, sheet.aligns, edges, kind)


def _edges(sheet, layout):
    """Where the columns begin, in points, and where the last one ends: where the text does."""
    stretch = max(1, layout.page.width / sum(sheet.widths))
    return [edge * stretch / faces.POINT for edge in accumulate(sheet.widths, initial=0)]


def _row(cells, aligns, edges, kind, *, head=False):
    """A row with the lines below it and beside its cells, or None; a `head` has one above, too."""
    above, beside = PADDING
    shown, letters, columns = [], {}, []
    for number, text in enumerate(cells):
        left = edges[number] + beside + (0 if number else BORDER)
        room = edges[number + 1] - beside - BORDER - left
        lines = _lines(text, kind, room)
        if lines is None:
            return None
        columns.append((lines, left, room))
    most, top = max(len(lines) for lines, _, _ in columns), above + BORDER * head
    for (lines, left, room), align in zip(columns, aligns, strict=True):
        down = (most - len(lines)) * kind.leading / 2 if head else 0
        for place, line in enumerate(lines):
            x = left + (room - setting.width(line, kind)) * SHARES[align]
            operators, used = setting.line(line, kind, x, top + down + place * kind.leading)
            shown.append(operators)
            letters |= used
    height = most * kind.leading + top + above + BORDER
    drawn = b" ".join([b"0 g", _ruled(edges, height, head), b"BT", *shown, b"ET"])
    return Strip(edges[-1], height, drawn, {kind.cut: letters})


def _ruled(edges, height, head):
    """The operators of a row's lines."""
    width = edges[-1]
    level = [f"0 {y:.2f} {width:.2f} {BORDER} re" for y in ([0] if head else []) + [height - BORDER]]
    upright = [f"{max(0, edge - BORDER):.2f} 0 {BORDER} {height:.2f} re" for edge in edges]
    return " ".join([*level, *upright, "f"]).encode()


@lru_cache(maxsize=2048)  # the words of a list come again and again
def _lines(text, kind, room):
    """All lines of a cell, or None."""
    parts = [setting.lines(part, kind, room) if part else ("",) for part in text.split("\n") if text]
    return None if None in parts else tuple(line for part in parts for line in part)


def _type(look):
    return Type((faces.FAMILY, 700 if look.bold else 400, look.italic), look.size, look.leading)


def _named(strip, found):
    """Keep `strip` under a new name and return it; pages know it by that name only."""
    name = f"strip:{len(found)}"
    found[name] = strip
    return name
