"""How papers look, as dated data: one TOML file per legal text in `profiles/`, never a branch in code.

Every section of a profile names its `source`, lists under `recalled` the facts that nobody has yet read in
that source, and under `own` those the source leaves open and we chose. A paper keeps the name of the profile
it was issued with, so a profile in use is never edited: a new text is a new file.
"""

import tomllib
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path

from core import dates
from core.rules import RuleError

PROFILES = Path(__file__).parent / "profiles"
PAPER_WIDTH, PAPER_HEIGHT = 210, 297  # mm, A4 upright
FORMS = {"state": "hành chính nhà nước", "party": "của Đảng"}


@dataclass(frozen=True)
class Source:
    """Where the facts of one section stand written; which are only remembered, which are our own choice."""

    source: str
    recalled: tuple[str, ...] = ()
    own: tuple[str, ...] = ()


@dataclass(frozen=True)
class Style:
    """How one element is set. Sizes and distances in points, the first-line indent in millimetres."""

    label: str  # its name in Word's list of styles
    size: float
    line: float = 0  # exact distance of lines; 0: a fifth more than the size
    bold: bool = False
    italic: bool = False
    underline: bool = False
    upper: bool = False
    align: str = "left"
    indent: float = 0
    before: float = 0
    after: float = 0
    keep: bool = False  # stays on the page of what follows
    prefix: str = ""

    @property
    def leading(self):
        """Distance from line to line, in points."""
        return self.line or round(self.size * 1.2, 1)


@dataclass(frozen=True)
class Page:
    """Margins of an upright A4 page, and how far the page number stands from its upper edge; all in mm."""

    top: float
    bottom: float
    left: float
    right: float
    number_top: float

    @property
    def width(self):
        """Width of the text in millimetres."""
        return PAPER_WIDTH - self.left - self.right


@dataclass(frozen=True)
class Layout:
    """One profile: what its legal text says about paper, words, lines and type."""

    name: str
    form: str
    text: str
    valid_from: date
    valid_to: date | None
    page: Page
    words: dict
    lines: dict
    styles: dict[str, Style]
    sources: dict[str, Source] = field(repr=False)

    def holds_on(self, day):
        """Tell whether papers issued on `day` are laid out this way."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    def written(self, day):
        """Return `day` as this layout writes it in running text: 05/7/2023 or 05-7-2023."""
        number, month, year = dates.words(day).split()[1::2]
        return self.words["day_in_text"].format(day=number, month=month, year=year)


def profile_for(form, on):
    """Return the layout of `form` ("state" or "party") for papers issued on the date `on`.

    Raises RuleError when no profile covers that day.
    """
    for layout in every():
        if layout.form == form and layout.holds_on(on):
            return layout
    raise RuleError(
        f"Chưa có thể thức văn bản {FORMS[form]} cho ngày {on:%d/%m/%Y}. "
        "Hãy chọn ngày ban hành khác, hoặc báo người quản trị bổ sung thể thức của thời gian đó."
    )


def named(name):
    """Return the layout called `name`. Raises KeyError for a name that never existed."""
    return {layout.name: layout for layout in every()}[name]


@lru_cache(maxsize=1)
def every():
    """Return all layouts, oldest first."""
    layouts = [_read(path) for path in sorted(PROFILES.glob("*.toml"))]
    return tuple(sorted(layouts, key=lambda layout: layout.valid_from))


def _read(path):
    facts = tomllib.loads(path.read_text(encoding="utf-8"))
    sources = {}
    for section in ("page", "words", "lines"):
        sources[section] = source_of(facts[section])
    for name, style in facts["styles"].items():
        sources[f"styles.{name}"] = source_of(style)
    return Layout(
        name=path.stem,
        form=facts["form"],
        text=facts["text"],
        valid_from=facts["valid_from"],
        valid_to=facts.get("valid_to"),
        page=Page(**facts["page"]),
        words=facts["words"],
        lines=facts["lines"],
        styles={name: Style(**style) for name, style in facts["styles"].items()},
        sources=sources,
    )


def source_of(section):
    """Take `source`, `recalled` and `own` out of a section of dated data and return them as a Source.

    Raises ValueError when a mark names a fact that the section does not hold.
    """
    source = Source(section.pop("source"), tuple(section.pop("recalled", ())), tuple(section.pop("own", ())))
    if strangers := {*source.recalled, *source.own} - set(section):
        raise ValueError(f"marked facts that the section does not hold: {', '.join(sorted(strangers))}")
    return source
