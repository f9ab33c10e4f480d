"""Reading papers back, the way an office's computer would."""

import io
from datetime import datetime, timedelta, timezone

import docx
import pypdf
from docx.oxml.ns import qn

from documents import pdf, word
from documents.blocks import freeze, thaw
from documents.composition import compose
from documents.imprints import Imprint
from documents.pieces import Sheet, texts

MARK = "DỮ LIỆU MẪU"
IMPRINT = Imprint(
    "Giao ước thi đua năm 2024", "0" * 64, datetime(2024, 1, 31, 9, 0, tzinfo=timezone(timedelta(hours=7)))
)


def pieces(blocks, layout):
    """Return the pieces of `blocks` after they were frozen, as every paper's are."""
    frozen, _ = freeze(blocks, layout.name)
    return compose(thaw(frozen), layout)


def as_pdf(blocks, layout, imprint=IMPRINT):
    return pdf.render(pieces(blocks, layout), layout, imprint)


def as_word(blocks, layout, imprint=IMPRINT):
    return word.render(pieces(blocks, layout), layout, imprint)


def block_words(blocks, layout):
    """Return the words that `blocks` put on paper."""
    return " ".join(texts(pieces(blocks, layout))).split()


def pages(content):
    """Return the text of each page of a PDF."""
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages]


def pdf_words(content, blocks, layout):
    """Return the words of a PDF without sample marks, page numbers and repeated heads of tables."""
    sheets = [piece for piece in pieces(blocks, layout) if isinstance(piece, Sheet)]
    heads = [" ".join(sheet.heads).split() for sheet in sheets]
    found = []
    for number, text in enumerate(pages(content), start=1):
        words = text.replace(MARK, "").split()
        if number > 1:
            assert words.pop() == str(number)
            for head in heads:
                if words[: len(head)] == head and " ".join(head) in " ".join(found):
                    words = words[len(head) :]
        found += words
    return found


def word_paragraphs(content):
    """Return the texts of a Word file's body in reading order, one for each paragraph, empty ones too."""
    body = docx.Document(io.BytesIO(content)).element.body
    return ["".join(_said(paragraph)) for paragraph in body.iter(qn("w:p"))]


def word_words(content):
    return " ".join(word_paragraphs(content)).split()


def _said(paragraph):
    for part in paragraph.iter(qn("w:t"), qn("w:br")):
        yield (part.text or "") if part.tag == qn("w:t") else "\n"
