"""What was measured on a ruler sheet, made into how the printer is off, and that into words.

Pure: numbers in, a Distortion or a sentence out. Lengths in mm, angles in degrees.
"""

from decimal import Decimal

from core import numbers
from core.rules import RuleError
from documents import affine, distortions, rulers

CORNERS = {
    "a": "A (trên, trái)",
    "b": "B (trên, phải)",
    "c": "C (dưới, trái)",
    "d": "D (dưới, phải)",
}
FIELDS = tuple(f"{letter}_{way}" for letter in CORNERS for way in ("x", "y"))
FARTHEST, STRETCH, TILT = 20, 3, 2  # mm, per cent, degrees: beyond these something else is wrong
CONTRADICTING = 0.5  # mm the marks may miss each other: a ruler is read to half a millimetre
SEEN = 0.05  # mm: what nobody sees on paper is not told
PLACES = {"dx": 3, "dy": 3, "scale_x": 6, "scale_y": 6, "skew": 4, "shear": 4}  # decimals that are kept


def distortion_of(measured, width, height):
    """Return the Distortion that the distances `measured` show on a sheet of this size.

    `measured` holds for each of FIELDS the distance from a mark's middle to the nearer edge: x across, y down
    or up. Raises RuleError for distances that contradict each other, and for a printer so far off that paper,
    tray or scale must be wrong.
    """
    pairs = _pairs(measured, width, height)
    found = affine.fitted(pairs)
    _refuse_contradiction(affine.misses(found, pairs))
    distortion = distortions.of(found, width, height)
    _refuse_nonsense(distortion)
    return distortion


def kept(distortion):
    """Return its figures as {name: Decimal}, rounded as they are kept: to less than 0.01 mm anywhere."""
    return {
        name: round(Decimal(getattr(distortion, name)), places) + Decimal(0)
        for name, places in PLACES.items()
    }


def in_words(distortion, width, height):
    """Return what `distortion` does to a sheet of this size, as sentences for the person at the printer."""
    told = [_moved(distortion)]
    told += [
        _stretched(name, getattr(distortion, scale), length)
        for name, scale, length in (("ngang", "scale_x", width), ("dọc", "scale_y", height))
    ]
    turned = abs(distortion.skew) * 3.1416 / 180 * max(width, height)
    if turned >= SEEN:
        way = "thuận" if distortion.skew > 0 else "ngược"
        told.append(f"Bản in xoay {_short(abs(distortion.skew), 2)}° {way} chiều kim đồng hồ.")
    if abs(distortion.shear) * 3.1416 / 180 * height >= SEEN:
        side = "phải" if distortion.shear > 0 else "trái"
        told.append(f"Nét dọc ngả {_short(abs(distortion.shear), 2)}°, chân ngả sang {side}.")
    return [sentence for sentence in told if sentence]


def briefly(distortion):
    """Return by how much the printer is off in a few words: +1,8 / −0,6 mm."""
    return f"{_signed(distortion.dx)} / {_signed(distortion.dy)} mm"


def _pairs(measured, width, height):
    """(where a mark is drawn, where it was found) in mm from the upper left."""
    pairs = []
    for letter, drawn in rulers.marks(width, height).items():
        x, y = (float(measured[f"{letter.lower()}_{way}"]) for way in ("x", "y"))
        seen = (x if drawn[0] < width / 2 else width - x, y if drawn[1] < height / 2 else height - y)
        pairs.append((drawn, seen))
    return pairs


def _refuse_contradiction(misses):
    across, down = (max(abs(miss[way]) for miss in misses) for way in (0, 1))
    if max(across, down) <= CONTRADICTING:
        return
    way, edges = ("ngang", "mép trái, mép phải") if across >= down else ("dọc", "mép trên, mép dưới")
    raise RuleError(
        f"Các số đo theo chiều {way} không khớp nhau: tính thế nào các dấu vẫn còn lệch "
        f"{_short(max(across, down), 1)} mm. Hãy đo lại bốn khoảng cách tới {edges}, từ tâm dấu chữ thập."
    )


def _refuse_nonsense(distortion):
    for way, off in (("ngang", distortion.dx), ("dọc", distortion.dy)):
        if abs(off) > FARTHEST:
            raise RuleError(
                f"Máy in lệch {_short(abs(off), 1)} mm theo chiều {way}, quá {FARTHEST} mm. "
                "Hãy xem lại khổ giấy và khay đã chọn khi in, in lại tờ thước rồi đo lại."
            )
    for way, scale in (("ngang", distortion.scale_x), ("dọc", distortion.scale_y)):
        if abs(scale - 1) * 100 > STRETCH:
            raise RuleError(
                f"Chiều {way} in ra bằng {_short(scale * 100, 1)} % kích thước thật, lệch quá {STRETCH} %. "
                "Hãy in lại tờ thước ở tỉ lệ 100 %, không co vừa trang, rồi đo lại."
            )
    if max(abs(distortion.skew), abs(distortion.shear)) > TILT:
        off = max(abs(distortion.skew), abs(distortion.shear))
        raise RuleError(
            f"Bản in nghiêng {_short(off, 1)}°, quá {TILT}°. "
            "Hãy chỉnh thanh chặn giấy trong khay cho sát, in lại tờ thước rồi đo lại."
        )


def _moved(distortion):
    parts = []
    for off, after, before in (
        (distortion.dx, "sang phải", "sang trái"),
        (distortion.dy, "xuống dưới", "lên trên"),
    ):
        if abs(off) >= SEEN:
            parts.append(f"{after if off > 0 else before} {_short(abs(off), 1)} mm")
    return f"Máy in lệch {' và '.join(parts)}." if parts else "Máy in không lệch chỗ."


def _stretched(name, scale, length):
    wider = (scale - 1) * length
    if abs(wider) < SEEN:
        return ""
    changed = "dài ra" if wider > 0 else "ngắn lại"
    return f"Chiều {name} {changed} {_short(abs(wider), 1)} mm trên cả tờ ({_short(scale * 100, 2)} %)."


def _short(value, places):
    return numbers.plain(round(Decimal(value), places))


def _signed(value):
    value = round(Decimal(value), 1)
    return f"{'+' if value > 0 else ''}{numbers.plain(value)}"
