"""QR codes as a few operators of a PDF page: sharp at any size and some hundred bytes small.

One mask for all instead of the search for the prettiest: every reader reads every mask, and the search costs
five times as much as the rest.
"""

from functools import lru_cache

import segno
from django.utils.safestring import mark_safe

from documents import faces, inks

MASK = 2


@lru_cache(maxsize=128)  # a row is checked, then drawn
def modules(text):
    """Return the rows of the QR code of `text`, dark modules as 1, without the quiet zone.

    Raises segno.DataOverflowError when `text` is longer than any code holds.
    """
    code = segno.make_qr(text, error="m", boost_error=False, mask=MASK)
    return tuple(bytes(dark & 1 for dark in row) for row in code.matrix)


def operators(code, text, sheet_height):
    """Return what draws the QR code of `text` in its place on a page (bytes); `code` is a designs.Code."""
    rows = modules(text)
    side, x = code.size / faces.POINT, code.x / faces.POINT
    y = (sheet_height - code.y - code.size) / faces.POINT
    count = len(rows)
    packed = "".join(_packed(row) for row in rows)
    return (
        f"q {inks.fill(code.colour)} {side:.3f} 0 0 {side:.3f} {x:.3f} {y:.3f} cm "
        f"BI /IM true /W {count} /H {count} /BPC 1 /D [1 0] /F /AHx ID {packed}>\nEI Q\n"
    ).encode()


def svg(text):
    """Return the QR code of `text` as an SVG element for a page, with its quiet zone and without style."""
    return mark_safe(segno.make_qr(text, error="m").svg_inline(omitsize=True, border=4, light="#fff"))


def _packed(row):
    whole = -(-len(row) // 8)
    number = int("".join(map(str, row)), 2) << (whole * 8 - len(row))
    return f"{number:0{whole * 2}x}"
