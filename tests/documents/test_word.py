"""The Word file: what an office can edit, in the same form, the same bytes every time."""

import hashlib
import io
import os
import subprocess
import sys
import zipfile
from datetime import UTC, datetime

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Pt

from documents import layouts, word
from documents.blocks import Column, Heading, Note, Paragraph, Row, Signature, Signer, Span, Table
from documents.imprints import Imprint
from tests.documents import reading, sample

STATE, PARTY = map(layouts.named, ("state-30-2020", "party-05-2026"))
EVERY = pytest.mark.parametrize("layout", layouts.every(), ids=lambda layout: layout.name)


def opened(blocks, layout, imprint=reading.IMPRINT):
    return docx.Document(io.BytesIO(reading.as_word(blocks, layout, imprint)))


def rows_of(document):
    return list(document.element.body.iter(qn("w:tr")))


def says(row, mark):
    """Whether a row of a table carries the property w:`mark`."""
    return row.find(f"{qn('w:trPr')}/{qn(f'w:{mark}')}") is not None


def is_tied(paragraph):
    """Whether a paragraph stays on the page of the next one."""
    return paragraph.find(f"{qn('w:pPr')}/{qn('w:keepNext')}") is not None


@EVERY
def test_the_page_has_the_margins_of_its_form(layout):
    [section] = opened(sample.everything(), layout).sections

    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(margin.mm) for margin in margins] == [20, 20, 30, 15]
    assert round(section.header_distance.mm) == 10


def test_the_page_number_stands_in_the_head_from_page_two():
    [section] = opened([Note("a")], STATE).sections

    fields = [field.get(qn("w:instr")) for field in section.header._element.iter(qn("w:fldSimple"))]
    assert fields == [" PAGE "]
    assert section.different_first_page_header_footer
    assert list(section.first_page_header._element.iter(qn("w:fldSimple"))) == []
    assert section.header.paragraphs[0].style.paragraph_format.alignment == 1


@EVERY
def test_every_element_has_a_style_of_its_own_in_times_new_roman(layout):
    document = opened([Paragraph("a")], layout)
    styles = {style.style_id: style for style in document.styles}

    for name, look in layout.styles.items():
        style = styles[word.style_id(name, int(name[-1]) if name.startswith("heading") else 0)]
        fonts = style.element.rPr.find(qn("w:rFonts"))
        assert {fonts.get(qn(f"w:{use}")) for use in ("ascii", "hAnsi", "eastAsia", "cs")} == {
            "Times New Roman"
        }
        assert (style.font.size, style.font.bold, style.font.italic) == (
            Pt(look.size),
            look.bold,
            look.italic,
        )


def test_headings_are_words_own_so_that_it_can_list_them():
    document = opened([Heading("A", 1, "I"), Heading("B", 2, "1"), Heading("C", 3, "a")], STATE)

    assert [paragraph.style.name for paragraph in document.paragraphs] == [
        "Heading 1",
        "Heading 2",
        "Heading 3",
    ]


def test_the_head_of_a_table_repeats_and_no_row_is_torn():
    head, *rows = rows_of(opened([sample.criteria(5)], STATE))

    assert says(head, "tblHeader")
    assert [says(row, "tblHeader") for row in rows] == [False] * 8
    assert [says(row, "cantSplit") for row in (head, *rows)] == [True] * 9


def test_the_first_and_the_last_row_of_a_table_have_company_on_their_pages():
    table = Table((Column("TT", 1),), tuple(Row((str(n),)) for n in range(5)))

    _, *rows = rows_of(opened([table], STATE))

    assert [is_tied(row.find(f".//{qn('w:p')}")) for row in rows] == [True, False, False, True, False]


def test_the_last_lines_and_rows_stay_on_the_page_of_the_signature():
    table = Table((Column("TT", 1),), tuple(Row((str(n),)) for n in range(5)))
    signature = Signature(Signer(post="Khối trưởng", name="Lâm"))
    long = Paragraph("Một câu dài hơn ba dòng của văn bản. " * 8)

    document = opened([long, table, Note("Ghi chú."), signature], STATE)
    said = opened([long, long, Paragraph("Hết."), signature], STATE)

    _, *rows = [row.find(f".//{qn('w:p')}") for row in rows_of(document)]
    assert [is_tied(row) for row in rows[:5]] == [True, False, False, True, True]
    # the paragraph above the table, what parts table and note, the note, the room for the signature, the end
    between = document.element.body.findall(qn("w:p"))
    assert [is_tied(part) for part in between] == [False, True, True, True, False]
    assert [is_tied(part) for part in said.element.body.findall(qn("w:p"))] == [
        False,
        True,
        True,
        True,
        False,
    ]


