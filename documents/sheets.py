"""Certificates: what a row of facts looks like on a design, drawn in parts and bound into one file.

Two layers. The ground of a design (frame, words that never change) is drawn once by the renderer and lies
under every page as one shared object; a part holds only what differs, text and QR code, placed and written
by ourselves. So a certificate costs a hundredth of drawing its whole page. The same rows give the same bytes.
"""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import segno

from core.rules import RuleError
from documents import (
    binding,
    codes,
    distortions,
    drawn_once,
    faces,
    grounds,
    pdf,
    placing,
    shaping,
    watermarks,
    writing,
)
from documents.designs import Row

__all__ = ["PART", "REFUSE", "WARN", "Remark", "Row", "assemble", "check", "draw_part", "extract"]

PART = 250  # rows a part should hold: each part carries its faces, and is what a crash makes anew
REFUSE, WARN = "refuse", "warn"
UNBROKEN = {"never": " (tên người không được xuống dòng)"}  # why a text that does not fit is not broken
MODES = {"full", "overlay", "proof"}
UNREADABLE = {"R", "AL", "AN", "RLE", "RLO", "RLI", "LRE", "LRO", "LRI", "PDF", "PDI", "FSI"}


@dataclass(frozen=True)
class Remark:
    """What is wrong with one box of a row, as a sentence; `kind` is "refuse" or "warn"."""

    kind: str
    field: str
    sentence: str


def check(design, row):
    """Return what is wrong with `row` (a Row) on `design`, box by box; [] when it prints as it is.

    A row with a remark of kind "refuse" is not drawn. Raises RuleError when a face is missing.
    """
    faces.require_cuts(design.cuts)
    return _remarked(design, row, placing.placed(design, row))


def check_words(design):
    """Return what is wrong with the words that stand on every sheet of `design`, box by box."""
    faces.require_cuts(design.cuts)
    return [remark for text in placing.printed(design) for remark in _remarks(text)]


def draw_part(design, rows):
    """Return the PDF (bytes) of what differs between certificates: one page for each of `rows`, in order.

    The ground is left clear; `assemble` lays the design under it. Raises ValueError without rows, RuleError
    for a row that `check` refuses or when a face is missing.
    """
    if not rows:
        raise ValueError("a part of a batch needs at least one row")
    faces.require_cuts(design.cuts)
    return writing.part(design, (_accepted(design, number, row) for number, row in enumerate(rows, start=1)))


def assemble(design, parts, *, pages, mode="full", distortion=None):
    """Return one PDF (bytes) of `parts` (bytes or paths, in order), which must hold `pages` pages together.

    `mode` "full" lays the design under every page, "proof" a mark across it as well; "overlay" leaves the
    ground clear for pre-printed stock. What a printer does to a page, `distortion` (a Distortion or None), is
    undone on all of it. Raises ValueError when the number of pages is not the expected one, and for an
    unknown mode.
    """
    if mode not in MODES:
        raise ValueError(f"unknown mode: {mode}")
    return binding.bind(
        parts,
        pages=pages,
        title=design.title,
        ground=None if mode == "overlay" else ground(design),
        bent=distortions.undoing(distortion, design.width, design.height),
        mark=watermarks.operators(design.width, design.height) if mode == "proof" else b"",
        exact=True,
    )


def extract(batch, pages):
    """Return a PDF (bytes) of these `pages` (numbers from 1, in this order) of `batch` (bytes or a path).

    They are the sheets that were printed, drawn from the same streams; nothing is laid out again. Raises
    ValueError without pages or for a page that the batch does not have.
    """
    return binding.extract(batch, pages)


def proof(design, row, *, ground=None):
    """Return the PDF (bytes) of one sheet marked as a proof, over `ground` (a PDF of one page or None)."""
    mark = watermarks.operators(design.width, design.height)
    part = draw_part(design, [row])
    return binding.bind([part], pages=1, title=design.title, ground=ground, mark=mark, exact=True)


