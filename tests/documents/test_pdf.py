"""PDF: in our own faces only, the same bytes every time, pages as an office expects them."""

import gc
import hashlib
import io
import os
import subprocess
import sys

import pypdf
import pytest

from core.rules import RuleError
from documents import layouts, pdf
from documents.blocks import Column, Heading, Note, PageBreak, Paragraph, Row, Signature, Signer, Table
from documents.imprints import Imprint
from tests.documents import reading, sample

STATE = layouts.named("state-30-2020")
EVERY = pytest.mark.parametrize("layout", layouts.every(), ids=lambda layout: layout.name)


# --- Our own faces ----------------------------------------------------------------------------------


@EVERY
def test_only_our_faces_are_in_the_file(layout):
    names = pdf.faces_in(reading.as_pdf(sample.everything(), layout))

    plain = {name.replace("-", "").removesuffix("Regular") for name in names}  # the renderer writes its own
    assert plain == {"Tinos", "TinosBold", "TinosItalic", "TinosBoldItalic"}


def test_a_letter_drawn_in_a_strange_face_is_refused_by_its_name():
    with pytest.raises(RuleError, match="bị lẫn phông chữ lạ"):
        pdf.draw("<p>\u2713</p>", STATE)  # compose() would have refused it already


def test_without_the_faces_nothing_is_drawn(settings, tmp_path):
    reading.as_pdf([Note("a")], STATE)  # even when a paper was drawn before
    settings.STATICFILES_DIRS = [tmp_path]

    with pytest.raises(RuleError, match="chưa có phông chữ để in văn bản"):
        pdf.draw("<p>a</p>", STATE)


# --- The same bytes ---------------------------------------------------------------------------------

SAY = {"capture_output": True, "text": True}
TWICE = """
import django, hashlib
django.setup()
from documents import layouts
from tests.documents import reading, sample
print(hashlib.sha256(reading.as_pdf(sample.everything(), layouts.named("party-05-2026"))).hexdigest())
"""


def test_another_process_makes_the_same_bytes():
    ours = hashlib.sha256(reading.as_pdf(sample.everything(), layouts.named("party-05-2026"))).hexdigest()
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Pacific/Apia", "PYTHONPATH": os.getcwd()}
    environment["DJANGO_SETTINGS_MODULE"] = "config.settings"

    theirs = subprocess.run([sys.executable, "-c", TWICE], env=environment, check=True, **SAY)

    assert theirs.stdout.strip() == ours


def test_what_was_drawn_before_leaves_no_trace():
    alone = reading.as_pdf([Note("một")], STATE)
    reading.as_pdf(sample.everything(), layouts.named("party-05-2026"))

    assert reading.as_pdf([Note("một")], STATE) == alone


def test_loading_the_writer_does_not_load_weasyprint():
    code = "import django, sys; django.setup(); import documents.pdf; print('weasyprint' in sys.modules)"
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings"}

    run = subprocess.run([sys.executable, "-c", code], env=environment, check=True, **SAY)

    assert run.stdout.strip() == "False"


def test_drawing_leaves_the_collector_as_it_was():
    usual = gc.get_threshold(), gc.get_freeze_count()

    with pytest.raises(RuleError):
        pdf.draw('<img src="http://127.0.0.1/x">', STATE)

    assert (gc.get_threshold(), gc.get_freeze_count()) == usual


# --- The page ---------------------------------------------------------------------------------------


@EVERY
def test_pages_are_upright_a4_with_numbers_from_the_second(layout):
    content = reading.as_pdf([Note("một"), PageBreak(), Note("hai"), PageBreak(), Note("ba")], layout)
    reader = pypdf.PdfReader(io.BytesIO(content))
    boxes = [page.mediabox for page in reader.pages]

    assert {(round(box.width / 72 * 25.4), round(box.height / 72 * 25.4)) for box in boxes} == {(210, 297)}
    assert [text.split() for text in reading.pages(content)] == [["một"], ["hai", "2"], ["ba", "3"]]


def test_the_head_of_a_table_stands_on_each_of_its_pages():
    pages = reading.pages(reading.as_pdf([sample.criteria(60)], STATE))

    assert len(pages) > 2
    assert {text.split("\n")[0] for text in pages} == {"STT Nội dung tiêu chí Điểm tối đa Minh chứng"}


