"""How certificates look, as dated data, never a branch in code: ours are the TOML files in `designs/`.

A design is a sheet of stock with text boxes placed in millimetres from its upper left corner. What is the
same on every certificate (the ground and the printed words) is drawn once; what a row gives goes into the
boxes. Sections carry `source`, `recalled` and `own` as those of the layouts do. A design that certificates
were printed from is never drawn otherwise: a new look is a new file, which may say what it is `like` and then
only what differs (`likenesses`). A Design holds plain values only, so that it may as well come from
elsewhere (`of`): an agency draws its own.
"""

import re
import tomllib
from dataclasses import dataclass, field, fields
from datetime import date
from functools import lru_cache
from pathlib import Path

from django.template.loader import render_to_string

from documents import faces, likenesses, stocks
from documents.layouts import Source, source_of

DESIGNS = Path(__file__).parent / "designs"
DRAWN = 297, 210  # mm that our drawings are made for
NAME = re.compile(r"[a-z][a-z0-9_]*")
COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
PARTS = ("post", "agency", "decision_number", "decision_day")  # fields that say again what another says
FIELD = re.compile(r"\{(\w+)\}")  # of a row, in the text of a box
ALIGN, VERTICAL = ("left", "center", "right"), ("top", "middle", "bottom")
BREAKS = ("words", "phrases", "never")
RECIPIENTS = {"person": "cá nhân", "collective": "tập thể"}


@dataclass(frozen=True)
class Row:
    """What one certificate says: plain text as it was decided, "" where there is nothing to say.

    A "\\n" ends a line. `qr` is the address to encode; `sample` stamps the sheet as no real certificate.
    """

    authority: str = ""
    prefix: str = ""  # Tập thể, Ông, Bà, Đồng chí
    recipient: str = ""
    unit: str = ""
    post: str = ""  # the first part of `unit`: what the person is there; "" where it cannot be told apart
    agency: str = ""  # the rest of it
    achievement: str = ""
    decision: str = ""
    decision_number: str = ""  # the parts of `decision`: 05-QĐ/KTĐ, ngày 25 tháng 01 năm 2024
    decision_day: str = ""
    register: str = ""  # number in the golden book: 31/2024
    code: str = ""  # for looking the certificate up: 7F4K-29QX
    place_and_day: str = ""
    signer_post: str = ""
    signer_post_2: str = ""
    signer_name: str = ""
    qr: str = ""
    sample: bool = False


@dataclass(frozen=True)
class Box:
    """One text box: mm for places, points for type, spacing in shares of the type size.

    Text that is too long is first set smaller down to `shrink_to` on the lines it has, then broken into
    balanced lines and set smaller down to `min_size`; smaller than that it is refused. `breaks` says where:
    "words" between any words (prose), "phrases" behind a comma and before "của" and "và" (names of bodies),
    elsewhere only when it fits in no size; "never" (names of people). Raises ValueError for a value that
    cannot be drawn.
    """

    name: str
    label: str  # what people call it, within a sentence
    text: str  # words and {fields of a row}; a line that has fields and all of them empty is left out
    x: float
    y: float
    width: float
    height: float
    size: float
    shrink_to: float = 0  # 0: as `size`, so it is broken at once
    min_size: float = 0  # 0: as `shrink_to`
    warn_under: float = 0
    family: str = faces.FAMILY
    weight: int = 400
    italic: bool = False
    upper: bool = False
    align: str = "center"
    vertical: str = "middle"
    line_height: float = 1.25
    letter_spacing: float = 0
    word_spacing: float = 0
    colour: str = "#2B1A12"
    ruled: float = 0  # points: a line below, exactly as long as the text
    breaks: str = "words"
    beside_code: bool = False  # moves left to the edge of the QR code where there is none
    spoken: bool = False  # a face whose wide joints read as blanks: the letters are noted beside the drawing

    def __post_init__(self):
        """Refuse what would be drawn wrongly or mean something else in a style sheet."""
        held = {
            "name": NAME.fullmatch(self.name),
            "colour": COLOUR.fullmatch(self.colour),
            "align": self.align in ALIGN,
            "vertical": self.vertical in VERTICAL,
            "breaks": self.breaks in BREAKS,
            "width": self.width > 0,
            "height": self.height > 0,
            "size": 0 < self.smallest <= (self.shrink_to or self.size) <= self.size,
        }
        if wrong := [fact for fact, holds in held.items() if not holds]:
            raise ValueError(f"box {self.name!r}: {', '.join(wrong)}")

    @property
    def cut(self):
        """The key of its face in faces.CUTS."""
        return self.family, self.weight, self.italic

    @property
    def fields(self):
        """The names of the fields of a row that its text shows."""
        return tuple(FIELD.findall(self.text))

    @property
    def smallest(self):
        """The smallest size it may be set in, in points."""
        return self.min_size or self.shrink_to or self.size


@dataclass(frozen=True)
class Code:
    """Where the QR code stands, in mm, and how small one of its modules may get."""

    x: float
    y: float
    size: float
    min_module: float
    colour: str


@dataclass(frozen=True)
class Stamp:
    """Where the mark of a sample stands, in mm."""

    x: float
    y: float


