"""Fonts as people upload them: one of ours, changed in one way each."""

import io
from functools import cache

from django.core.files.uploadedfile import SimpleUploadedFile
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.ttLib import TTCollection, TTFont

from documents import faces

FILE = faces.CUTS["Great Vibes", 400, False]


def upload(content, name="phong.ttf"):
    return SimpleUploadedFile(name, content)


@cache
def good():
    """A whole font, which nobody has here yet: ours under another name."""
    return changed(lambda font: font["name"].setName("Hoa Sen", 1, 3, 1, 0x409))


def changed(act):
    """The bytes of one of our fonts after `act(font)`."""
    font = TTFont(faces.path(FILE))
    act(font)
    return saved(font)


def saved(font):
    content = io.BytesIO()
    font.save(content)
    return content.getvalue()


def embedding(fs_type):
    return changed(lambda font: setattr(font["OS/2"], "fsType", fs_type))


def without(*letters):
    def act(font):
        for table in font["cmap"].tables:
            for letter in letters:
                table.cmap.pop(ord(letter), None)

    return changed(act)


def with_empty(letter):
    """A font that knows a letter and draws nothing for it."""

    def act(font):
        name = font.getBestCmap()[ord(letter)]
        font["glyf"][name] = type(font["glyf"]["space"])()

    return changed(act)


def made_of_itself():
    """A letter that is made of itself: who draws it without counting never ends."""

    def act(font):
        glyphs = font["glyf"]
        name = next(name for name in font.getGlyphOrder() if glyphs[name].isComposite())
        glyphs[name].components[0].glyphName = name

    return changed_raw(act)


def changed_raw(act):
    font = TTFont(faces.path(FILE), recalcBBoxes=False)
    act(font)
    return saved(font)


def collection():
    both = TTCollection()
    both.fonts = [TTFont(faces.path(FILE)), TTFont(faces.path(FILE))]
    return saved(both)


def postscript():
    """A font whose letters are PostScript outlines."""
    builder = FontBuilder(1000, isTTF=False)
    builder.setupGlyphOrder([".notdef"])
    builder.setupCharacterMap({})
    pen = T2CharStringPen(500, None)
    builder.setupCFF("Hoa", {}, {".notdef": pen.getCharString()}, {})
    builder.setupHorizontalMetrics({".notdef": (500, 0)})
    builder.setupHorizontalHeader()
    builder.setupNameTable({})
    builder.setupOS2()
    builder.setupPost()
    return saved(builder.font)
