"""The ground of a sheet that an agency has designed: its drawing or its own picture, and the words on it.

A picture goes into the file as it was uploaded, once, whatever its size: a JPEG as it is, of a PNG its packed
rows. Only a PNG that can be seen through, is interlaced or has 16 bits a colour is unpacked and packed again;
that takes some 5 bytes a pixel, so such a one may not be as large (`require_light`).
Words are written as the texts of certificates are, so that an uploaded face never meets the renderer.
"""

import io
import struct
import zlib
from functools import lru_cache

import pikepdf
from pikepdf import Array, Dictionary, Name
from PIL import Image

from core.rules import RuleError
from core.text import excerpt
from documents import apart, binding, drawn_once, faces, files, pictures, placing, writing
from documents.designs import Row
from documents.models import StoredFile

PNG = b"\x89PNG\r\n\x1a\n"
CHANNELS = {0: (Name.DeviceGray, 1), 2: (Name.DeviceRGB, 3), 3: (Name.Indexed, 1)}  # kinds of a PNG
SPACES = {"L": Name.DeviceGray, "RGB": Name.DeviceRGB, "CMYK": Name.DeviceCMYK}
TURNED = {  # how a camera was held (EXIF 274) → the matrix that lays its picture into a square of one
    1: "1 0 0 1 0 0",
    2: "-1 0 0 1 1 0",
    3: "-1 0 0 -1 1 1",
    4: "1 0 0 -1 0 1",
    5: "0 -1 -1 0 1 1",
    6: "0 -1 1 0 0 1",
    7: "0 1 1 0 0 0",
    8: "0 1 -1 0 1 0",
}
HELD = 274  # the EXIF tag
HEAD = 29  # bytes of a PNG that tell its size, bits and kind
UNPACKED = 15_000_000  # pixels of a picture that has to be unpacked
STRIP = 64  # rows that are packed at a time
GONE = (
    "Máy chủ không còn ảnh nền của mẫu Bằng khen này. "
    "Hãy báo người quản trị khôi phục tệp từ bản sao lưu, rồi làm lại việc này."
)


def draw(design):
    """Return the PDF (bytes) of what stands on every sheet of an own `design`: one page.

    Raises RuleError when a face or the picture is lost.
    """
    words = writing.part(design, [(placing.printed(design), Row())])
    if design.picture:
        below = picture_page(design.picture, design.width, design.height)
    elif design.ground:
        below = _drawing(placing.page(design, [[]], ground=True), placing.style(design, words=False))
    else:
        return words
    return binding.bind([words], pages=1, title=design.title, ground=below)


def require_light(upload):
    """Raise RuleError for an uploaded PNG that would have to be unpacked and has more than UNPACKED pixels.

    Before it is kept: whether it is a whole picture, `documents.intake` says afterwards.
    """
    upload.seek(0)
    content = upload.read()
    upload.seek(0)
    if not content.startswith(PNG) or len(content) < HEAD:  # the way in refuses half a picture
        return
    width, height = struct.unpack(">II", content[16:24])
    if width * height > UNPACKED and _must_be_unpacked(content, _chunks(content)):
        raise RuleError(
            f"Ảnh “{excerpt(upload.name, 60)}” có nền trong suốt, 16 bit màu hoặc lưu kiểu xen kẽ "
            "nên máy chủ chỉ nhận tới 15 triệu điểm ảnh. "
            "Hãy lưu lại thành ảnh JPEG, hoặc PNG thường 8 bit không trong suốt, rồi tải lên."
        )


