"""The QR code: its dots as drawn, read by a reader that is not ours; addresses that are too long."""

import pytest
import segno
from PIL import Image

from documents import codes, sheets, symbols
from tests.documents import certificates, sheet_reading
from tests.documents.certificates import COLLECTIVE

URLS = [
    "https://thidua.example.vn/x/7F4K-29QX",
    "http://10.0.0.5:8000/tra-cuu/7F4K-29QX/",
    "https://thidua.example.vn/tra-cứu?sổ=31/2024&mã=7F4K-29QX",
]


def dots(url):
    [image] = sheet_reading.read(certificates.printed(COLLECTIVE, certificates.row(qr=url)))[1]
    return image.rows


@pytest.mark.parametrize("url", URLS)
def test_the_dots_are_those_of_the_address(url):
    expected = segno.make_qr(url, error="m", boost_error=False, mask=codes.MASK).matrix

    assert dots(url) == [[dot & 1 for dot in row] for row in expected]


@pytest.mark.parametrize("length", [1, 13, 14, 15, 42, 43, 62, 84, 100, 106, 121, 122, 123, 152, 153, 180])
def test_the_quick_way_makes_the_dots_of_the_general_encoder(length):
    """From the first to the ninth size, filled to the brim and not."""
    text = ("https://thidua.example.vn/x/7F4K-29QX?" * 5)[:length]
    expected = segno.make_qr(text, error="m", boost_error=False, mask=codes.MASK).matrix

    assert symbols.of(text) == symbols.packed(expected)


def test_what_is_no_plain_address_is_left_to_the_general_encoder():
    assert [symbols.of(text) for text in ("sổ 31", "31/2024", "HTTPS://X.VN", "a" * 181)] == [None] * 4


@pytest.mark.parametrize("url", URLS)
def test_a_reader_reads_the_address(url):
    reader = pytest.importorskip("zxingcpp")

    [found] = reader.read_barcodes(_picture(dots(url)))

    assert found.text == url


def _picture(rows, scale=6, quiet=4):
    """Dots as a grey picture with a quiet zone, in the form of the buffer protocol."""
    side = len(rows) + 2 * quiet
    picture = Image.new("L", (side, side), 255)
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            if dark:
                picture.putpixel((x + quiet, y + quiet), 0)
    return picture.resize((side * scale, side * scale), Image.Resampling.NEAREST)


def test_a_row_without_an_address_has_no_code():
    assert sheet_reading.read(certificates.printed(COLLECTIVE, certificates.row(qr="")))[1] == []


@pytest.mark.parametrize("length", [600, 5_000])
def test_an_address_whose_dots_would_be_too_fine_is_refused(length):
    [remark] = sheets.check(COLLECTIVE, certificates.row(qr="https://x.vn/" + "a" * length))

    assert (remark.kind, remark.field) == ("refuse", "qr")
    assert remark.sentence.startswith("Địa chỉ tra cứu quá dài nên mã QR sẽ khó đọc.")
