"""Figures in a Word file: the drawing of the PDF as a picture, with words for who does not see it.

The picture is drawn by WeasyPrint and laid out in dots by the same locked process that shows pages of
uploaded files, so there is one drawing, not two that may differ.
"""

import io
import logging
from functools import lru_cache

from django.template.loader import render_to_string
from docx.shared import Mm

from core.rules import RuleError
from documents import confined, pdf
from documents.word_parts import w

logger = logging.getLogger(__name__)

PAGE = """@page {{ size: {width}mm {height}mm; margin: 0 }}
body {{ margin: 0; line-height: 0 }} svg {{ display: block }}"""
LONGEST = 1000  # characters of the words: Word shows no more


def element(piece, part):
    """Return the paragraph that holds `piece`, its picture put into the document's `part`.

    Raises RuleError when the picture cannot be drawn.
    """
    width, height = piece.plate.width, piece.plate.height
    inline = part.new_pic_inline(io.BytesIO(drawn(piece.plate)), Mm(width), Mm(height))
    about = inline.docPr
    about.set("name", piece.title)
    about.set("descr", f"{piece.title}. {piece.words}"[:LONGEST])
    look = w("pPr", w("keepNext"), w("spacing", before=80, after=80), w("jc", val="center"))
    return w("p", look, w("r", w("drawing", inline)))


def drawn(plate):
    """Return the picture of a Plate as PNG (bytes); the same bytes for the same drawing."""
    html = render_to_string("paper/picture.html", {"plate": plate})
    return _dots(html, PAGE.format(width=plate.width, height=plate.height))


@lru_cache(maxsize=16)
def _dots(html, style):
    """Drawn once for a paper that is asked for again: laying out dots takes a process of its own."""
    try:
        return confined.draw(io.BytesIO(pdf.draw_sheets(html, style, ())), "pdf", 1)
    except confined.CannotReadError as fault:
        logger.exception("a figure could not be drawn")
        raise RuleError(
            "Máy chủ chưa vẽ được biểu đồ của văn bản. Hãy thử lại; "
            "nếu vẫn không được, hãy báo người quản trị."
        ) from fault
