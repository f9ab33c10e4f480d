"""The same words in the data, in the PDF and in the Word file."""

import pytest

from documents import layouts
from documents.blocks import (
    Column,
    Heading,
    Letterhead,
    Note,
    Paragraph,
    Row,
    Signature,
    SignatureGrid,
    Signer,
    Span,
    Table,
    Title,
)
from tests import proofs
from tests.documents import reading, sample

EVERY = pytest.mark.parametrize("layout", layouts.every(), ids=lambda layout: layout.name)
LOOKS = pytest.mark.parametrize(
    "look", [(False, False), *sample.LOOKS], ids=["plain", "bold", "italic", "both"]
)
STATE = layouts.named("state-30-2020")
LETTERS = proofs.size(3000, 10_000)  # more than a page of them


@EVERY
def test_pdf_word_and_blocks_hold_the_same_words_in_the_same_order_over_many_pages(layout):
    blocks = sample.everything(rows=80)
    content = reading.as_pdf(blocks, layout)

    words = reading.block_words(blocks, layout)

    assert reading.pdf_words(content, blocks, layout) == words
    assert reading.word_words(reading.as_word(blocks, layout)) == words
    assert sum("STT Nội dung tiêu chí" in page for page in reading.pages(content)) > 3


@LOOKS
def test_all_146_vietnamese_letters_survive_in_every_look(look):
    blocks = [Paragraph((Span(sample.letters(), *look),))]
    letters = sample.letters().split()

    assert len(letters) == 146
    assert reading.pdf_words(reading.as_pdf(blocks, STATE), blocks, STATE) == letters
    assert reading.word_words(reading.as_word(blocks, STATE)) == letters


HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</w:t></w:r><w:r><w:t>xen",
    "]]> <![CDATA[ x ]]> <!-- x --> <?php x ?>",
    "&lt;b&gt; &amp;amp; &#60; &nbsp; &xxe;",
    "\"'` \\ \\n {{ 7*7 }} {% include 'x' %} ${x} %s {0}",
    "}</style><style>p{display:none}",
    "=cmd|' /C calc'!A0",
    "w" * 400,
    "🙂".encode("utf-16-le").decode("utf-16-le").replace("🙂", "ẤỆỖ") * 100,
]


@pytest.mark.hostile
@EVERY
def test_hostile_text_comes_out_as_text_wherever_it_stands(layout):
    text = " ".join(HOSTILE)
    blocks = [
        sample.letterhead(),
        Title("Báo cáo", text),
        Heading(text, 1, "<I>"),
        Paragraph((Span(text, bold=True), Span(text, italic=True))),
        Table((Column("<A>", 1), Column("&B", 1)), (Row(("&", text), "group"),)),
        Note(text),
        Signature(Signer(post="<b>", name=text)),
    ]

    said = "".join(reading.block_words(blocks, layout))

    assert "".join(reading.pdf_words(reading.as_pdf(blocks, layout), blocks, layout)) == said
    assert "".join(reading.word_words(reading.as_word(blocks, layout))) == said


@pytest.mark.hostile
def test_unseen_signs_are_gone_from_both_files():
    blocks = [Note("Kh\x00en th\u202eưởng\ufeff <\x1b>\ud800")]

    assert reading.pages(reading.as_pdf(blocks, STATE)) == ["Khen thưởng <>"]
    assert [text for text in reading.word_paragraphs(reading.as_word(blocks, STATE)) if text] == [
        "Khen thưởng <>"
    ]


@pytest.mark.hostile
@pytest.mark.parametrize("length", [LETTERS, 60_000])
def test_a_text_of_many_pages_in_one_cell_loses_nothing(length):
    text = "Khối thi đua " * (length // 13)
    blocks = [Table((Column("A", 1), Column("B", 1)), (Row(("một", text)), Row(("hai", "ba"))))]

    words = reading.block_words(blocks, STATE)

    assert reading.pdf_words(reading.as_pdf(blocks, STATE), blocks, STATE) == words
    assert reading.word_words(reading.as_word(blocks, STATE)) == words


@pytest.mark.hostile
@pytest.mark.parametrize(
    "block",
    [
        Paragraph("A" * LETTERS),
        Title("A" * LETTERS),
        Note("A" * LETTERS),
        SignatureGrid((Signer(name="A" * LETTERS),)),
        Letterhead("A" * LETTERS, place="A"),
    ],
    ids=lambda block: type(block).__name__,
)
def test_a_word_of_thousands_of_letters_loses_none(block):
    assert "".join(reading.pdf_words(reading.as_pdf([block], STATE), [block], STATE)).count("A") >= LETTERS
    assert "".join(reading.word_words(reading.as_word([block], STATE))).count("A") >= LETTERS
