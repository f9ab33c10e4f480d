"""A mark over every page of a finished PDF: large words across the sheet, and a line at its foot.

Only what our paper face can draw; the same file and words give the same bytes.
"""

import io

import pikepdf
from django.template.loader import render_to_string
from pikepdf import Array, Dictionary, Name

from documents import faces, pdf
from documents.binding import SAVING

CUTS = ((faces.FAMILY, 400, False), (faces.FAMILY, 700, False))
MARK = Name("/Mark")


def stamped(content, words, line):
    """Return the PDF `content` (bytes) with `words` across each page and `line` at its foot.

    The pages are of one size. Raises RuleError when a face is missing.
    """
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as book:
        left, bottom, right, top = (float(edge) for edge in book.pages[0].mediabox)
        with pikepdf.open(io.BytesIO(_drawn(right - left, top - bottom, words, line))) as drawn:
            mark = book.copy_foreign(drawn.pages[0].as_form_xobject())
            for page in book.pages:
                _lay(book, page, mark)
            book.save(out, **SAVING)
    return out.getvalue()


def _lay(book, page, mark):
    """Draw `mark` last on `page`, whatever its own content left behind."""
    contents = page.obj.Contents
    parts = list(contents) if isinstance(contents, Array) else [contents]
    page.obj.Contents = Array([book.make_stream(b"q\n"), *parts, book.make_stream(b"\nQ\nq /Mark Do Q\n")])
    resources = page.obj.Resources
    if Name.XObject not in resources:
        resources.XObject = Dictionary()
    resources.XObject[MARK] = mark


def _drawn(width, height, words, line):
    facts = {
        "width": f"{width * faces.POINT:.3f}",
        "height": f"{height * faces.POINT:.3f}",
        "words": words,
        "line": line,
        "family": faces.FAMILY,
        "faces": [{"url": f"face:{faces.CUTS[cut]}", "weight": cut[1]} for cut in CUTS],
    }
    html = render_to_string("paper/certificate/stamp.html", facts)
    return pdf.draw_sheets(html, render_to_string("paper/certificate/stamp.css", facts), CUTS)
