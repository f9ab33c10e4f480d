"""What a paper can say: the vocabulary of blocks, and how a list of them is frozen.

A block holds facts (a date, a number, a name), never looks: how "document 5 of 7 March" is written is the
layout's business. A paper is frozen once; both writers read the frozen list, so PDF and Word agree.
"""

import hashlib
import json
import re
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from types import UnionType
from typing import Literal, Union, get_args, get_origin, get_type_hints

from core.text import clean_block, nfc
from documents.figures.facts import Bars, Fall, Heat, Ranks
from documents.imprints import Mark


class BlockError(ValueError):
    """A block was built from something that is no fact of its kind: the caller's mistake, not a user's."""


@dataclass(frozen=True)
class Span:
    """A stretch of text with one look; a tuple of spans stands wherever a text may be marked."""

    text: str
    bold: bool = False
    italic: bool = False


Marked = str | tuple[Span, ...]


@dataclass(frozen=True)
class Letterhead:
    """Who issues the paper, under which number, where and when.

    `agency` and `superior` may hold "\\n" where their line must end. An empty `number` leaves room to write
    it by hand; an empty `type_code` means the paper carries no number at all, unless it is a letter with a
    `subject`, whose code is the layout's; no `day` leaves room as well.
    """

    agency: str
    superior: str = ""
    number: str = ""
    type_code: str = ""  # BC, KH, QĐ…
    issuer_code: str = ""  # KTĐ…
    place: str = ""
    day: date | None = None
    subject: str = ""  # of a letter (công văn): what it is about, without "V/v"


@dataclass(frozen=True)
class Title:
    """The type of the paper ("Báo cáo"; the layout sets it in capitals) and what it is about."""

    type_name: str
    abstract: str = ""


@dataclass(frozen=True)
class Paragraph:
    """Running text; each "\\n" begins a new paragraph."""

    text: Marked
    align: Literal["justify", "left", "center", "right"] = "justify"


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 to 3; the layout joins `number` ("I", "1", "a") and text its own way."""

    text: str
    level: Literal[1, 2, 3] = 1
    number: str = ""


@dataclass(frozen=True)
class Basis:
    """The legal bases, one per line, without dashes or semicolons: the layout sets those."""

    lines: tuple[str, ...]


@dataclass(frozen=True)
class Note:
    """A small line beside the text: a remark under a table, the hash of what was published."""

    text: str


@dataclass(frozen=True)
class Column:
    """One column of a table: its head, its share of the width, how its cells are aligned."""

    title: str
    share: int | float
    align: Literal["left", "center", "right"] = "left"


@dataclass(frozen=True)
class Row:
    """One row of a table, as many cells as there are columns; a "void" one is struck save its last cell."""

    cells: tuple[str, ...]
    kind: Literal["normal", "group", "subtotal", "total", "void"] = "normal"


@dataclass(frozen=True)
class Table:
    """A table over the whole width; its head stands again on each further page."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    def __post_init__(self):
        if not self.columns or any(column.share <= 0 for column in self.columns):
            raise BlockError("a table needs columns, each with a share of the width above zero")
        if any(len(row.cells) != len(self.columns) for row in self.rows):
            raise BlockError("every row of a table has as many cells as the table has columns")


@dataclass(frozen=True)
class Figure:
    """A picture of facts over the table of the same facts; the writers draw it, nothing drawn is frozen."""

    title: str
    shows: Fall | Bars | Ranks | Heat

    def __post_init__(self):
        if not self.shows.whole:
            raise BlockError("the parts of a figure do not fit together")


@dataclass(frozen=True)
class Signer:
    """One who signs. `acting`: on behalf of (TM), for (KT), by order (TL), by mandate (TUQ), acting (Q).

    `body` is the line above the post: the collective signed for, or in a pledge the member agency.
    """

    post: str = ""
    name: str = ""
    body: str = ""
    acting: Literal["", "TM", "KT", "TL", "TUQ", "Q"] = ""
    note: str = ""  # "(Ký, ghi rõ họ tên)"


@dataclass(frozen=True)
class Recipients:
    """Nơi nhận: who gets the paper, and which unit files it (None: the line is left out)."""

    lines: tuple[str, ...]
    archive: str | None = None


