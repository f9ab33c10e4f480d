"""Files as people send them: true ones, made by hand so that they are small, and such as do harm."""

import io
import struct
import zlib

from PIL import Image


def pdf(pages=1, *, root="", words=""):
    """The bytes of a PDF with a blue square on each page; `root` goes into its catalogue."""
    kids = " ".join(f"{number} 0 R" for number in range(4, pages + 4))
    drawn = f"0 0 1 rg 100 100 200 200 re f % {words}"
    parts = [
        f"<< /Type /Catalog /Pages 2 0 R {root} >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>",
        f"<< /Length {len(drawn.encode())} >>\nstream\n{drawn}\nendstream",
        *["<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 3 0 R >>"] * pages,
    ]
    body = "".join(f"{number} 0 obj\n{part}\nendobj\n" for number, part in enumerate(parts, 1))
    return f"%PDF-1.4\n{body}trailer\n<< /Root 1 0 R /Size {len(parts) + 1} >>\n%%EOF\n".encode()


def picture(kind="PNG", size=(60, 40), colour="red"):
    """The bytes of a true picture of one colour."""
    content = io.BytesIO()
    Image.new("RGB", size, colour).save(content, format=kind)
    return content.getvalue()


def enormous(side):
    """The bytes of a whole PNG of side × side pixels, one bit each, packed row by row.

    Pillow would lay every pixel into a byte: two and a half GB and six seconds for a side of 50,000.
    """
    packer, row = zlib.compressobj(1), b"\0" + b"\xff" * -(-side // 8)
    rows = b"".join([*(packer.compress(row) for _ in range(side)), packer.flush()])
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", rows) + _chunk(b"IEND", b"")


def _chunk(name, body):
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
