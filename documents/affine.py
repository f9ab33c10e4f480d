"""Maps of a sheet onto itself: moved, stretched, turned, sheared. Millimetres from the upper left, y down.

Pure arithmetic, without the database and without a library: what is measured on paper becomes a map here.
"""

from dataclasses import dataclass

TINY = 1e-9  # mm²: measured points closer to one line than this tell nothing across it


@dataclass(frozen=True)
class Affine:
    """x' = a·x + c·y + e, y' = b·x + d·y + f."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def at(self, x, y):
        """Return where the point (x, y) comes to lie."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def inverse(self):
        """Return the map that takes every point back. Raises ValueError when two points fell into one."""
        area = self.a * self.d - self.b * self.c
        if abs(area) < TINY:
            raise ValueError("a map that flattens the sheet cannot be undone")
        a, b, c, d = self.d / area, -self.b / area, -self.c / area, self.a / area
        return Affine(a, b, c, d, -(a * self.e + c * self.f), -(b * self.e + d * self.f))


def fitted(pairs):
    """Return the Affine nearest to `pairs` of points ((x, y), (x', y')): the least squares of their misses.

    Raises ValueError for fewer than three points, or when all lie on one line.
    """
    pairs = list(pairs)
    count = len(pairs)
    if count < 3:
        raise ValueError("three points at least make a map")
    before, after = _middle([start for start, _ in pairs]), _middle([end for _, end in pairs])
    sxx = sxy = syy = 0.0
    images = [[0.0, 0.0], [0.0, 0.0]]  # of x' and of y', each with x and with y
    for start, image in pairs:
        x, y = start[0] - before[0], start[1] - before[1]
        sxx, sxy, syy = sxx + x * x, sxy + x * y, syy + y * y
        for sums, value, middle in zip(images, image, after, strict=True):
            sums[0] += x * (value - middle)
            sums[1] += y * (value - middle)
    area = sxx * syy - sxy * sxy
    if area < TINY:
        raise ValueError("points on one line make no map")
    (a, c), (b, d) = (((p * syy - q * sxy) / area, (q * sxx - p * sxy) / area) for p, q in images)
    return Affine(
        a, b, c, d, after[0] - a * before[0] - c * before[1], after[1] - b * before[0] - d * before[1]
    )


def misses(affine, pairs):
    """Return how far each of `pairs` lies from where `affine` takes it, as (across, down) in mm."""
    found = []
    for start, (x, y) in pairs:
        there = affine.at(*start)
        found.append((x - there[0], y - there[1]))
    return found


def _middle(points):
    return tuple(sum(values) / len(points) for values in zip(*points, strict=True))
