"""Screen fonts as small as they can be: fewer files for a browser to fetch, the same letters on screen.

The packages split each face into a Latin and a Vietnamese file and carry instructions for hinting; joined
and without them, a face is one file of 14 kB instead of two of 33 kB. For paper, whole files are used.
"""

import io

from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

DIGITS = "0123456789+\N{MINUS SIGN}"


def join(*sources):
    """Return one WOFF2 file (bytes) that holds every character of the files in `sources`.

    No moment of joining is kept: the same input gives the same bytes, so the same hashed name.
    """
    plain = []
    for source in sources:
        font = _open(source)
        font.flavor = None
        plain.append(io.BytesIO(_bytes(font)))
    joined = Merger().merge(plain)
    joined["head"].created, joined["head"].modified = font["head"].created, font["head"].modified
    return _reduced(joined, unicodes=list(joined.getBestCmap()))


def digits(source):
    """Return `source` reduced to the figures of a table (bytes of a WOFF2 file)."""
    return _reduced(_open(source), text=DIGITS)


def _open(source):
    return TTFont(source, recalcTimestamp=False)


def _reduced(font, **characters):
    subsetter = Subsetter(Options(layout_features=["*"], hinting=False))
    subsetter.populate(**characters)
    subsetter.subset(font)
    font.recalcTimestamp = False
    font.flavor = "woff2"
    return _bytes(font)


def _bytes(font):
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()