@pytest.mark.parametrize("rows", range(14, 22))
def test_the_head_of_a_group_is_never_the_last_row_of_a_page(rows):
    table = sample.criteria(rows)
    twice = Table(table.columns, table.rows[:-1] + table.rows)

    pages = reading.pages(reading.as_pdf([twice], STATE))

    assert [page for page in pages if page.split("\n")[-1].startswith("I Thực hiện")] == []


@pytest.mark.parametrize("lines", range(20, 36))
def test_no_page_begins_or_ends_with_a_single_row_of_a_table(lines):
    columns = (Column("TT", 1), Column("Đơn vị", 3))
    table = Table(columns, tuple(Row((str(n), "Hàng của bảng")) for n in range(1, 14)))

    pages = reading.pages(reading.as_pdf([*[Paragraph("Một dòng.")] * lines, table], STATE))

    rows = [page.count("Hàng của bảng") for page in pages]
    assert (sum(rows), 1 in rows) == (13, False)


@pytest.mark.parametrize("lines", range(28, 44))
def test_a_signature_never_stands_alone_on_its_page(lines):
    blocks = [
        *[Paragraph("Một dòng của văn bản.")] * lines,
        Signature(Signer(post="Khối trưởng", name="Lâm")),
    ]

    [*_, last] = reading.pages(reading.as_pdf(blocks, STATE))

    assert last.split("\n")[0] == "Một dòng của văn bản."
    assert "KHỐI TRƯỞNG\nLâm" in last


def units(count):
    """A table of so many rows."""
    rows = (Row((str(n), f"Hàng số {n}")) for n in range(1, count + 1))
    return Table((Column("TT", 1), Column("Đơn vị", 3)), tuple(rows))


LAST = {
    "short lines": ([Paragraph("Câu áp chót."), Paragraph("Câu chót."), Paragraph("Hết.")], "Câu áp chót."),
    "a table": ([units(8)], "Hàng số 7"),
    "a table and its remark": ([units(8), Note("Ghi chú dưới bảng.")], "Hàng số 7"),
    "a heading and a table": ([Heading("Danh sách", number="V"), units(2)], "V. DANH SÁCH"),
}


@pytest.mark.parametrize("last", LAST)
@pytest.mark.parametrize("lines", range(18, 36, 3))
def test_the_last_lines_of_a_text_go_with_the_signature(last, lines):
    blocks, said = LAST[last]
    signature = Signature(Signer(post="Khối trưởng", name="Lâm"))
    found = set()
    for filler in range(lines, lines + 3):
        above = [Paragraph("Một dòng của văn bản.")] * filler
        [*_, page] = reading.pages(reading.as_pdf([*above, *blocks, signature], STATE))
        found.add(said in page and "KHỐI TRƯỞNG\nLâm" in page)

    assert found == {True}


@EVERY
def test_each_of_fourteen_signatures_stands_whole_on_one_page(layout):
    pages = [
        f"{' '.join(text.split())} " for text in reading.pages(reading.as_pdf(sample.everything(), layout))
    ]

    for signer in sample.signers():
        [page] = [text for text in pages if f"{signer.name} " in text]
        assert signer.body.upper() in page


def test_every_page_of_a_sample_is_marked_and_no_page_of_a_real_paper():
    blocks = [sample.criteria(40)]
    marked = Imprint("x", "0" * 64, reading.IMPRINT.made_at, mark=reading.MARK)

    assert {reading.MARK in page for page in reading.pages(reading.as_pdf(blocks, STATE, marked))} == {True}
    assert {reading.MARK in page for page in reading.pages(reading.as_pdf(blocks, STATE))} == {False}


@pytest.mark.hostile
def test_the_file_says_its_title_and_its_hash():
    title = "Bảng </title><script>x</script> & tiêu chí"
    imprint = Imprint(title, "ab" * 32, reading.IMPRINT.made_at)

    about = pypdf.PdfReader(io.BytesIO(reading.as_pdf([Note("a")], STATE, imprint))).metadata

    assert about.title == title
    assert about["/Keywords"] == f"sha256:{'ab' * 32}"
    assert about.creation_date == imprint.made_at
