"""What a writer has to put on paper: lines, rules, spaces, grids, tables, page ends. Nothing else.

A piece is final: its words, their order and its measures are settled by `composition`.
"""

from dataclasses import dataclass

from documents.blocks import Row, Span
from documents.figures.plates import Plate

ENDS = 2  # rows at each end of a table, which stand together


@dataclass(frozen=True)
class Line:
    """One paragraph of text in one of the layout's styles; "\\n" breaks it."""

    style: str
    spans: tuple[Span, ...]
    level: int = 0  # of a heading
    align: str = ""  # where it is not the style's
    tied: bool = False  # stays on the page of what follows
    template = "paper/_line.html"

    @property
    def text(self):
        """Its text without marks."""
        return "".join(span.text for span in self.spans)


@dataclass(frozen=True)
class Rule:
    """A drawn line, `length` millimetres long, in the middle of `room` millimetres."""

    length: float
    room: float
    above: float = 2.5  # points between it and the text over it
    template = "paper/_rule.html"


@dataclass(frozen=True)
class Space:
    """Empty paper, `height` millimetres high: where a hand signs."""

    height: float
    template = "paper/_space.html"


@dataclass(frozen=True)
class Grid:
    """Pieces side by side. Bands of rows of cells; a band is never torn apart by the end of a page."""

    widths: tuple[float, ...]  # mm
    bands: tuple
    before: float = 0  # mm; a grid with room above it ends a text and stays on the page of its last lines
    template = "paper/_grid.html"


@dataclass(frozen=True)
class Sheet:
    """A table with lines; its head is repeated on each page.

    A row stays on one page unless it is among the `tall` ones (by number): those may go on overleaf. No page
    begins or ends with a single row of a longer table, and the row that opens a group stays with the next.
    """

    widths: tuple[float, ...]  # mm
    heads: tuple[str, ...]
    aligns: tuple[str, ...]
    rows: tuple[Row, ...]
    tall: frozenset[int] = frozenset()
    firm: bool = False  # no code such as II.5 is torn at the end of a line
    tied: bool = False  # its last rows stay on the page of what follows
    head_strip: str = ""
    strips: tuple[
        str, ...
    ] = ()  # rows that are drawn already, by name (see `strips`); empty: by the renderer
    template = "paper/_sheet.html"

    def aligned(self):
        """Yield for each row: kind, whether tall, whether tied to the next, cells as pairs (align, text)."""
        for number, row in enumerate(self.rows):
            cells = tuple(zip(self.aligns, row.cells, strict=True))
            yield row.kind, number in self.tall, self._is_tied(number), cells

    def stacks(self):
        """Yield the rows as they are drawn: (row as `aligned` yields it, its strips).

        Strips that stand together make one row of the renderer, which it may break between any two: the row
        is that of the first. At the ends of a table, and where rows are tied, each is a row of its own.
        """
        strips, first, stack = self.strips or ("",) * len(self.rows), None, []
        for number, (row, strip) in enumerate(zip(self.aligned(), strips, strict=True)):
            inner = ENDS <= number < len(self.rows) - ENDS
            if stack and not (inner and strip and not row[2]):
                yield first, stack
                stack = []
            if inner and strip and not row[2]:
                first, stack = (first, [*stack, strip]) if stack else (row, [strip])
            else:
                yield row, [strip] if strip else []

    def _is_tied(self, number):
        last = len(self.rows) - 1
        if number == last and self.tied:
            return True
        at_an_end = number in (0, last - 1) and number < last
        return self.rows[number].kind == "group" or (at_an_end and number not in self.tall)


@dataclass(frozen=True)
class Picture:
    """A drawing without text of its own, on the page of what follows; `words` say what it shows."""

    title: str
    words: str
    plate: Plate
    template = "paper/_picture.html"


@dataclass(frozen=True)
class Break:
    """The end of a page."""

    template = "paper/_break.html"


def texts(pieces):
    """Yield every text of `pieces` in reading order; the head of a table once."""
    for piece in pieces:
        if isinstance(piece, Line):
            yield piece.text
        elif isinstance(piece, Grid):
            for band in piece.bands:
                for row in band:
                    for cell in row:
                        yield from texts(cell)
        elif isinstance(piece, Sheet):
            yield from piece.heads
            for row in piece.rows:
                yield from row.cells
