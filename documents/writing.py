"""Placed texts as operators of a PDF page, and the pages of a part: written, not laid out by a renderer.

What stands on many certificates of a part (who awards, for what, when) is shaped and written once and then
taken from memory; a certificate costs its own name, number and code.
"""

import io
import math
from dataclasses import dataclass
from functools import lru_cache

import pikepdf
from pikepdf import Array, Dictionary, Name

from documents import binding, codes, embedding, faces, inks, shaping

STAMP = "DỮ LIỆU MẪU"
STAMP_CUT, STAMP_SIZE, STAMP_SPACING = (faces.FAMILY, 400, False), 11, 0.18
STAMP_INK, STAMP_EDGE, STAMP_LINE = "#CBB584", "#DCCBA6", 0.5  # points
STAMP_AROUND, STAMP_SIDES, STAMP_TURN = 1.2, 3.5, 6  # mm, mm, degrees
BELOW = 1.1  # mm from a text to the line below it


@dataclass(frozen=True)
class Written:
    """A text as operators: what is shown, the line below it, and what its glyphs stand for."""

    shown: bytes
    ruled: bytes
    letters: dict[int, str]


def part(design, sheets):
    """Return a PDF (bytes) with a page for each of `sheets`, pairs of placed texts and their row."""
    fonts = _fonts(design)
    used = {cut: {} for cut in fonts}
    with pikepdf.new() as book:
        resources = book.make_indirect(Dictionary(Font=Dictionary()))
        size = book.make_indirect(Array([0, 0, _points(design.width), _points(design.height)]))
        tree, kids = book.Root.Pages, []
        for texts, row in sheets:
            stream = book.make_stream(_page(design, texts, row, fonts, used))
            page = Dictionary(
                Type=Name.Page, Parent=tree, MediaBox=size, Resources=resources, Contents=stream
            )
            kids.append(book.make_indirect(page))
        for cut, letters in used.items():
            if letters:
                resources.Font[Name(f"/{fonts[cut]}")] = embedding.embed(book, cut, letters)
        tree.Kids, tree.Count = Array(kids), len(kids)
        out = io.BytesIO()
        book.save(out, **binding.SAVING)
        return out.getvalue()


def _fonts(design):
    """What the pages of a design call its faces: cut → name."""
    cuts = sorted({*design.cuts, STAMP_CUT})
    return {cut: f"F{number}" for number, cut in enumerate(cuts)}


def _page(design, texts, row, fonts, used):
    written = [_written(text, fonts[text.box.cut], design.height) for text in texts]
    for text, each in zip(texts, written, strict=True):
        used[text.box.cut].update(each.letters)
    parts = [b"BT", *(each.shown for each in written), b"ET", *(each.ruled for each in written if each.ruled)]
    if row.sample:
        stamp = _stamp(design, fonts[STAMP_CUT])
        used[STAMP_CUT].update(stamp.letters)
        parts.append(stamp.shown)
    if row.qr and design.code:
        parts.append(codes.operators(design.code, row.qr, design.height))
    return b"\n".join(parts)


@lru_cache(maxsize=512)
def _written(text, font, height):
    box, size = text.box, text.fitted.size
    spacing, step = (box.letter_spacing, box.word_spacing), size * box.line_height * faces.POINT
    drop = shaping.face(box.cut).drop(box.line_height) * size * faces.POINT
    shown, letters, ends = [f"{inks.fill(box.colour)} /{font} {size:g} Tf".encode()], {}, []
    for number, line in enumerate(text.fitted.lines):
        run = shaping.shape(box.cut, line, *spacing)
        width = run.width * size * faces.POINT
        x = text.x + {"left": 0, "center": 0.5, "right": 1}[box.align] * (text.width - width)
        place = _place(x, height - text.top - number * step - drop)
        noted = line if box.spoken or not run.plain else None
        shown.append(binding.span(noted, place + drawn(box.cut, line, size, spacing)))
        letters |= run.letters
        ends.append((x, x + width))
    left, right = min(x for x, _ in ends), max(x for _, x in ends)
    under = height - text.top - len(ends) * step - BELOW
    return Written(b"\n".join(shown), _rule(box, left, right, under), letters)


@lru_cache(maxsize=1024)
def drawn(cut, line, size, spacing):
    """Return the operators that show a line: its glyphs by number, and how far the pen jumps between them.

    `spacing`: that of letters and that of words, as `shaping.shape` takes them.
    """
    run, face = shaping.shape(cut, line, *spacing), shaping.face(cut)
    operators, items, pen, rise = [], [""], 0, 0
    for glyph, (x, up) in zip(run.glyphs, run.places, strict=True):
        if up != rise:
            operators.append(f"{_listed(items)} {up * size:.3f} Ts")
            items, rise = [""], up
        if ahead := round(x * 1000 - pen, 1):
            items += [f"{-ahead:g}", ""]
            pen += ahead
        items[-1] += f"{glyph:04x}"
        pen += face.advance(glyph)
    operators.append(f"{_listed(items)}{' 0 Ts' if rise else ''}")
    return " ".join(operators).encode()


def _listed(items):
    """Glyphs and jumps in turn, as the operands of one operator."""
    shown = (item if place % 2 else f"<{item}>" for place, item in enumerate(items) if item)
    return f"[{''.join(shown)}] TJ"


def _rule(box, left, right, under):
    if not box.ruled:
        return b""
    corner = f"{_points(left)} {_points(under) - box.ruled:.3f}"
    return f"{inks.fill(box.colour)} {corner} {_points(right - left)} {box.ruled:g} re f".encode()


@lru_cache(maxsize=8)
def _stamp(design, font):
    """The mark of a sample: spaced letters in a frame, turned a little around its middle."""
    face = shaping.face(STAMP_CUT)
    spacing = (STAMP_SPACING, 0)
    run = shaping.shape(STAMP_CUT, STAMP, *spacing)
    width = (run.width + 2 * STAMP_SPACING) * STAMP_SIZE + 2 * (STAMP_LINE + STAMP_SIDES / faces.POINT)
    line = (face.ascent + face.descent) * STAMP_SIZE
    height = line + 2 * (STAMP_LINE + STAMP_AROUND / faces.POINT)
    x = design.stamp.x / faces.POINT + width / 2
    y = (design.height - design.stamp.y) / faces.POINT - height / 2
    cos, sin = math.cos(math.radians(STAMP_TURN)), math.sin(math.radians(STAMP_TURN))
    frame = f"{(STAMP_LINE - width) / 2:.3f} {(STAMP_LINE - height) / 2:.3f}"
    start = f"{-run.width * STAMP_SIZE / 2:.3f} {line / 2 - face.ascent * STAMP_SIZE:.3f}"
    shown = (
        f"q {cos:.5f} {sin:.5f} {-sin:.5f} {cos:.5f} {x:.3f} {y:.3f} cm "
        f"{inks.stroke(STAMP_EDGE)} {STAMP_LINE} w "
        f"{frame} {width - STAMP_LINE:.3f} {height - STAMP_LINE:.3f} re S "
        f"BT {inks.fill(STAMP_INK)} /{font} {STAMP_SIZE} Tf 1 0 0 1 {start} Tm "
    ).encode()
    shown += binding.span(STAMP, drawn(STAMP_CUT, STAMP, STAMP_SIZE, spacing)) + b" ET Q"
    return Written(shown, b"", run.letters)


def _place(x, y):
    return f"1 0 0 1 {x / faces.POINT:.2f} {y / faces.POINT:.2f} Tm ".encode()


def _points(length):
    return round(length / faces.POINT, 3)
