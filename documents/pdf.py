"""Pieces and placed sheets to PDF by WeasyPrint. The only module that loads it, only when it draws.

The renderer may open our own faces and nothing else: whatever else a paper asks for stops it. The same
pieces always give the same bytes.
"""

import atexit
import io
import logging
import re
from contextlib import suppress
from functools import cache, lru_cache, partial
from types import MappingProxyType, SimpleNamespace

import pikepdf
from django.template.loader import render_to_string

from core.rules import RuleError
from documents import binding, collecting, embedding, faces, layouts, setting, strips

logger = logging.getLogger(__name__)

PIXEL = 4 / 3  # of the renderer, in one point
SUBSET = re.compile(r"^/?(?:[A-Z]{6}\+)?")  # how a PDF marks a face of which it holds only some letters


def render(pieces, layout, imprint):
    """Return the PDF (bytes) of `pieces` in `layout`; `imprint` is what the file says about itself.

    Raises RuleError when a face is missing, when the paper asks for anything from outside, or when a
    letter was drawn in a face that is not ours.
    """
    faces.require_cuts(faces.PAPERS)
    pieces, drawn = strips.of(pieces, layout)
    html = render_to_string("paper/document.html", {"pieces": pieces, "imprint": imprint})
    return draw(html, layout, drawn)


def draw(html, layout, drawn=MappingProxyType({})):
    """Return the PDF (bytes) of a page of HTML in the style of `layout`; refuses as `render` does.

    `drawn` is {name: Strip} of the pictures it names.
    """
    faces.require_cuts(faces.PAPERS)
    pictures = {name: _Picture(strip) for name, strip in drawn.items()}
    press, style = _press(faces.PAPERS), _stylesheet(layout.name)
    content = _drawn(press, html, style, cache=pictures, uncompressed_pdf=True)
    with pikepdf.open(io.BytesIO(content)) as book:
        _embed(book, [*drawn.values(), *_number(book, layout)])
        _require_own_faces(book, {faces.FAMILY})
        finished = io.BytesIO()
        book.save(finished, **binding.SAVING)
        return finished.getvalue()


def draw_sheets(html, style, cuts):
    """Return the PDF (bytes, streams not packed) of HTML in `style`, a style sheet whose boxes are in mm.

    `cuts` are the keys of faces.CUTS that may be used. Refuses as `render` does.
    """
    cuts = tuple(cuts)
    faces.require_cuts(cuts)
    content = _drawn(_press(cuts), html, _parsed(style, cuts), uncompressed_pdf=True)
    with pikepdf.open(io.BytesIO(content)) as book:
        _require_own_faces(book, {family for family, _, _ in cuts})
    return content


class _Picture:
    """A Strip as the renderer asks pictures: how large they are (in its pixels), and to draw themselves."""

    def __init__(self, strip):
        self.strip = strip

    def get_intrinsic_size(self, *of):
        """Return width, height, and their ratio."""
        width, height = self.strip.width * PIXEL, self.strip.height * PIXEL
        return width, height, width / height

    def draw(self, stream, *how):
        """Add the operators to what stands on the page."""
        stream.stream.append(b"%.6f 0 0 %.6f 0 0 cm " % (PIXEL, PIXEL) + self.strip.operators)


def _embed(book, strips):
    """Put the faces that `strips` use into `book`, for all its pages."""
    used = {}
    for strip in strips:
        for cut, letters in strip.letters.items():
            used.setdefault(cut, {}).update(letters)
    fonts = {f"/{setting.font(cut)}": embedding.embed(book, cut, used[cut]) for cut in sorted(used)}
    for resources in {page.Resources.objgen: page.Resources for page in book.pages}.values():
        resources.Font = pikepdf.Dictionary(dict(resources.get("/Font", {})) | fonts)


