"""How a printer is off, and how a page is bent the other way so that it comes out straight.

Kept apart from designs: the same design is printed on many printers, the same printer prints many designs.
"""

import math
from dataclasses import dataclass

from documents import faces
from documents.affine import Affine


@dataclass(frozen=True)
class Distortion:
    """What a printer does to a page, about the middle of the sheet; nothing by default.

    `dx` mm to the right and `dy` mm down, breadth and height times `scale_x` and `scale_y`, turned by `skew`
    degrees clockwise, upright lines leaning by `shear` degrees besides (their foot to the right).
    """

    dx: float = 0.0
    dy: float = 0.0
    scale_x: float = 1.0
    scale_y: float = 1.0
    skew: float = 0.0
    shear: float = 0.0

    def on(self, width, height):
        """Return the Affine that takes a point of the page to where it is printed on a sheet of this size."""
        turn, lean = math.radians(self.skew), self.scale_y * math.tan(math.radians(self.shear))
        cos, sin = math.cos(turn), math.sin(turn)
        a, b = self.scale_x * cos, self.scale_x * sin
        c, d = cos * lean - sin * self.scale_y, sin * lean + cos * self.scale_y
        x, y = width / 2, height / 2
        return Affine(a, b, c, d, self.dx + x - a * x - c * y, self.dy + y - b * x - d * y)


def of(affine, width, height):
    """Return the Distortion that `affine` is on a sheet of this size (mm)."""
    x, y = width / 2, height / 2
    seen_x, seen_y = affine.at(x, y)
    turn = math.atan2(affine.b, affine.a)
    cos, sin = math.cos(turn), math.sin(turn)
    across, upright = cos * affine.c + sin * affine.d, cos * affine.d - sin * affine.c
    return Distortion(
        dx=seen_x - x,
        dy=seen_y - y,
        scale_x=math.hypot(affine.a, affine.b),
        scale_y=upright,
        skew=math.degrees(turn),
        shear=math.degrees(math.atan2(across, upright)),
    )


def undoing(distortion, width, height):
    """Return the operator (bytes) that undoes `distortion` on all that a page of this size (mm) draws next.

    Nothing for None, and for a printer that is not off at all.
    """
    if distortion is None or distortion == Distortion():
        return b""
    return operator(distortion.on(width, height).inverse(), height)


def operator(affine, height):
    """Return `affine` as an operator of a PDF page `height` mm high: points from the lower left."""
    a, b, c, d = affine.a, -affine.b, -affine.c, affine.d
    e = (affine.c * height + affine.e) / faces.POINT
    f = (height - affine.d * height - affine.f) / faces.POINT
    return f"{' '.join(map(_ratio, (a, b, c, d)))} {e:.4f} {f:.4f} cm\n".encode()


def _ratio(value):
    """A share with at most nine decimals: 1, 0.99875; never a zero below zero."""
    return f"{round(value, 9) + 0.0:.9f}".rstrip("0").rstrip(".")
