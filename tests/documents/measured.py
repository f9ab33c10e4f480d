"""What a ruler tells of a sheet that a printer has distorted."""

from decimal import Decimal

from documents import rulers


def distances(distortion, width, height, places=2):
    """The distance of each mark to its two nearest edges, in mm: {"a_x": …}."""
    found = {}
    for letter, (x, y) in rulers.marks(width, height).items():
        seen_x, seen_y = distortion.on(width, height).at(x, y)
        across = seen_x if x < width / 2 else width - seen_x
        down = seen_y if y < height / 2 else height - seen_y
        for way, length in (("x", across), ("y", down)):
            found[f"{letter.lower()}_{way}"] = round(Decimal(length), places)
    return found
