"""A certificate drawn small on a page: the very lines that will be printed, at the places they will have."""

from dataclasses import dataclass

from awards.designing import looks
from documents import faces, fitting, placing, sheets

BASELINE = 0.3375  # of the type size below the middle of a line: Tinos rises 0.891 and falls 0.216
PUBLIC = {"prefix", "recipient", "unit"}  # boxes that the public page draws: what it says in words beside it


@dataclass(frozen=True)
class Line:
    """One line of text as an SVG wants it: numbers in mm, already written with a point."""

    text: str
    x: str
    y: str
    size: str
    length: str  # as it will be printed, whatever face the browser has
    anchor: str
    family: str
    weight: int
    slope: str
    colour: str
    public: bool


def lines_of(certificate):
    """Return the Lines of `certificate` in its design; as they stand in the database."""
    design = looks.named(certificate.design)
    drawn = []
    for text in placing.placed(design, sheets.Row(**certificate.facts)):
        drawn += _lines(text)
    return drawn


def _lines(text):
    box, size = text.box, text.fitted.size * faces.POINT
    step = size * box.line_height
    anchor = {"center": "middle", "left": "start", "right": "end"}[box.align]
    x = text.x + {"middle": text.width / 2, "start": 0, "end": text.width}[anchor]
    for number, line in enumerate(text.fitted.lines):
        middle = text.top + step * (number + 0.5)
        yield Line(
            text=line,
            x=f"{x:.2f}",
            y=f"{middle + size * BASELINE:.2f}",
            size=f"{size:.2f}",
            length=f"{fitting.measure(box, line) * text.fitted.size:.2f}",
            anchor=anchor,
            family=f"{box.family}, Tinos, serif",
            weight=box.weight,
            slope="italic" if box.italic else "normal",
            colour=box.colour,
            public=box.name in PUBLIC,
        )