def picture_page(sha256, width, height):
    """Return the PDF (bytes) of one page of this size (mm) that the stored picture fills.

    Raises RuleError when the picture is gone.
    """
    stored = StoredFile.objects.filter(sha256=sha256).first()
    if stored is None:
        raise RuleError(GONE)
    with files.open(stored) as stream:
        content = stream.read()
    with pikepdf.new() as book:
        shown, turn = (_png(book, content), 1) if content.startswith(PNG) else _jpeg(book, content)
        size = (round(width / faces.POINT, 3), round(height / faces.POINT, 3))
        drawn = f"q {size[0]} 0 0 {size[1]} 0 0 cm {TURNED.get(turn, TURNED[1])} cm /Picture Do Q".encode()
        page = Dictionary(
            Type=Name.Page,
            Parent=book.Root.Pages,
            MediaBox=Array([0, 0, *size]),
            Resources=Dictionary(XObject=Dictionary(Picture=shown)),
            Contents=book.make_stream(drawn),
        )
        book.Root.Pages.Kids, book.Root.Pages.Count = Array([book.make_indirect(page)]), 1
        out = io.BytesIO()
        book.save(out, **binding.SAVING)
        return out.getvalue()


@lru_cache(maxsize=4)
def _drawing(html, style):
    """One of our own drawings on a page: the same for every design of its size."""
    return drawn_once.of((html, style), lambda: binding.finish(apart.draw(html, style), []))


def _jpeg(book, content):
    """A JPEG as it is, and how its camera was held."""
    with Image.open(io.BytesIO(content), formats=("JPEG", "MPO")) as picture:
        mode, size, turn = picture.mode, picture.size, picture.getexif().get(HELD, 1)
        inverted = mode == "CMYK" and "adobe" in picture.info
    stream = _stream(book, content, size, SPACES.get(mode, Name.DeviceRGB), 8)
    stream.Filter = Name.DCTDecode
    if inverted:  # as Adobe writes it
        stream.Decode = Array([1, 0] * 4)
    return stream, turn


def _png(book, content):
    chunks = _chunks(content)
    if _must_be_unpacked(content, chunks):
        return _unpacked(book, content)
    width, height, bits, kind = struct.unpack(">IIBB", content[16:26])
    space, channels = CHANNELS[kind]
    if kind == 3:  # a palette
        palette = chunks[b"PLTE"]
        space = Array([space, Name.DeviceRGB, len(palette) // 3 - 1, pikepdf.String(palette)])
    stream = _stream(book, chunks[b"IDAT"], (width, height), space, bits)
    stream.Filter = Name.FlateDecode
    stream.DecodeParms = Dictionary(Predictor=15, Colors=channels, BitsPerComponent=bits, Columns=width)
    return stream


def _must_be_unpacked(content, chunks):
    bits, kind, _, _, interlaced = struct.unpack(">BBBBB", content[24:29])
    return interlaced or bits == 16 or kind not in CHANNELS or b"tRNS" in chunks


def _chunks(content):
    """The parts of a PNG by name, those of one name in one."""
    found, at = {}, len(PNG)
    while at + 8 <= len(content):
        (length,) = struct.unpack(">I", content[at : at + 4])
        name = content[at + 4 : at + 8]
        found.setdefault(name, []).append(content[at + 8 : at + 8 + length])
        at += length + 12
    return {name: b"".join(parts) for name, parts in found.items()}


def _unpacked(book, content):
    """The picture on white paper, its rows packed, some at a time."""
    packer, packed = zlib.compressobj(6), []
    with Image.open(io.BytesIO(content), formats=("PNG",)) as picture:
        width, height = picture.size
        for top in range(0, height, STRIP):
            strip = picture.crop((0, top, width, min(top + STRIP, height)))
            clear = pictures.eight_bits(strip).convert("RGBA")
            paper = Image.new("RGB", clear.size, "white")
            paper.paste(clear, mask=clear)
            packed.append(packer.compress(paper.tobytes()))
    stream = _stream(book, b"".join([*packed, packer.flush()]), (width, height), Name.DeviceRGB, 8)
    stream.Filter = Name.FlateDecode
    return stream


def _stream(book, content, size, space, bits):
    stream = book.make_stream(content)
    stream.Type, stream.Subtype = Name.XObject, Name.Image
    stream.Width, stream.Height = size
    stream.ColorSpace, stream.BitsPerComponent = space, bits
    return stream