def test_rows_of_sums_are_bold_and_others_are_not():
    _, *rows = rows_of(opened([sample.criteria(2)], STATE))

    assert [row.find(f".//{qn('w:b')}") is not None for row in rows] == [True, False, False, True, True]


@EVERY
def test_a_signature_row_keeps_its_parts_together(layout):
    document = opened(sample.everything(), layout)
    grid = document.tables[-1]._tbl
    rows = list(grid.iter(qn("w:tr")))

    tied = [
        all(p.find(f"{qn('w:pPr')}/{qn('w:keepNext')}") is not None for p in row.iter(qn("w:p")))
        for row in rows
    ]
    assert tied == [True, True, False] + [True, True, True, False] * 4


def test_marked_words_keep_their_looks():
    [paragraph] = opened(
        [Paragraph((Span("a", bold=True), Span("b", italic=True), Span("c")))], STATE
    ).paragraphs

    assert [(run.text, run.bold, run.italic) for run in paragraph.runs] == [
        ("a", True, None),
        ("b", None, True),
        ("c", None, None),
    ]


def test_two_tables_in_a_row_stay_two():
    document = opened([sample.criteria(1), sample.criteria(1)], STATE)

    assert len(document.tables) == 2
    assert document.element.body[-2].tag == qn("w:p")  # and Word wants a paragraph at the very end


def test_a_sample_is_marked_in_the_head_of_every_page_and_a_real_paper_is_not():
    marked = Imprint("x", "0" * 64, reading.IMPRINT.made_at, mark=reading.MARK)

    def marks(imprint):
        [section] = opened([Note("a")], STATE, imprint).sections
        heads = (section.first_page_header, section.header)
        return [[mark.get("string") for mark in head._element.iter() if mark.get("string")] for head in heads]

    assert marks(marked) == [["DỮ LIỆU MẪU"], ["DỮ LIỆU MẪU"]]
    assert marks(reading.IMPRINT) == [[], []]


@pytest.mark.hostile
def test_the_file_says_its_title_and_hash_and_nothing_of_the_machine():
    title = "</dc:title><x> & " + "tiêu chí " * 40
    imprint = Imprint(title, "ab" * 32, reading.IMPRINT.made_at)

    about = opened([Note("a")], STATE, imprint).core_properties

    assert about.title == title[:255]
    assert about.keywords == f"sha256:{'ab' * 32}"
    assert (about.author, about.last_modified_by, about.comments) == ("", "", "")
    assert about.created == about.modified == datetime(2024, 1, 31, 2, 0, tzinfo=UTC)


def test_no_part_of_the_file_notes_when_it_was_written():
    with zipfile.ZipFile(io.BytesIO(reading.as_word(sample.everything(), STATE))) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert [name for name in parts.namelist() if "thumbnail" in name] == []


TWICE = """
import django, hashlib
django.setup()
from documents import layouts
from tests.documents import reading, sample
print(hashlib.sha256(reading.as_word(sample.everything(), layouts.named("party-05-2026"))).hexdigest())
"""


def test_another_process_makes_the_same_bytes():
    ours = hashlib.sha256(reading.as_word(sample.everything(), PARTY)).hexdigest()
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Pacific/Apia", "PYTHONPATH": os.getcwd()}
    environment["DJANGO_SETTINGS_MODULE"] = "config.settings"

    run = subprocess.run(
        [sys.executable, "-c", TWICE], env=environment, check=True, capture_output=True, text=True
    )

    assert run.stdout.strip() == ours


def test_a_tall_row_may_go_on_overleaf():
    table = sample.criteria(1)
    [group, first, *sums] = table.rows
    tall = Table(table.columns, (group, type(first)(("1", "dài " * 2000, "1", "")), *sums))

    _, *rows = rows_of(opened([tall], STATE))

    assert [row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows] == [
        True,
        False,
        True,
        True,
    ]
