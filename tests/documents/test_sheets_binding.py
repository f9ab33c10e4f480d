"""Parts bound into one file: one ground, the right pages, the same bytes; sheets taken out again."""

import hashlib
import io
import os
import subprocess
import sys

import pikepdf
import pytest

from documents import sheets
from tests.documents import certificates, sheet_reading
from tests.documents.certificates import COLLECTIVE, PERSON


@pytest.fixture(scope="module")
def parts():
    """Two parts: three certificates and two."""
    names = certificates.NAMES
    return [
        sheets.draw_part(PERSON, [certificates.person(name) for name in chunk])
        for chunk in (names[:3], names[3:5])
    ]


@pytest.fixture(scope="module")
def batch(parts):
    return sheets.assemble(PERSON, parts, pages=5)


def test_pages_stand_in_the_order_of_the_parts(batch):
    assert [sheet_reading.texts(batch, number)[2] for number in range(5)] == certificates.NAMES[:5]


def test_the_ground_is_in_the_file_once_and_under_every_page(batch):
    with pikepdf.open(io.BytesIO(batch)) as pdf:
        grounds = {page.Resources.XObject.Ground.objgen for page in pdf.pages}
        forms = [item for item in pdf.objects if _is_form(item)]
        first = [page.obj.Contents[0].read_bytes() for page in pdf.pages]

    assert (len(grounds), len(forms)) == (1, 1)
    assert set(first) == {b"q /Ground Do Q\n"}


def _is_form(item):
    return isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Form"


def test_a_certificate_more_costs_less_than_a_kilobyte_and_a_half():
    sizes = {}
    for count in (20, 60):
        rows = [certificates.person(name) for name in certificates.NAMES[:count]]
        sizes[count] = len(certificates.printed(PERSON, *rows))

    assert (sizes[60] - sizes[20]) / 40 < 1536


def test_an_overlay_says_the_same_and_has_no_ground(parts, batch):
    overlay = sheets.assemble(PERSON, parts, pages=5, mode="overlay")

    assert [sheet_reading.texts(overlay, number) for number in range(5)] == [
        sheet_reading.texts(batch, number) for number in range(5)
    ]
    with pikepdf.open(io.BytesIO(overlay)) as pdf:
        assert [item for item in pdf.objects if _is_form(item)] == []
        assert [len(page.get_images()) for page in pdf.pages] == [0] * 5


def test_parts_on_disk_are_bound_as_those_in_memory(parts, batch, tmp_path):
    paths = []
    for number, part in enumerate(parts):
        paths.append(tmp_path / f"{number}.pdf")
        paths[-1].write_bytes(part)

    assert sheets.assemble(PERSON, paths, pages=5) == batch


def test_pages_have_the_size_of_the_sheet(batch):
    with pikepdf.open(io.BytesIO(batch)) as pdf:
        sizes = {tuple(round(float(edge) / 72 * 25.4, 1) for edge in page.MediaBox) for page in pdf.pages}

    assert sizes == {(0, 0, 297, 210)}


def test_the_file_passes_a_strict_reading(batch):
    with pikepdf.open(io.BytesIO(batch)) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert str(pdf.docinfo["/Title"]) == "Bằng khen"


# --- Refused ----------------------------------------------------------------------------------------


def test_another_number_of_pages_than_expected_is_refused(parts):
    with pytest.raises(ValueError, match="5 found where 6 were expected"):
        sheets.assemble(PERSON, parts, pages=6)


def test_an_unknown_mode_is_refused(parts):
    with pytest.raises(ValueError, match="unknown mode: half"):
        sheets.assemble(PERSON, parts, pages=5, mode="half")


def test_a_part_of_nothing_is_refused():
    with pytest.raises(ValueError, match="at least one row"):
        sheets.draw_part(PERSON, [])


@pytest.mark.parametrize("pages", [[], [0], [6], [1, 7]])
def test_pages_that_are_not_there_cannot_be_taken_out(batch, pages):
    with pytest.raises(ValueError, match=r"nothing to extract|pages that the batch does not have"):
        sheets.extract(batch, pages)


# --- The same bytes ---------------------------------------------------------------------------------

TWICE = """
import django, hashlib
django.setup()
from tests.documents import certificates
rows = [certificates.person(name, sample=True) for name in certificates.NAMES[:2]]
print(hashlib.sha256(certificates.printed(certificates.PERSON, *rows)).hexdigest())
"""


def test_another_process_makes_the_same_bytes():
    certificates.printed(COLLECTIVE, certificates.row())  # what was drawn before leaves no trace
    rows = [certificates.person(name, sample=True) for name in certificates.NAMES[:2]]
    ours = hashlib.sha256(certificates.printed(PERSON, *rows)).hexdigest()
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Pacific/Apia", "PYTHONPATH": os.getcwd()}
    environment["DJANGO_SETTINGS_MODULE"] = "config.settings"

    theirs = subprocess.run(
        [sys.executable, "-c", TWICE], env=environment, check=True, capture_output=True, text=True
    )

    assert theirs.stdout.strip() == ours


# --- One sheet again --------------------------------------------------------------------------------


def test_a_sheet_taken_out_is_drawn_from_the_same_streams(batch):
    again = sheets.extract(batch, [4, 2])

    with pikepdf.open(io.BytesIO(batch)) as whole, pikepdf.open(io.BytesIO(again)) as some:
        for old, new in zip((whole.pages[3], whole.pages[1]), some.pages, strict=True):
            assert [part.read_bytes() for part in new.obj.Contents] == [
                part.read_bytes() for part in old.obj.Contents
            ]
            assert _fonts(new) == _fonts(old)
            assert _ground(new) == _ground(old)
    assert sheet_reading.texts(again, 0) == sheet_reading.texts(batch, 3)
    assert sheet_reading.texts(again, 1) == sheet_reading.texts(batch, 1)


def _fonts(page):
    return {
        name: font.DescendantFonts[0].FontDescriptor.FontFile2.read_bytes()
        for name, font in page.Resources.Font.items()
    }


def _ground(page):
    return page.Resources.XObject.Ground.read_bytes()


def test_taking_out_twice_gives_the_same_bytes(batch, tmp_path):
    path = tmp_path / "batch.pdf"
    path.write_bytes(batch)

    assert sheets.extract(batch, [3]) == sheets.extract(path, [3])


def test_a_sheet_taken_out_of_a_sheet_taken_out_is_the_same(batch):
    once = sheets.extract(batch, [5])

    assert sheets.extract(once, [1]) == once
