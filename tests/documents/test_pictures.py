"""Pictures: told by content, drawn anew without what a camera wrote into them, refused in words."""

from io import BytesIO

import pytest
from PIL import Image

from core.rules import RuleError
from documents import pictures
from tests.blocs.pictures import content, upload


def opened(held):
    return Image.open(BytesIO(held))


def with_place(size=(64, 48)):
    """A picture whose camera wrote where and how it was held."""
    exif = Image.Exif()
    exif[0x0112] = 6  # lies on its side
    exif[0x8825] = {1: "N", 2: (21.0, 1.0, 40.0)}
    return content(size=size, exif=exif, comment=b"<script>alert(1)</script>")


def test_a_telephones_jpeg_with_a_second_picture_in_it_is_a_jpeg():
    file = upload("ảnh.jpg")
    taken = BytesIO()
    second = Image.new("RGB", (64, 48), "blue")
    Image.new("RGB", (64, 48), "red").save(taken, format="MPO", save_all=True, append_images=[second])
    file.file, file.size = taken, taken.tell()

    held, content_type = pictures.redraw(file)

    assert (opened(held).format, content_type) == ("JPEG", "image/jpeg")


@pytest.mark.parametrize(
    ("kind", "told"), [("JPEG", "image/jpeg"), ("PNG", "image/png"), ("WEBP", "image/webp")]
)
def test_a_picture_is_drawn_anew_as_what_it_is(kind, told):
    held, content_type = pictures.redraw(upload("ảnh.gif", kind=kind))

    assert (content_type, opened(held).format, opened(held).size) == (told, kind, (64, 48))


def test_a_photo_stands_upright_and_no_longer_says_where_it_was_taken():
    held, _ = pictures.redraw(upload(held=with_place()))

    picture = opened(held)
    assert picture.size == (48, 64)
    assert dict(picture.getexif()) == {}
    assert b"script" not in held


def test_a_large_picture_is_kept_smaller():
    held, _ = pictures.redraw(upload(kind="PNG", size=(4800, 2400)))

    assert opened(held).size == (2400, 1200)


def test_palettes_and_four_inks_become_plain_colours():
    for mode, kind in (("CMYK", "JPEG"), ("P", "PNG"), ("I;16", "PNG")):
        stream = BytesIO()
        Image.new(mode, (64, 48)).save(stream, kind)
        held, _ = pictures.redraw(upload(held=stream.getvalue()))
        assert opened(held).mode == "RGB"


def test_a_grey_picture_of_16_bits_keeps_its_greys():
    stream = BytesIO()
    Image.new("I;16", (64, 48), 0x8000).save(stream, "PNG")
    held, _ = pictures.redraw(upload(held=stream.getvalue()))

    assert opened(held).convert("RGB").getpixel((9, 9)) == (128, 128, 128)


@pytest.mark.parametrize(
    ("name", "draw", "said"),
    [
        ("a.jpg", lambda: b"", "Tệp “a.jpg” trống, không có nội dung. Hãy chọn lại tệp."),
        (
            "a.jpg",
            lambda: b"<svg xmlns='http://www.w3.org/2000/svg'/>",
            "Tệp “a.jpg” không phải ảnh JPEG, PNG, WebP hoặc đã hỏng. "
            "Hãy mở ảnh, lưu lại đúng loại rồi tải lên.",
        ),
        (
            "a.jpg",
            lambda: content(kind="GIF"),
            "Tệp “a.jpg” không phải ảnh JPEG, PNG, WebP hoặc đã hỏng. "
            "Hãy mở ảnh, lưu lại đúng loại rồi tải lên.",
        ),
        (
            "a.png",
            lambda: content(size=(640, 480))[:-400],
            "Tệp “a.png” không phải ảnh JPEG, PNG, WebP hoặc đã hỏng. "
            "Hãy mở ảnh, lưu lại đúng loại rồi tải lên.",
        ),
        (
            "a.png",
            lambda: content(kind="PNG", size=(8000, 5001)),
            "Ảnh “a.png” có 8000 × 5001 điểm ảnh, quá lớn để xử lý. Hãy thu nhỏ ảnh rồi tải lại.",
        ),
        (
            "a.png",
            lambda: content(kind="PNG", size=(1, 900)),
            "Ảnh “a.png” chỉ có 1 × 900 điểm ảnh nên không xem được. Hãy chọn ảnh khác.",
        ),
        (
            "a.jpg",
            lambda: content() + bytes(pictures.LARGEST),
            "Ảnh “a.jpg” lớn hơn 15 MB. Hãy thu nhỏ ảnh rồi tải lại.",
        ),
    ],
)
def test_what_is_no_picture_is_refused_in_words(name, draw, said):
    with pytest.raises(RuleError) as refusal:
        pictures.redraw(upload(name, draw()))

    assert str(refusal.value) == said
