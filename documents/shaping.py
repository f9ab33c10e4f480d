"""Text as the glyphs of one of our faces, shaped by HarfBuzz: kerning, marks, what stands for which letters.

All lengths are shares of the type size, so that one shaping serves every size. What is measured here is what
will be drawn: a line that fits by this measure fits on paper.
"""

import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

import uharfbuzz as hb

from documents import faces

NO_LIGATURES = {"liga": False, "clig": False}  # letters that are set apart are not joined
LANGUAGE = "vi"


@dataclass(frozen=True)
class Face:
    """A face of ours opened for shaping; places of its line in shares of the type size."""

    font: hb.Font
    unit: int  # of the face's own measure in one type size
    letters: dict[int, str]  # glyph → the letter that asks for it
    signs: frozenset[int]  # code points it can draw
    ascent: float
    descent: float  # below the baseline, above 0
    widths: dict[int, float] = field(default_factory=dict)  # those asked for already

    def advance(self, glyph):
        """How far `glyph` leads on by itself, in thousandths of the type size, as a PDF counts."""
        if glyph not in self.widths:
            self.widths[glyph] = round(self.font.get_glyph_h_advance(glyph) * 1000 / self.unit, 3)
        return self.widths[glyph]

    def drop(self, line_height):
        """How far the baseline lies below the top of a line of this height."""
        return (line_height + self.ascent - self.descent) / 2


@dataclass(frozen=True)
class Run:
    """A line of text as glyphs.

    `pens` holds where each sign of the text begins and, at last, where the pen stands behind it, spacing
    included. Not `plain`: read glyph by glyph it says something else than its text.
    """

    glyphs: tuple[int, ...]
    places: tuple[tuple[float, float], ...]  # of each glyph: to the right, up
    letters: dict[int, str]  # glyph → what it stands for; "" for a mark that belongs to another
    pens: tuple[float, ...]
    width: float  # without the spacing behind its last letter
    plain: bool


@lru_cache(maxsize=16)  # an uploaded one may take some 20 MB
def face(cut):
    """Return the Face of `cut`, a key of faces.CUTS. Raises RuleError when set-up has not put it in place."""
    opened = hb.Face(faces.content(cut))
    font, unit = hb.Font(opened), opened.upem
    lines = font.get_font_extents("ltr")
    signs = frozenset(opened.unicodes)
    letters = {}
    for code in sorted(signs, key=lambda code: (unicodedata.category(chr(code)) == "Co", code)):
        letters.setdefault(font.get_nominal_glyph(code), chr(code))
    return Face(font, unit, letters, signs, lines.ascender / unit, -lines.descender / unit)


@lru_cache(maxsize=1024)
def shape(cut, text, letter_spacing=0, word_spacing=0):
    """Return `text`, one line, as a Run in the face `cut`; the spacings are shares of the type size."""
    used = face(cut)
    infos, positions = _shaped(used.font, text, NO_LIGATURES if letter_spacing else {})
    starts = sorted({info.cluster for info in infos} | {len(text)})
    reach = dict(pairwise(starts))  # the sign each cluster begins with → the next one's
    glyphs, places, letters, pens, pen = [], [], {}, {}, 0
    for place, (info, position) in enumerate(zip(infos, positions, strict=True)):
        number, cluster = info.codepoint, info.cluster
        if cluster in pens:
            letters.setdefault(number, "")
        else:
            pens[cluster] = pen
            letters.setdefault(number, used.letters.get(number, text[cluster : reach[cluster]]))
        glyphs.append(number)
        places.append((pen + position.x_offset / used.unit, position.y_offset / used.unit))
        pen += position.x_advance / used.unit
        if place + 1 == len(infos) or infos[place + 1].cluster != cluster:
            pen += letter_spacing + (word_spacing if text[cluster] == " " else 0)
    plain = "".join(letters[number] for number in glyphs) == text
    width = max(0, pen - letter_spacing)
    return Run(tuple(glyphs), tuple(places), letters, _every(pens, len(text), pen), width, plain)


def pens(cut, text):
    """Return where each sign of `text` begins, as a Run does; for paragraphs, which nobody keeps."""
    used = face(cut)
    infos, positions = _shaped(used.font, text, {})
    found, pen = {}, 0
    for info, position in zip(infos, positions, strict=True):
        found.setdefault(info.cluster, pen)
        pen += position.x_advance / used.unit
    return _every(found, len(text), pen)


def _shaped(font, text, features):
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.direction, buffer.script, buffer.language = "ltr", "Latn", LANGUAGE
    hb.shape(font, buffer, features)
    return buffer.glyph_infos or (), buffer.glyph_positions or ()


def _every(pens, count, end):
    """Where each sign begins; one inside a cluster begins where the cluster does."""
    found, last = [], 0
    for place in range(count):
        last = pens.get(place, last)
        found.append(last)
    return (*found, end)
