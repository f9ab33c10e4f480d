"""The program that looks into an uploaded font: run by `confined` as a process of its own, never imported.

    python -I typeface_reader.py < file        what the font says about itself, as JSON

A font is a program for drawing, and a broken one breaks who reads it. So this process gives up what it could
do harm with, as `drawer.py` does, then takes the whole font apart: every table that drawing needs, every
outline, and the letters shaped and cut out by the very libraries that will print them.
"""

import codecs
import json
import resource
import sys
from contextlib import suppress
from io import BytesIO

import uharfbuzz as hb
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables import (  # whatever is loaded later would have to be opened
    O_S_2f_2,  # noqa: F401
    _c_m_a_p,  # noqa: F401
    _g_l_y_f,  # noqa: F401
    _h_e_a_d,  # noqa: F401
    _h_h_e_a,  # noqa: F401
    _h_m_t_x,  # noqa: F401
    _l_o_c_a,  # noqa: F401
    _m_a_x_p,  # noqa: F401
    _n_a_m_e,  # noqa: F401
    _p_o_s_t,  # noqa: F401
)

BROKEN, NO_OUTLINES, VARIABLE = 4, 6, 7  # how the process ends when it is not well
MEMORY = 1024**3  # bytes of address space, libraries included
SECONDS = 15  # of processor time
RESULT = 1024 * 1024  # bytes
NEEDED = ("head", "hhea", "maxp", "hmtx", "cmap", "loca", "glyf", "name", "post", "OS/2")
DEEPEST = 8  # a letter made of letters made of letters …
SPELLINGS = ("utf_16_be", "mac_roman", "ascii", "latin_1")  # of the names inside a font
UNITS = range(16, 16385)  # of a type size: what the format allows


def main():
    """Say what the font at standard input is."""
    for spelling in SPELLINGS:
        codecs.lookup(spelling)
    lock()
    content = sys.stdin.buffer.read()
    with TTFont(BytesIO(content), lazy=False) as font:
        if "glyf" not in font:
            sys.exit(NO_OUTLINES)
        if "fvar" in font:
            sys.exit(VARIABLE)
        facts = told(font)
    draw(content, facts["signs"])
    sys.stdout.write(json.dumps(facts))
    sys.stdout.flush()


def lock():
    """Give up files, connections, children, and all but this much memory and time; there is no way back."""
    bounds = {
        resource.RLIMIT_AS: MEMORY,
        resource.RLIMIT_CPU: SECONDS,
        resource.RLIMIT_FSIZE: RESULT,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_NPROC: 0,
        resource.RLIMIT_NOFILE: 3,
    }
    for name, most in bounds.items():
        with suppress(ValueError):  # the system itself allows less
            resource.setrlimit(name, (most, most))


def told(font):
    """Return its names, weight, permission to embed, and the code points it has a drawing for."""
    for tag in NEEDED:
        font[tag]  # read wholly, or refused
    names, system, head = font["name"], font["OS/2"], font["head"]
    if head.unitsPerEm not in UNITS:
        raise ValueError("no type size")
    glyphs, order = font["glyf"], set(font.getGlyphOrder())
    for name in order:
        depth(glyphs, name)
    drawn = [
        code
        for code, name in font.getBestCmap().items()
        if name in order and (glyphs[name].numberOfContours or chr(code).isspace())
    ]
    return {
        "family": named(names.getBestFamilyName),
        "style": named(names.getBestSubFamilyName),
        "weight": min(1000, max(1, system.usWeightClass)),
        "italic": bool(system.fsSelection & 1 or head.macStyle & 2),
        "embedding": system.fsType,
        "signs": sorted(drawn),
    }


def named(best):
    """Return the name that `best` finds; one that is spelt in a way nobody uses is none."""
    try:
        return (best() or "")[:200]
    except (OSError, LookupError, UnicodeError):
        return ""


def depth(glyphs, name, above=0):
    """Walk through a drawing and those it is made of; one that is made of itself is refused."""
    if above > DEEPEST:
        raise ValueError("made of itself")
    glyph = glyphs[name]
    if glyph.isComposite():
        for part in glyph.components:
            depth(glyphs, part.glyphName, above + 1)
    elif glyph.numberOfContours > 0:
        glyph.getCoordinates(glyphs)


def draw(content, signs):
    """Shape all its letters and cut them out, as the printing of certificates will."""
    face = hb.Face(content)
    font, buffer = hb.Font(face), hb.Buffer()
    buffer.add_str("".join(chr(code) for code in signs if code < 0x2000))
    buffer.direction, buffer.script, buffer.language = "ltr", "Latn", "vi"
    hb.shape(font, buffer, {})
    asked = hb.SubsetInput()
    asked.glyph_set.update(info.codepoint for info in buffer.glyph_infos)
    if not bytes(hb.subset(face, asked).blob.data):
        raise ValueError("nothing cut out")


if __name__ == "__main__":
    try:
        main()
    except MemoryError:
        raise
    except Exception:  # whatever a broken font makes the libraries say
        sys.exit(BROKEN)
