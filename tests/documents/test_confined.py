"""Whoever reads what people upload can do no harm, whatever is in it, and does not keep us waiting."""

import errno
import io
import json
import time

import pikepdf
import pytest
from PIL import Image

from documents import confined
from tests import sent
from tests.documents import prisoner

pytestmark = pytest.mark.hostile


@pytest.fixture
def tries(monkeypatch):
    """tries(act): what the prisoner says after it tried that; see `prisoner`."""
    monkeypatch.setattr(confined, "PROGRAM", prisoner.__file__)

    def attempt(act):
        return confined._run(io.BytesIO(b"file"), act).decode()

    return attempt


@pytest.mark.parametrize("act", ["connect", "read", "write"])
def test_neither_a_connection_nor_another_file_can_be_opened(tries, act):
    assert tries(act) == str(errno.EMFILE)


def test_it_gets_nothing_of_our_environment_and_no_open_file_of_ours(tries, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://user:password@host/db")

    seen = json.loads(tries("look_around"))

    assert "DATABASE_URL" not in seen["environment"]
    assert seen["files"][:3] == [0, 1, 2]
    assert len(seen["files"]) == 4  # the fourth is the folder that is being listed


def test_memory_ends_at_its_bound(tries):
    assert tries("swell") == "no memory"


def test_a_result_that_is_too_large_is_cut_off(tries):
    with pytest.raises(confined.CannotReadError):
        tries("shout")


def test_what_toils_for_ever_is_ended_by_the_system(tries):
    with pytest.raises(confined.CannotReadError):
        tries("toil")


def test_what_hangs_is_killed(tries, monkeypatch):
    monkeypatch.setattr(confined, "PATIENCE", 1)
    began = time.monotonic()

    with pytest.raises(confined.CannotReadError) as fault:
        tries("sleep")

    assert fault.value.why == "no answer"
    assert time.monotonic() - began < 10


# --- what is read ---------------------------------------------------------------------------------------


def drawn(content, kind="pdf", number=1):
    return Image.open(io.BytesIO(confined.draw(io.BytesIO(content), kind, number)))


def test_a_page_is_drawn_as_it_looks():
    page = drawn(sent.pdf(2), number=2)

    assert (page.format, page.size) == ("PNG", (990, 1400))
    scale = 1400 / 842
    assert page.getpixel((round(200 * scale), round((842 - 200) * scale))) == (0, 0, 255)
    assert page.getpixel((5, 5)) == (255, 255, 255)


def test_a_picture_is_drawn_small_and_upright():
    turned = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was held upright
    Image.new("RGB", (3000, 1500), "red").save(turned, format="JPEG", exif=exif)

    assert drawn(turned.getvalue(), "picture").size == (700, 1400)


def test_what_shines_through_a_picture_is_white():
    clear = io.BytesIO()
    Image.new("RGBA", (50, 50), (0, 0, 0, 0)).save(clear, format="PNG")

    assert drawn(clear.getvalue(), "picture").getpixel((10, 10)) == (255, 255, 255)


def test_a_grey_picture_of_16_bits_keeps_its_greys():
    grey = io.BytesIO()
    Image.new("I;16", (50, 50), 0x8000).save(grey, format="PNG")

    assert drawn(grey.getvalue(), "picture").convert("RGB").getpixel((10, 10)) == (128, 128, 128)


def test_a_script_in_a_pdf_does_nothing():
    script = "/OpenAction << /S /JavaScript /JS (app.alert('x'); while (true) {}) >>"

    assert drawn(sent.pdf(root=script)).tobytes() == drawn(sent.pdf()).tobytes()


def test_a_page_as_large_as_a_house_is_drawn_as_small_as_any():
    huge = sent.pdf().replace(b"[0 0 595 842]", b"[0 0 9999999 9999999]")

    assert max(drawn(huge).size) == 1400


def locked():
    content = io.BytesIO()
    with pikepdf.new() as paper:
        paper.add_blank_page()
        paper.save(content, encryption=pikepdf.Encryption(owner="chủ", user="người đọc"))
    return content.getvalue()


@pytest.mark.parametrize(
    ("content", "kind", "why"),
    [
        (b"%PDF-1.4 nothing", "pdf", confined.BROKEN),
        (sent.pdf()[:60], "pdf", confined.BROKEN),
        (locked(), "pdf", confined.LOCKED),
        (b"\x89PNG\r\n\x1a\n" + bytes(20), "picture", confined.BROKEN),
        (sent.picture()[:-40], "picture", confined.BROKEN),
        (sent.picture("GIF"), "picture", confined.BROKEN),
    ],
    ids=["words", "torn pdf", "locked", "head of a picture", "torn picture", "another kind"],
)
def test_what_cannot_be_read_says_why(content, kind, why):
    with pytest.raises(confined.CannotReadError) as fault:
        confined.count(io.BytesIO(content), kind)

    assert fault.value.why == why


def test_a_page_that_is_not_there_is_not_drawn():
    with pytest.raises(confined.CannotReadError):
        confined.draw(io.BytesIO(sent.pdf(2)), "pdf", 3)
