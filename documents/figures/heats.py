"""The map of members × criteria: one cell each, told apart by pattern and sign, never by colour alone."""

from dataclasses import dataclass, replace

from documents.figures.keys import Entry
from documents.figures.looks import INK, MARKS, Look

CELL_WIDTH, CELL_HEIGHT, LEFT, TOP, LEAN = 22, 20, 64, 46, 24  # LEAN: the last slanted code over the end
SIGNS = {"down": "−", "up": "+", "exempt": "×", "open": "·", "proof": "!"}


@dataclass(frozen=True)
class Cell:
    """One criterion of one member; `title` says it in words."""

    kind: str
    look: Look
    sign: str
    x: int
    y: int
    title: str

    @property
    def dark(self):
        """Whether its sign is to be light."""
        return self.look.fill == INK


@dataclass(frozen=True)
class Chart:
    """The whole map; `columns`: (x, code, title), `rows`: (y, code, title)."""

    width: int
    height: int
    columns: tuple
    rows: tuple
    cells: tuple
    describes: str
    keys: tuple = ()
    cell: tuple = (CELL_WIDTH - 2, CELL_HEIGHT - 2)


def draw(facts):
    """Return the Chart of a Heat map; its width follows from the number of columns."""
    cells = [
        Cell(
            mark.kind,
            MARKS[mark.kind],
            mark.sign or SIGNS.get(mark.kind, ""),
            LEFT + place * CELL_WIDTH,
            TOP + number * CELL_HEIGHT,
            f"{line.head.name}, {facts.columns[place].code} {facts.columns[place].name}: {mark.words}",
        )
        for number, line in enumerate(facts.lines)
        for place, mark in enumerate(line.marks)
    ]
    heads = enumerate(line.head for line in facts.lines)
    return Chart(
        width=LEFT + len(facts.columns) * CELL_WIDTH + LEAN,
        height=TOP + len(facts.lines) * CELL_HEIGHT,
        columns=tuple(
            (LEFT + place * CELL_WIDTH, head.code, head.name) for place, head in enumerate(facts.columns)
        ),
        rows=tuple((TOP + place * CELL_HEIGHT, head.code, head.name) for place, head in heads),
        cells=tuple(cells),
        describes="Mỗi hàng là một đơn vị, mỗi cột là một tiêu chí; số liệu ở bảng bên dưới.",
        keys=tuple(
            Entry(MARKS[legend.kind], legend.text, SIGNS.get(legend.kind, "")) for legend in facts.legends
        ),
    )


def cut(facts, width):
    """Return `facts` in as many maps as are needed for each to be at most `width` wide, of even size."""
    most = max((width - LEFT - LEAN) // CELL_WIDTH, 1)
    parts = -(-len(facts.columns) // most)
    share = -(-len(facts.columns) // parts)
    return [
        replace(
            facts,
            columns=facts.columns[first : first + share],
            lines=tuple(replace(line, marks=line.marks[first : first + share]) for line in facts.lines),
        )
        for first in range(0, len(facts.columns), share)
    ]
