"""Many copies of one paper in one file, so that one click prints them all."""

import io

import pikepdf

from documents.binding import SAVING


def of(content, count):
    """Return a PDF (bytes) with the pages of the PDF `content` so many times; always the same for the same.

    The pages share what they show, so a hundred copies are hardly larger than one.
    """
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as source, pikepdf.new() as book:
        for _ in range(count):
            book.pages.extend(source.pages)
        book.docinfo["/Title"] = str(source.docinfo.get("/Title", ""))
        book.save(out, **SAVING)
    return out.getvalue()