@dataclass(frozen=True)
class Signature:
    """The end of a paper: one signer on the right, the recipients on the left."""

    signer: Signer
    recipients: Recipients | None = None


@dataclass(frozen=True)
class SignatureGrid:
    """Several signers side by side, row by row in the order given; no signature is ever torn apart."""

    signers: tuple[Signer, ...]
    columns: Literal[1, 2, 3] = 3


@dataclass(frozen=True)
class PageBreak:
    """What follows begins on a new page."""


_hints = lru_cache(maxsize=None)(get_type_hints)  # a long table asks a thousand times

KINDS = {
    "letterhead": Letterhead,
    "title": Title,
    "paragraph": Paragraph,
    "heading": Heading,
    "basis": Basis,
    "note": Note,
    "table": Table,
    "figure": Figure,
    "signature": Signature,
    "signature_grid": SignatureGrid,
    "recipients": Recipients,
    "page_break": PageBreak,
    "mark": Mark,
}
NAMES = {kind: name for name, kind in KINDS.items()}


def freeze(blocks, layout):
    """Return (`blocks` as a plain JSON list, SHA-256 of that list with the name of its `layout`).

    The text is cleaned here and nowhere else, so what is kept is exactly what is printed.
    """
    frozen = [_frozen(block) for block in blocks]
    thaw(frozen)
    return frozen, digest(frozen, layout)


def digest(frozen, layout):
    """Return the SHA-256 (hex) of a frozen list and its layout's name, over their canonical JSON."""
    facts = {"blocks": frozen, "layout": layout}
    text = json.dumps(facts, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()


def thaw(frozen):
    """Return the blocks of a frozen list. Raises BlockError for an unknown kind or a fact out of place."""
    return [_thawed(item) for item in frozen]


def _frozen(block):
    if type(block) not in NAMES:
        raise BlockError(f"{type(block).__name__} is not a kind of block")
    return {"kind": NAMES[type(block)], **_plain(block)}


def _plain(value):
    if isinstance(value, Span):  # a space at its end parts it from the next
        text = re.sub(" {2,}", " ", nfc(value.text))
        return {"text": text, "bold": value.bold, "italic": value.italic}
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value.normalize() + 0:f}"
    return clean_block(value) if isinstance(value, str) else value


def _thawed(item):
    facts = dict(item)
    kind = KINDS.get(facts.pop("kind", None))
    if kind is None:
        raise BlockError(f"unknown kind of block: {item.get('kind')!r}")
    return _read(kind, facts)


def _read(kind, value):
    """Read a plain `value` as the type `kind` asks for; nothing is converted silently."""
    origin = get_origin(kind)
    if is_dataclass(kind) and isinstance(value, dict):
        return _read_facts(kind, value)
    if origin is tuple and isinstance(value, list):
        return tuple(_read(get_args(kind)[0], item) for item in value)
    if origin in (Union, UnionType):
        return _read_first(get_args(kind), value)
    if origin is Literal:
        fits = any(value == choice and type(value) is type(choice) for choice in get_args(kind))
    elif kind in (date, Decimal) and isinstance(value, str):
        return _read_day(value) if kind is date else _read_number(value)
    else:
        fits = origin is None and not is_dataclass(kind) and type(value) is kind
    if not fits:
        raise BlockError(f"{value!r} is not {kind}")
    return value


def _read_facts(kind, value):
    hints = _hints(kind)
    try:
        return kind(**{name: _read(hints[name], item) for name, item in value.items()})
    except (KeyError, TypeError) as fault:
        raise BlockError(f"{kind.__name__} does not hold these facts: {', '.join(sorted(value))}") from fault


def _read_first(kinds, value):
    for kind in kinds:
        try:
            return _read(kind, value)
        except BlockError:
            continue
    raise BlockError(f"{value!r} is none of {kinds}")


def _read_day(value):
    try:
        return date.fromisoformat(value)
    except ValueError as fault:
        raise BlockError(f"{value!r} is not a day") from fault


def _read_number(value):
    if not re.fullmatch(r"-?\d+(\.\d+)?", value):
        raise BlockError(f"{value!r} is not a number")
    return Decimal(value)