@dataclass(frozen=True)
class Design:
    """One design: the stock, what is printed on every sheet of it, and the boxes for what a row gives."""

    name: str
    title: str
    valid_from: date
    width: float
    height: float
    ground: str = field(repr=False)  # the drawing under the words: an SVG element, "" for none
    words: tuple[Box, ...]  # printed on every sheet
    boxes: tuple[Box, ...]  # filled from a row
    code: Code | None  # None: it carries no QR code
    stamp: Stamp
    sources: dict[str, Source] = field(default_factory=dict, repr=False, compare=False)
    picture: str = ""  # the SHA-256 of a stored picture that is the ground in place of a drawing
    own: bool = False  # an agency's: see documents.grounds
    drawing: str = field(default="", compare=False)  # the template of our own that `ground` comes from
    family: str = field(default="", compare=False)  # what people call the drawing: groups a list of designs
    recipient: str = field(default="", compare=False)  # whom it is meant for, of RECIPIENTS; "": anybody

    @property
    def size(self):
        """Its sheet in words: A4 ngang, or how large it is."""
        return stocks.size_of(self.width, self.height)

    @property
    def label(self):
        """What a list of designs calls it within its family: Bằng khen, cá nhân, A4 ngang."""
        return ", ".join(filter(None, (self.title, RECIPIENTS.get(self.recipient), self.size)))

    @property
    def unread(self):
        """What people call the boxes about which nobody has read the source yet, in order."""
        boxes = [("words", box) for box in self.words] + [("boxes", box) for box in self.boxes]
        told = [(self.sources.get(f"{part}.{box.name}"), box.label) for part, box in boxes]
        return tuple(label for source, label in told if source and source.recalled)

    @property
    def cuts(self):
        """The keys of the faces it is set in, in a fixed order."""
        return tuple(sorted({box.cut for box in (*self.words, *self.boxes)}))


def named(name):
    """Return the design called `name`. Raises KeyError for a name that never existed."""
    return {design.name: design for design in every()}[name]


@lru_cache(maxsize=1)
def every():
    """Return all designs in the order of their names; `families` has them as a list shows them."""
    return tuple(_read(path) for path in sorted(DESIGNS.glob("*.toml"), key=lambda path: path.stem))


def families():
    """Return all designs as [(family, [Design, …])]: smaller sheets first, of one size that of persons."""
    found = {}
    for design in sorted(every(), key=lambda one: (one.width * one.height, one.recipient != "person")):
        found.setdefault(design.family, []).append(design)
    return list(found.items())


def ground_of(name, width, height):
    """Return the drawing of our design `name` as an SVG element for a sheet of another size (mm).

    It keeps its proportions and stands in the middle; its paper fills the sheet. Raises KeyError as `named`.
    """
    return _drawn(named(name).drawing, width, height)


def of(name, facts):
    """Return the design called `name` of plain `facts`, as they stand in a file of ours or in JSON.

    `sheet` (width, height, ground), `words`, `boxes` (name → Box), `code` (None for none), `stamp`, `title`,
    `valid_from`; for lists `family` and `recipient`; of an agency also `picture` and `own`. Raises
    ValueError, KeyError or TypeError when something is missing, unknown or cannot be drawn.
    """
    boxes = tuple(Box(name=box, **section) for box, section in facts["boxes"].items())
    known = {row_field.name for row_field in fields(Row)} - {"qr", "sample"}
    for box in boxes:
        if strangers := set(box.fields) - known:
            raise ValueError(f"box {box.name!r}: no field {', '.join(sorted(strangers))}")
    day = facts["valid_from"]
    return Design(
        name=name,
        title=facts["title"],
        valid_from=date.fromisoformat(day) if isinstance(day, str) else day,
        **facts["sheet"],
        words=tuple(Box(name=box, **section) for box, section in facts["words"].items()),
        boxes=boxes,
        code=Code(**facts["code"]) if facts["code"] else None,
        stamp=Stamp(**facts["stamp"]),
        sources=facts.get("sources", {}),
        picture=facts.get("picture", ""),
        own=facts.get("own", False),
        drawing=facts.get("drawing", ""),
        family=facts.get("family", ""),
        recipient=facts.get("recipient", ""),
    )


def _read(path):
    facts = likenesses.whole(_facts(path), lambda name: _facts(DESIGNS / f"{name}.toml"))
    marked = {"sheet": facts["sheet"], "code": facts["code"], "stamp": facts["stamp"]}
    for part in ("words", "boxes"):
        marked |= {f"{part}.{name}": section for name, section in facts[part].items()}
    sources = {name: source_of(section) for name, section in marked.items()}
    sheet = facts["sheet"]
    drawing = sheet["ground"]
    sheet["ground"] = _drawn(drawing, sheet["width"], sheet["height"])
    return of(path.stem, facts | {"sources": sources, "drawing": drawing})


def _drawn(drawing, width, height):
    size = {"width": width, "height": height}
    return render_to_string(drawing, size | {"spread": (width, height) != DRAWN})


def _facts(path):
    return tomllib.loads(path.read_text(encoding="utf-8"))