def _number(book, layout):
    """Write the numbers of the pages of `book` over them, and return what was written as Strips.

    The renderer takes as long for a number as for a row of a table.
    """
    written = [strips.number(number, layout) for number in range(2, len(book.pages) + 1)]
    for page, strip in zip(list(book.pages)[1:], written, strict=True):
        page.contents_add(b"q", prepend=True)  # the renderer leaves its own measure behind
        page.contents_add(b"Q q 1 0 0 -1 0 %.3f cm " % float(page.MediaBox[3]) + strip.operators + b" Q")
    return written


def _drawn(press, html, stylesheet, **options):
    press.refused.clear()
    content = b""
    with suppress(press.Refusal), collecting.seldom():
        page = press.html(string=html)
        content = page.write_pdf(stylesheets=[stylesheet], font_config=press.fonts, **options)
    if press.refused or not content:  # noted, for WeasyPrint swallows a refusal inside an SVG
        logger.error("a paper asked for what is not ours: %s", press.refused)
        raise RuleError(
            "Nội dung văn bản trỏ tới tệp hoặc địa chỉ ở bên ngoài nên không tạo được tệp PDF. "
            "Hãy bỏ chỗ đó khỏi nội dung, rồi lập lại văn bản."
        )
    return content


@cache
def _press(cuts):
    """Load WeasyPrint for what is set in the faces `cuts` only. Web processes never get here.

    Never forgotten: a parsed style sheet lives on the faces of its press.
    """
    import weasyprint  # noqa: PLC0415 - 60 MB that only a worker needs

    urls, refused = weasyprint.urls, []
    own = {faces.address(cut): cut for cut in cuts}

    class OwnFilesOnly(urls.URLFetcher):
        """Opens what is on the list; anything else stops the drawing."""

        def fetch(self, url, headers=None):
            """Return one of our own files."""
            if url not in own:
                refused.append(url[:200])
                raise ValueError("not a file of ours")
            return urls.URLFetcherResponse(url, faces.content(own[url]))

    atexit.register(_press.cache_clear)  # the faces' temporary folder goes while Python still stands
    fetcher = OwnFilesOnly(fail_on_errors=True)
    fonts = weasyprint.text.fonts.FontConfiguration()
    return SimpleNamespace(
        html=partial(weasyprint.HTML, url_fetcher=fetcher),
        css=partial(weasyprint.CSS, url_fetcher=fetcher, font_config=fonts),
        fonts=fonts,
        refused=refused,
        Refusal=urls.FatalURLFetchingError,
    )


@cache
def _stylesheet(name):
    """The parsed style sheet of the layout called `name`: parsing it costs more than a short paper."""
    layout = layouts.named(name)
    own = [
        {"url": faces.address(cut), "weight": cut[1], "slope": "italic" if cut[2] else "normal"}
        for cut in faces.PAPERS
    ]
    facts = {"faces": own, "family": faces.FAMILY, "page": layout.page, "styles": layout.styles}
    return _press(faces.PAPERS).css(string=render_to_string("paper/paper.css", facts))


@lru_cache(maxsize=8)
def _parsed(style, cuts):
    """`style` parsed: the sheets of a batch share one."""
    return _press(cuts).css(string=style)


def _require_own_faces(book, families):
    own = tuple(f"{family.replace(' ', '-')}-" for family in families)
    if strangers := {name for name in _faces_in(book) if not f"{name}-".startswith(own)}:
        raise RuleError(
            f"Tệp PDF bị lẫn phông chữ lạ ({', '.join(sorted(strangers))}) nên không được giữ lại. "
            "Hãy báo người quản trị kiểm tra bước cài đặt phông chữ, rồi làm lại việc này."
        )


def faces_in(content):
    """Return the names of the faces that a PDF (bytes) holds."""
    with pikepdf.open(io.BytesIO(content)) as book:
        return _faces_in(book)


def _faces_in(book):
    descriptors = (item for item in book.objects if isinstance(item, pikepdf.Dictionary))
    return {SUBSET.sub("", str(item.FontName), 1) for item in descriptors if "/FontName" in item}
