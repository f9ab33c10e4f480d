"""Usual sizes of phôi as dated data (`stocks.toml`): what somebody who makes a design chooses from.

A size is never forced on anybody: offices use up what they have, so one that a text no longer names is
offered still, and says so.
"""

import tomllib
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path

from documents.layouts import Source, source_of

FILE = Path(__file__).parent / "stocks.toml"
NEAR = 0.5  # mm within which a sheet is still called by a name
CALLED = {"a4": "A4", "a3": "A3"}  # sizes everybody knows by a name, lying or upright
WORDS = {  # what is marked `recalled`, in words
    "width": "khổ giấy",
    "height": "khổ giấy",
    "border_width": "khung trang trí",
    "border_height": "khung trang trí",
    "signing": "khoảng ký tên",
    "use": "nơi dùng",
    "valid_from": "thời gian áp dụng",
    "valid_to": "thời gian áp dụng",
}


@dataclass(frozen=True)
class Stock:
    """One size of phôi, lying; lengths in mm, 0 where the source says nothing."""

    name: str
    title: str
    use: str
    width: float
    height: float
    border_width: float = 0  # of the decorative frame, measured at its outer line
    border_height: float = 0
    signing: float = 0  # left free for signature and seal
    valid_from: date | None = None
    valid_to: date | None = None
    source: Source = field(default=None, repr=False, compare=False)

    @property
    def size(self):
        """(width, height) in mm."""
        return self.width, self.height

    @property
    def border(self):
        """(width, height) of the decorative frame in mm, or None."""
        return (self.border_width, self.border_height) if self.border_width else None

    @property
    def label(self):
        """What a short list calls it: A4 ngang, 297 × 210 mm."""
        return f"{self.title}, {_measured(*self.size)}"

    @property
    def recalled(self):
        """What nobody has read in the source yet, in words, each once."""
        return tuple(dict.fromkeys(WORDS[name] for name in self.source.recalled))

    @property
    def told(self):
        """What a list says of it: title, size, frame, source, and what is only remembered."""
        said = [f"{self.title}: {_measured(*self.size)}"]
        if self.border:
            said.append(f"khung trang trí {_measured(*self.border)}")
        doubt = f" (chưa đối chiếu văn bản: {', '.join(self.recalled)})" if self.recalled else ""
        return f"{', '.join(said)}. Nguồn: {self.source.source}{doubt}."

    def holds_on(self, day):
        """Say whether its source was in force on `day`; a size of no text always is."""
        return (self.valid_from or day) <= day <= (self.valid_to or day)


def named(name):
    """Return the Stock called `name`. Raises KeyError for a name that never existed."""
    return {stock.name: stock for stock in every()}[name]


@lru_cache(maxsize=1)
def every():
    """Return all Stocks in the order in which a list offers them."""
    return tuple(_read(*item) for item in tomllib.loads(FILE.read_text(encoding="utf-8")).items())


def size_of(width, height):
    """Return what people call a sheet of this size (mm): "A4 ngang", "A3 dọc", "400 × 300 mm"."""
    way = "ngang" if width >= height else "dọc"
    for name, called in CALLED.items():
        sides = zip(sorted((width, height)), sorted(named(name).size), strict=True)
        if all(abs(one - other) <= NEAR for one, other in sides):
            return f"{called} {way}"
    return _measured(width, height)


def _read(name, facts):
    return Stock(name=name, source=source_of(facts), **facts)


def _measured(*sides):
    return " × ".join(f"{side:g}".replace(".", ",") for side in sides) + " mm"
