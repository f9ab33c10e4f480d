"""The letters a part uses of a face, as a font of its PDF.

Glyphs keep their numbers, so text is written before anybody knows which letters the part will need in the
end. Parts are bound without a clash: a subset is named after what it holds.
"""

import hashlib
import io
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

import pikepdf
import uharfbuzz as hb
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name

from documents import faces, shaping

NEEDED = hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NO_LAYOUT_CLOSURE
DRAWING = {"glyf", "loca", "head", "hhea", "hmtx", "maxp"}  # tables that a PDF needs of a TrueType face
SYMBOLIC = 4  # flag of a font whose glyphs are asked for by number
TOGETHER = 100  # entries of one block of a table of letters, at most


@dataclass(frozen=True)
class Look:
    """What a PDF says about a face; lengths in thousandths of the type size."""

    name: str
    edges: tuple[int, ...]
    slant: float
    ascent: int
    descent: int
    capital: int


def embed(book, cut, letters):
    """Return the font of `letters`, glyph → what it stands for, in the face `cut` as an object of `book`."""
    look, face = _look(cut), shaping.face(cut)
    program = _subset(cut, letters)
    name = Name(f"/{_tag(program)}+{look.name}")
    stream = book.make_stream(program)
    stream.Length1 = len(program)
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=name,
        Flags=SYMBOLIC,
        FontBBox=Array(look.edges),
        ItalicAngle=Decimal(str(look.slant)),
        Ascent=look.ascent,
        Descent=look.descent,
        CapHeight=look.capital,
        StemV=80,
        FontFile2=stream,
    )
    system = Dictionary(Registry=pikepdf.String("Adobe"), Ordering=pikepdf.String("Identity"), Supplement=0)
    drawn = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=name,
        CIDSystemInfo=system,
        CIDToGIDMap=Name.Identity,
        FontDescriptor=book.make_indirect(descriptor),
        DW=0,
        W=_widths(face, letters),
    )
    whole = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        BaseFont=name,
        Encoding=Name("/Identity-H"),
        DescendantFonts=Array([book.make_indirect(drawn)]),
        ToUnicode=book.make_stream(_said(letters)),
    )
    return book.make_indirect(whole)


@lru_cache(maxsize=32)
def _look(cut):
    with TTFont(io.BytesIO(faces.content(cut)), lazy=True) as font:
        head, lines, system = font["head"], font["hhea"], font["OS/2"]
        name = font["name"].getDebugName(6) or cut[0]
        slant = font["post"].italicAngle

        def share(length):
            return round(length * 1000 / head.unitsPerEm)

        return Look(
            name="".join(sign for sign in name if sign.isascii() and (sign.isalnum() or sign == "-")),
            edges=tuple(map(share, (head.xMin, head.yMin, head.xMax, head.yMax))),
            slant=slant,
            ascent=share(lines.ascent),
            descent=share(lines.descent),
            capital=share(getattr(system, "sCapHeight", 0) or lines.ascent),
        )


def _subset(cut, letters):
    asked = hb.SubsetInput()
    asked.flags = NEEDED
    asked.glyph_set.update(letters)
    whole = shaping.face(cut).font.face
    asked.drop_table_tag_set.update(
        int.from_bytes(tag.encode(), "big") for tag in whole.table_tags if tag not in DRAWING
    )
    return bytes(hb.subset(whole, asked).blob.data)


def _tag(program):
    return "".join(chr(ord("A") + byte % 26) for byte in hashlib.sha256(program).digest()[:6])


def _widths(face, letters):
    """Widths as a PDF lists them: the first glyph of a row, then the widths of the row."""
    listed, row, last = [], None, None
    for glyph in sorted(letters):
        if last is None or glyph != last + 1:
            row = Array()
            listed += [glyph, row]
        row.append(Decimal(str(face.advance(glyph))))
        last = glyph
    return Array(listed)


def _said(letters):
    """The table from which a reader takes the letters of glyphs; marks of other glyphs are not in it."""
    entries = [
        f"<{glyph:04x}> <{text.encode('utf-16-be').hex()}>" for glyph, text in sorted(letters.items()) if text
    ]
    blocks = [entries[at : at + TOGETHER] for at in range(0, len(entries), TOGETHER)]
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<0000> <ffff>",
        "endcodespacerange",
    ]
    for block in blocks:
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines).encode()
