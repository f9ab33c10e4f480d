"""What a long report costs: CPU of WeasyPrint as it comes, and of LibreOffice, over that of our path.

Ours: the frozen blocks of a year-end report (`_report`) to a PDF, everything a worker does for it: its hash
proved, composed, drawn, its faces looked at.

WeasyPrint's defaults: the same words as a finished page of HTML, with a style sheet of the same looks, handed
to `HTML.write_pdf` once. Left out is what our path does to be quick: nothing is kept from one report to the
next (faces and style sheet are loaded and parsed anew, faces by its usual fetcher from whole TTF files),
columns of tables are as wide as their content asks and borders collapse, as people write tables, and the
collector works as Python sets it. It sets every line and page number itself, while ours sets most of them
before (`documents/strips.py`). `same_style` takes our own style sheet instead.

LibreOffice: our own Word version of the report to a PDF, less what it takes for its first page alone, which
is its start. Making the Word version is not counted. Where LibreOffice Writer is not there, this says so.

CPU time, medians of some rounds in which all take turns: a busy machine slows all of them alike.
"""

import statistics
import tempfile
from functools import cache
from pathlib import Path

import pypdfium2
import weasyprint
from django.template.loader import render_to_string

from bench import _certificates, _office, _report
from documents import blocks as vocabulary
from documents import composition, faces, layouts, papers
from documents.imprints import Imprint
from documents.models import Document, Rendition

AIM, WORD_AIM, ROUNDS = 1.5, 1, 3
BEGINNING = 2  # blocks that the first page begins with: letterhead and title
USUAL = """
table { table-layout: auto; border-collapse: collapse }
.sheet td, .sheet th { border: .5pt solid #000 }
"""
NUMBERED = """
@page { @top-center { content: counter(page); vertical-align: top; padding-top: %smm; font: %spt "%s" } }
@page :first { @top-center { content: none } }
"""


def run(rounds=ROUNDS, **size):
    """Print both ratios, or that LibreOffice is not there; `size` is that of `_report.frozen`."""
    report = _report.frozen(**size)
    against_defaults(report, rounds)
    against_office(report, rounds)


def against_defaults(report, rounds):
    """Print how much dearer WeasyPrint's defaults are."""
    pages = len(pypdfium2.PdfDocument(ours(report)))  # once before it counts, so that everything is loaded
    page, own, usual, same = (html(report), report.layout), [], [], []
    for _ in range(rounds):
        own.append(_certificates.cpu(ours, report))
        usual.append(_certificates.cpu(by_defaults, *page))
        same.append(_certificates.cpu(by_defaults, *page, ""))
    own, usual, same = map(statistics.median, (own, usual, same))
    print(
        f"report: ratio={usual / own:.2f} aim={AIM} same_style={same / own:.2f} pages={pages} "
        f"seconds={own:.2f} reference={usual:.2f} (CPU of WeasyPrint's defaults over ours)",
        flush=True,
    )


def against_office(report, rounds):
    """Print how much dearer LibreOffice is on the Word version, or that it is not there."""
    office, own, reference = _office.found(), [], []
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        whole, start = _word(report, folder / "whole.docx"), _word(_begun(report), folder / "start.docx")
        if not office or not _office.cpu(office, folder, start):  # makes its profile
            print("report-word: không đo, vì máy chưa có LibreOffice Writer (soffice).", flush=True)
            return
        for _ in range(rounds):
            own.append(_certificates.cpu(ours, report))
            reference.append(_office.cpu(office, folder, whole) - _office.cpu(office, folder, start))
    own, reference = statistics.median(own), statistics.median(reference)
    print(
        f"report-word: ratio={reference / own:.2f} aim={WORD_AIM} seconds={own:.2f} "
        f"reference={reference:.2f} (CPU of LibreOffice on the Word version over ours)",
        flush=True,
    )


def ours(report):
    """Return the PDF (bytes) as a worker makes it."""
    return papers.render_bytes(report, Rendition.Format.PDF)


def by_defaults(html, name, looks=USUAL):
    """Return the PDF (bytes) of a page of HTML as WeasyPrint makes it when nobody helps.

    `looks` follow the style sheet of the layout called `name`.
    """
    fonts = weasyprint.text.fonts.FontConfiguration()
    style = weasyprint.CSS(string=_style(name) + looks, font_config=fonts)
    return weasyprint.HTML(string=html).write_pdf(stylesheets=[style], font_config=fonts)


def html(report):
    """Return the report as a finished page of HTML: making it is not counted against the reference."""
    pieces = composition.compose(vocabulary.thaw(report.blocks), layouts.named(report.layout))
    imprint = Imprint(title=report.title, sha256=report.sha256, made_at=report.issued_at, mark="")
    return render_to_string("paper/document.html", {"pieces": pieces, "imprint": imprint})


@cache
def _style(name):
    layout = layouts.named(name)
    own = [
        {
            "url": faces.path(faces.CUTS[cut]).as_uri(),
            "weight": cut[1],
            "slope": "italic" if cut[2] else "normal",
        }
        for cut in faces.PAPERS
    ]
    facts = {"faces": own, "family": faces.FAMILY, "page": layout.page, "styles": layout.styles}
    size, top = layout.styles["page_number"].size, layout.page.number_top
    return render_to_string("paper/paper.css", facts) + NUMBERED % (top, size, faces.FAMILY)


def _begun(report):
    """The same report, as far as its title."""
    blocks = report.blocks[:BEGINNING]
    sha256 = vocabulary.digest(blocks, report.layout)
    return Document(
        title=report.title, layout=report.layout, blocks=blocks, sha256=sha256, issued_at=report.issued_at
    )


def _word(report, path):
    path.write_bytes(papers.render_bytes(report, Rendition.Format.WORD))
    return path
