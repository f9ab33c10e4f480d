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
    below: list[Line]  # the words of an agency's design, for as long as its ground is not there
    ground: int | None  # the certificate whose ground is laid below, as a picture; None: nothing or our stock
    design: str  # its key
    width: str
    height: str
    drawn: bool  # over our own stock, which the page draws once; else on white paper
    code: tuple[str, str, str] | None  # x, y, side of the QR code


def sheets_of(certificates):
    """Return the Sheet of each; those of one design share a ground, so that a browser fetches it once."""
    first = {}
    return [sheet_of(row, ground=first.setdefault(row.design, row.pk)) for row in certificates]


def sheet_of(certificate, *, public=False, ground=None):
    """Return the Sheet of `certificate` in its design, as it stands in the database.

    `public` leaves out the lines that say more than the public page does, and the ground of an agency, which
    only those see who see certificates; `ground` is the certificate it is taken from, else this one.
    """
    design = looks.named(certificate.design)
    texts = placing.placed(design, sheets.Row(**certificate.facts))
    words = placing.printed(design) if design.own else []
    code = design.code
    return Sheet(
        lines=_seen(texts, public),
        below=_seen(words, public),
        ground=(ground or certificate.pk) if design.own and not public else None,
        design=certificate.design,
        width=f"{design.width:g}",
        height=f"{design.height:g}",
        drawn=not design.own,
        code=(f"{code.x:g}", f"{code.y:g}", f"{code.size:g}") if code and certificate.facts["qr"] else None,
    )


def _seen(texts, public):
    return [line for text in texts for line in _lines(text) if line.public or not public]


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
