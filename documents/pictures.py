"""Pictures people upload: told by their content and drawn anew, so that only a picture is kept.

A camera writes the place and the owner into its files, and a file may be a picture and a script at once;
what is drawn anew carries neither. Sizes are looked at before a picture is unpacked.
"""

import warnings
from contextlib import contextmanager
from io import BytesIO

from PIL import Image, ImageFile, ImageOps

from core.rules import RuleError
from core.text import excerpt

LARGEST = 15 * 1024 * 1024  # bytes
PIXELS = 40_000_000  # 40 megapixels: what present cameras take
SIDE = 2400  # pixels of the longer side that are kept: enough for a page of A4
SMALLEST = 16  # pixels
KINDS = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}
SAVED = {"JPEG": {"quality": 88, "optimize": True}, "PNG": {"optimize": True}, "WEBP": {"quality": 88}}
MODES = {"JPEG": ("RGB", "L"), "PNG": ("RGB", "RGBA", "L"), "WEBP": ("RGB", "RGBA")}
BROKEN = (OSError, ValueError, SyntaxError, EOFError, MemoryError, Image.DecompressionBombError)


def redraw(upload):
    """Return (bytes, content type) of the picture in `upload`, upright, at most SIDE pixels long, plain.

    Raises RuleError when it is empty, larger than 15 MB or 40 megapixels, damaged, or no JPEG, PNG or WebP.
    """
    name = excerpt(upload.name, 60)
    if not upload.size:
        raise RuleError(f"Tệp “{name}” trống, không có nội dung. Hãy chọn lại tệp.")
    if upload.size > LARGEST:
        raise RuleError(f"Ảnh “{name}” lớn hơn 15 MB. Hãy thu nhỏ ảnh rồi tải lại.")
    try:
        upload.seek(0)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # our own bound is lower
            picture = Image.open(upload, formats=tuple(KINDS))
        _refuse_sizes(picture, name)
        with _to_its_end():
            return _drawn(picture), KINDS[_kind(picture)]
    except BROKEN as fault:
        raise RuleError(
            f"Tệp “{name}” không phải ảnh JPEG, PNG, WebP hoặc đã hỏng. "
            "Hãy mở ảnh, lưu lại đúng loại rồi tải lên."
        ) from fault


def eight_bits(picture):
    """Return a picture of 16 bits of grey with 8 of them (a conversion would make it white), others as is."""
    return picture.point(lambda grey: grey / 256).convert("L") if picture.mode.startswith("I") else picture


@contextmanager
def _to_its_end():
    """A picture is read to its end here, also where WeasyPrint has told Pillow to take half of one."""
    usual, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = usual


def _refuse_sizes(picture, name):
    width, height = picture.size
    if width * height > PIXELS:
        raise RuleError(
            f"Ảnh “{name}” có {width} × {height} điểm ảnh, quá lớn để xử lý. Hãy thu nhỏ ảnh rồi tải lại."
        )
    if min(width, height) < SMALLEST:
        raise RuleError(
            f"Ảnh “{name}” chỉ có {width} × {height} điểm ảnh nên không xem được. Hãy chọn ảnh khác."
        )


def _kind(picture):
    """What the picture is kept as: telephones put a small second one into a JPEG, which Pillow calls MPO."""
    return "JPEG" if picture.format == "MPO" else picture.format


def _drawn(picture):
    kind = _kind(picture)
    upright = ImageOps.exif_transpose(picture)
    upright.thumbnail((SIDE, SIDE))
    if upright.mode not in MODES[kind]:
        see_through = "RGBA" in MODES[kind] and (
            upright.mode in ("LA", "PA") or "transparency" in upright.info
        )
        upright = eight_bits(upright).convert("RGBA" if see_through else "RGB")
    clean = Image.new(upright.mode, upright.size)  # takes the pixels over and none of the remarks
    clean.paste(upright)
    content = BytesIO()
    clean.save(content, format=kind, **SAVED[kind])
    return content.getvalue()
