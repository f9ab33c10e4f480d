"""The faces papers and certificates are set in: whole TTF files that set-up puts into static/vendor/paper.

Whole files only: subsets made for browsers lose Vietnamese letters in PDF. Nothing is drawn in a face that
is not ours: a paper with a character the faces lack is refused, with the character named. A certificate may
also be set in a face that an agency has brought (`documents.typefaces` looked at it): its family is called
after its content, so that it can never become another one.
"""

import hashlib
import io
import re
from functools import lru_cache
from pathlib import Path

from django.contrib.staticfiles import finders
from fontTools.ttLib import TTFont

from core.rules import RuleError
from core.text import excerpt
from documents import files
from documents.models import StoredFile

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
PAPERS = tuple((FAMILY, 700 if bold else 400, italic) for bold, italic in FILES)  # their keys in CUTS
UPLOADED = re.compile(r"font-([0-9a-f]{24})")  # the family of a face an agency has brought
POINT = 25.4 / 72  # millimetres
LOST = (
    "Máy chủ không còn tệp phông chữ mà mẫu Bằng khen này dùng. "
    "Hãy báo người quản trị khôi phục tệp từ bản sao lưu, rồi làm lại việc này."
)
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


def content(cut):
    """Return the whole TTF (bytes) of `cut`: the only place that knows where a certificate's face comes from.

    Raises KeyError for a cut that nobody gave us, RuleError when set-up has not put the file in its place or
    an uploaded one is lost.
    """
    if not (found := UPLOADED.fullmatch(cut[0])):
        return path(CUTS[cut]).read_bytes()
    with files.open(_stored(found[1])) as stream:
        program = stream.read()
    if not hashlib.sha256(program).hexdigest().startswith(found[1]):
        raise RuleError(LOST)
    return program


def family_of(stored):
    """Return the family that boxes name when they are set in the uploaded face `stored` (a StoredFile)."""
    return f"font-{stored.sha256[:24]}"


@lru_cache(maxsize=64)
def label(family):
    """Return what people call `family`: an uploaded face says its name itself."""
    if not UPLOADED.fullmatch(family):
        return family
    with TTFont(io.BytesIO(content((family, 400, False))), lazy=True) as font:
        return excerpt(font["name"].getBestFamilyName() or family, 60)


def address(cut):
    """Return what a style sheet calls the face `cut`; only our renderer understands it."""
    family, weight, italic = cut
    return f"face:{family.replace(' ', '-')}-{weight}{'-italic' if italic else ''}"


def require_cuts(cuts):
    """Raise RuleError when set-up has not put the faces `cuts` in their place, or an uploaded one is lost."""
    for cut in cuts:
        if found := UPLOADED.fullmatch(cut[0]):
            _stored(found[1])
        else:
            path(CUTS[cut])


@lru_cache(maxsize=64)
def _stored(beginning):
    """The StoredFile whose SHA-256 begins so."""
    found = StoredFile.objects.filter(sha256__startswith=beginning).first()
    if found is None:
        raise RuleError(LOST)
    return found


@lru_cache(maxsize=len(FILES))
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