def ground(design):
    """Return the PDF (bytes) of what stands on every sheet of `design`: one page."""
    return grounds.draw(design) if design.own else _ground(design)


@lru_cache(maxsize=8)
def _ground(design):
    words = placing.printed(design)
    html, style = placing.page(design, [words], ground=True), placing.style(design)
    spoken = [line if text.box.spoken else None for text in words for line in text.lines]

    def drawn():
        return binding.finish(pdf.draw_sheets(html, style, design.cuts), spoken)

    letters = (faces.content(cut) for cut in design.cuts)
    return drawn_once.of((html, style, repr(design.cuts), repr(spoken), *letters), drawn)


def _accepted(design, number, row):
    """The placed texts of a row, and the row, for drawing it."""
    texts = placing.placed(design, row)
    for remark in _remarked(design, row, texts):
        if remark.kind == REFUSE:
            raise RuleError(f"Tờ thứ {number}: {remark.sentence}")
    return texts, row


def _remarked(design, row, texts):
    return [*_code_remarks(design, row.qr), *(remark for text in texts for remark in _remarks(text))]


@lru_cache(maxsize=512)
def _remarks(placed):
    return (*_strange(placed), *_too_long(placed))


def _strange(placed):
    known = shaping.face(placed.box.cut).signs
    for sign in dict.fromkeys(placed.text):
        if sign != "\n" and (ord(sign) not in known or _hidden(sign)):
            yield Remark(REFUSE, placed.box.name, _unknown_sign(placed, sign))


def _too_long(placed):
    box, fitted = placed.box, placed.fitted
    if not fitted.fits:
        sentence = (
            f"Phần {box.label} (“{_quoted(placed.text)}”) quá dài, cỡ chữ nhỏ nhất {_number(fitted.size)} "
            f"vẫn không vừa chỗ{UNBROKEN.get(box.breaks, '')}. Hãy viết gọn lại rồi làm lại."
        )
        yield Remark(REFUSE, box.name, sentence)
    elif fitted.torn:
        sentence = (
            f"Phần {box.label} (“{_quoted(placed.text)}”) dài, phải xuống dòng giữa tên. "
            "Hãy xem bản in thử; nếu đọc không xuôi thì viết gọn lại."
        )
        yield Remark(WARN, box.name, sentence)
    elif fitted.size < box.warn_under:
        sentence = (
            f"Phần {box.label} (“{_quoted(placed.text)}”) dài nên chỉ in được cỡ chữ {_number(fitted.size)}. "
            "Hãy xem bản in thử; nếu chữ quá nhỏ thì viết gọn lại."
        )
        yield Remark(WARN, box.name, sentence)


def _hidden(sign):
    return not sign.isprintable() or unicodedata.bidirectional(sign) in UNREADABLE


def _unknown_sign(placed, sign):
    seen = sign.isprintable() and not unicodedata.category(sign).startswith("M")
    shown = f"“{sign}” " if seen else ""
    return (
        f"Phông chữ {faces.label(placed.box.family)} không in được ký tự {shown}(U+{ord(sign):04X}) "
        f"trong phần {placed.box.label}. Hãy thay hoặc bỏ ký tự này rồi làm lại."
    )


def _code_remarks(design, text):
    if not text or design.code is None:
        return []
    try:
        count = codes.symbol(text).count
    except (segno.DataOverflowError, UnicodeError):
        count = 0
    if count and design.code.size / count >= design.code.min_module:
        return []
    sentence = (
        "Địa chỉ tra cứu quá dài nên mã QR sẽ khó đọc. Hãy báo người quản trị đặt địa chỉ công khai ngắn hơn."
    )
    return [Remark(REFUSE, "qr", sentence)]


def _quoted(text, length=60):
    line = "".join(sign if sign.isprintable() else "?" for sign in text.replace("\n", " "))
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"


def _number(size):
    return f"{size:g}".replace(".", ",")
