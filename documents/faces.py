"""The faces papers and certificates are set in: whole TTF files that set-up puts into static/vendor/paper.

Whole files only: subsets made for browsers lose Vietnamese letters in PDF. Nothing is drawn in a face that
is not ours: a paper with a character the faces lack is refused, with the character named.
"""

from functools import lru_cache
from pathlib import Path

from django.contrib.staticfiles import finders
from fontTools.ttLib import TTFont

from core.rules import RuleError

FAMILY = "Tinos"
FOLDER = "vendor/paper"
FILES = {  # (bold, italic) → file
    (False, False): "Tinos_400Regular.ttf",
    (False, True): "Tinos_400Regular_Italic.ttf",
    (True, False): "Tinos_700Bold.ttf",
    (True, True): "Tinos_700Bold_Italic.ttf",
}
CUTS = {  # (family, weight, italic) → file: what a certificate may be set in
    **{(FAMILY, 700 if bold else 400, italic): file for (bold, italic), file in FILES.items()},
    ("Playfair Display", 900, False): "PlayfairDisplay_900Black.ttf",
    ("Great Vibes", 400, False): "GreatVibes_400Regular.ttf",
}
POINT = 25.4 / 72  # millimetres
AROUND = 20  # characters shown on both sides of one that cannot be printed


def path(file):
    """Return where `file`, one of CUTS, lies. Raises RuleError when set-up has not put it there."""
    found = finders.find(f"{FOLDER}/{file}")
    if found is None:
        raise RuleError(
            f"Máy chủ chưa có phông chữ để in văn bản (thiếu tệp {file}). "
            "Hãy báo người quản trị chạy lại bước cài đặt, rồi làm lại việc này."
        )
    return Path(found)


def require(texts):
    """Raise RuleError when one of `texts` holds a character that our faces cannot draw."""
    known = set.intersection(*(set(_advances(path(file))) for file in FILES.values()))
    for text in texts:
        for place, sign in enumerate(text):
            if sign != "\n" and ord(sign) not in known:
                raise RuleError(_refusal(text, place))


def width(text, size, *, bold=False, italic=False):
    """Return how long one line of `text` is at `size` points, without kerning, in millimetres."""
    advances = _advances(path(FILES[bold, italic]))
    return sum(advances.get(ord(sign), 1) for sign in text) * size * POINT


def advances(family, weight, italic):
    """Return code point → advance, as a share of the type size, of one of CUTS.

    Raises RuleError when set-up has not put the face in its place.
    """
    return _advances(path(CUTS[family, weight, italic]))


@lru_cache(maxsize=len(CUTS))
def _advances(place):
    """How far each code point of the face at `place` leads on, as a share of the type size."""
    with TTFont(place, lazy=True) as font:
        glyphs, unit = font["hmtx"], font["head"].unitsPerEm
        return {code: glyphs[name][0] / unit for code, name in font.getBestCmap().items()}


def _refusal(text, place):
    around = " ".join(text[max(0, place - AROUND) : place + 1 + AROUND].split())
    return (
        f"Phông chữ của văn bản không có ký tự “{text[place]}” (U+{ord(text[place]):04X}) "
        f"ở chỗ “…{around}…”. Hãy thay hoặc bỏ ký tự này rồi làm lại."
    )
