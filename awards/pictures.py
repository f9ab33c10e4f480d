"""A certificate drawn small on a page: the very lines that will be printed, at the places they will have."""

from dataclasses import dataclass

from awards.designing import looks
from documents import faces, fitting, placing, sheets

BASELINE = 0.3375  # of the type size below the middle of a line: Tinos rises 0.891 and falls 0.216
PUBLIC = {
    "prefix",
    "recipient",
    "unit",
    "post",
    "agency",
}  # what the public page says in words


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


@dataclass(frozen=True)
class Sheet:
    """A certificate as a page draws it: numbers in mm, as an SVG wants them."""

    lines: list[Line]
    width: str
    height: str
    drawn: bool  # over our own stock, which the page draws once; else on white paper
    code: tuple[str, str, str] | None  # x, y, side of the QR code


def sheet_of(certificate, *, public=False):
    """Return the Sheet of `certificate` in its design, as it stands in the database.

    `public` leaves out the lines that say more than the public page does.
    """
    design = looks.named(certificate.design)
    texts = placing.placed(design, sheets.Row(**certificate.facts))
    if design.own:
        texts = [*placing.printed(design), *texts]
    lines = [line for text in texts for line in _lines(text) if line.public or not public]
    code = design.code
    return Sheet(
        lines=lines,
        width=f"{design.width:g}",
        height=f"{design.height:g}",
        drawn=not design.own,
        code=(f"{code.x:g}", f"{code.y:g}", f"{code.size:g}") if code and certificate.facts["qr"] else None,
    )


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
            public=set(box.fields) <= PUBLIC,
        )
