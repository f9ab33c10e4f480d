"""QR codes as a few operators of a PDF page: sharp at any size and some hundred bytes small.

One mask for all instead of the search for the prettiest: every reader reads every mask, and the search costs
five times as much as the rest.
"""

from functools import lru_cache

import segno
from django.utils.safestring import mark_safe

from documents import faces, inks, symbols

MASK = symbols.MASK


@lru_cache(maxsize=512)  # a row is checked, then drawn
def symbol(text):
    """Return the Symbol of `text`. Raises segno.DataOverflowError when no code holds so much."""
    if found := symbols.of(text):
        return found
    return symbols.packed(segno.make_qr(text, error="m", boost_error=False, mask=MASK).matrix)


def operators(code, text, sheet_height):
    """Return what draws the QR code of `text` in its place on a page (bytes); `code` is a designs.Code."""
    dots = symbol(text)
    side, x = code.size / faces.POINT, code.x / faces.POINT
    y = (sheet_height - code.y - code.size) / faces.POINT
    return (
        f"q {inks.fill(code.colour)} {side:.3f} 0 0 {side:.3f} {x:.3f} {y:.3f} cm "
        f"BI /IM true /W {dots.count} /H {dots.count} /BPC 1 /D [1 0] /F /AHx ID {dots.packed}>\nEI Q\n"
    ).encode()


def svg(text):
    """Return the QR code of `text` as an SVG element for a page, with its quiet zone and without style."""
    return mark_safe(segno.make_qr(text, error="m").svg_inline(omitsize=True, border=4, light="#fff"))
