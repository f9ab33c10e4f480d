"""Small cards, several on a sheet of A4 with lines to cut along: badges with a name and a QR code.

A card is a placed sheet like a certificate, without a ground; its pages are laid side by side.
"""

import io
from datetime import date

import pikepdf

from documents import binding, faces, sheets
from documents.designs import Box, Code, Design, Row, Stamp

__all__ = ["CARD", "PER_SHEET", "Row", "draw"]

WIDTH, HEIGHT = 90, 60  # mm, as the usual holders of plastic
COLUMNS, ROWS = 2, 4
PER_SHEET = COLUMNS * ROWS
A4 = (210, 297)
INK, PALE = "#1A1A1A", 0.72  # of text; grey of the lines to cut along


def _box(name, label, text, place, size, **look):
    x, y, width, height = place
    look = {"align": "left", "colour": INK} | look
    return Box(name=name, label=label, text=text, x=x, y=y, width=width, height=height, size=size, **look)


CARD = Design(
    name="card",
    title="Thẻ đại biểu",
    valid_from=date(2024, 1, 1),
    width=WIDTH,
    height=HEIGHT,
    ground="",
    words=(),
    boxes=(
        _box("authority", "tên hội nghị", "{authority}", (5, 4, 80, 10), 9, min_size=6.5, align="center"),
        _box("recipient", "họ và tên", "{recipient}", (5, 16, 51, 14), 16, weight=700, min_size=9),
        _box("achievement", "chức vụ", "{achievement}", (5, 30, 51, 9), 9.5, min_size=6),
        _box("unit", "đơn vị", "{unit}", (5, 39.5, 51, 9.5), 10, weight=700, min_size=6.5),
        _box("prefix", "tư cách", "{prefix}", (5, 50, 52, 6), 11, upper=True, letter_spacing=0.04),
        _box("code", "mã thẻ", "{code}", (55.5, 45.5, 33, 4), 7, align="center"),
    ),
    code=Code(x=59, y=19, size=26, min_module=0.35, colour=INK),
    stamp=Stamp(x=36, y=51.5),
    sources={},
)


def draw(rows):
    """Return one PDF (bytes) of a card for each of `rows` (designs.Row), in order, PER_SHEET on each page.

    Raises RuleError for a row that does not fit its card, or when a face is missing.
    """
    return _laid_out(sheets.draw_part(CARD, rows))


def _laid_out(part):
    with pikepdf.open(io.BytesIO(part)) as source, pikepdf.new() as book:
        book.docinfo["/Title"] = CARD.title
        for first in range(0, len(source.pages), PER_SHEET):
            page = book.add_blank_page(page_size=tuple(side / faces.POINT for side in A4))
            places = [_place(number) for number in range(min(PER_SHEET, len(source.pages) - first))]
            for number, place in enumerate(places):
                page.add_overlay(source.pages[first + number], pikepdf.Rectangle(*place))
            page.contents_add(book.make_stream(_cuts(places)))
        out = io.BytesIO()
        book.save(out, **binding.SAVING)
        return out.getvalue()


def _place(number):
    """Where card `number` of a page lies: its corners in points, from the lower left."""
    left, top = (A4[0] - COLUMNS * WIDTH) / 2, (A4[1] - ROWS * HEIGHT) / 2
    x = left + number % COLUMNS * WIDTH
    y = A4[1] - top - (number // COLUMNS + 1) * HEIGHT
    return tuple(side / faces.POINT for side in (x, y, x + WIDTH, y + HEIGHT))


def _cuts(places):
    boxes = [f"{x:.3f} {y:.3f} {right - x:.3f} {upper - y:.3f} re" for x, y, right, upper in places]
    return f"q {PALE} G 0.4 w {' '.join(boxes)} S Q".encode()
