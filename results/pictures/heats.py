"""The map of members × criteria: one cell each, told apart by pattern and sign, never by colour alone."""

from dataclasses import dataclass

CELL_WIDTH, CELL_HEIGHT, LEFT, TOP = 22, 20, 64, 46
SIGNS = {
    "down": "−",
    "up": "+",
    "exempt": "×",
    "open": "·",
    "proof": "!",
    "empty": "",
    "same": "",
    "full": "",
}


@dataclass(frozen=True)
class Cell:
    """One criterion of one member; `title` says it in words."""

    kind: str
    sign: str
    x: int
    y: int
    title: str


@dataclass(frozen=True)
class Chart:
    """The whole map; `columns`: (x, code, title), `rows`: (y, code, title)."""

    width: int
    height: int
    columns: tuple
    rows: tuple
    cells: tuple
    cell: tuple = (CELL_WIDTH - 2, CELL_HEIGHT - 2)


def draw(columns, rows):
    """Return the Chart of `columns` (code, name) and `rows` (code, name, [(kind, words) for each column])."""
    cells = [
        Cell(
            kind,
            SIGNS[kind],
            LEFT + place * CELL_WIDTH,
            TOP + number * CELL_HEIGHT,
            f"{name}, {columns[place][0]} {columns[place][1]}: {words}",
        )
        for number, (_, name, found) in enumerate(rows)
        for place, (kind, words) in enumerate(found)
    ]
    return Chart(
        width=LEFT + len(columns) * CELL_WIDTH + 24,  # the last slanted code leans over the end
        height=TOP + len(rows) * CELL_HEIGHT,
        columns=tuple((LEFT + place * CELL_WIDTH, code, name) for place, (code, name) in enumerate(columns)),
        rows=tuple((TOP + place * CELL_HEIGHT, code, name) for place, (code, name, _) in enumerate(rows)),
        cells=tuple(cells),
    )
