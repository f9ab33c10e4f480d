"""Pages of certificates bound into one file: pages are moved as they are, never drawn again."""

import io
import re

import pikepdf
from pikepdf import Array, Dictionary, Name

SHOWN = re.compile(rb"\[[^\]]*\] TJ")  # one line of text, as WeasyPrint writes it
SAVING = {
    "compress_streams": True,
    "object_stream_mode": pikepdf.ObjectStreamMode.generate,
    "deterministic_id": True,
}
GROUND = Name("/Ground")


def finish(drawn, lines):
    """Return the ground (bytes) of a freshly drawn PDF of one page, streams packed.

    `lines` holds the letters of its lines (None where the drawing speaks for itself). Raises ValueError when
    pages or lines are not those that were asked for.
    """
    with pikepdf.open(io.BytesIO(drawn)) as ground:
        _require(len(ground.pages), 1)
        page = ground.pages[0].obj
        page.Contents = ground.make_stream(b"q\n" + _noted(page.Contents.read_bytes(), lines) + b"\nQ\n")
        return _saved(ground)


def bind(parts, *, pages, title, ground=None, bent=b"", mark=b"", exact=False):
    """Return one PDF (bytes) of all pages of `parts`; see sheets.assemble.

    `ground`, a PDF (bytes) of one page, is laid under every page as one shared object. `bent` are operators
    that all of a page is drawn after, `mark` those that draw over its ground and under its text. An `exact`
    file asks the reader's program to print it in its true size.
    """
    with pikepdf.new() as book:
        below = _below(book, ground, bent, mark)
        kids, sources = [], []
        for part in parts:
            source = _opened(part)
            sources.append(source)  # qpdf copies streams when it saves: the source must stay
            kids += [_leaf(book, page) for page in source.pages]
        _require(len(kids), pages)
        if below:
            for kid in kids:
                kid.Contents = Array([below, kid.Contents])
        if ground:
            _share(kids, _form(book, ground, sources))
        hang(book, kids, title)
        if exact:
            print_as_is(book)
        content = _saved(book)
        for source in sources:
            source.close()
        return content


def join(parts, *, title):
    """Return one PDF (bytes) of all pages of `parts` (bytes), whole papers of any length, in order."""
    pages = 0
    for part in parts:
        with _opened(part) as source:
            pages += len(source.pages)
    return bind(parts, pages=pages, title=title)


def extract(batch, pages):
    """Return a PDF (bytes) of some `pages` of `batch`; see sheets.extract."""
    if not pages:
        raise ValueError("nothing to extract")
    with _opened(batch) as source, pikepdf.new() as book:
        if strangers := [number for number in pages if not 1 <= number <= len(source.pages)]:
            raise ValueError(f"pages that the batch does not have: {strangers}")
        kids = [_leaf(book, source.pages[number - 1]) for number in pages]
        hang(book, kids, str(source.docinfo.get("/Title", "")))
        if Name.ViewerPreferences in source.Root:
            print_as_is(book)
        return _saved(book)


def hang(book, kids, title):
    """Hang all pages into the tree at once: one by one is half as fast again at some thousand pages."""
    tree = book.Root.Pages
    for kid in kids:
        kid.Parent = tree
    tree.Kids, tree.Count = Array(kids), len(kids)
    book.docinfo["/Title"] = title


def print_as_is(book):
    """Ask whoever prints the file not to fit its pages to the paper."""
    book.Root.ViewerPreferences = Dictionary(PrintScaling=Name("/None"))


def _opened(part):
    return pikepdf.open(io.BytesIO(part) if isinstance(part, bytes) else part)


def _leaf(book, page):
    """`page` of another file as an object of `book`, not yet hung into its tree."""
    return book.copy_foreign(page.obj)


def _below(book, ground, bent, mark):
    """The stream that comes before the text of every page, or nothing."""
    drawn = bent + (b"q /Ground Do Q\n" if ground else b"") + mark
    return book.make_stream(drawn) if drawn else None


def _form(book, ground, sources):
    source = _opened(ground)
    sources.append(source)
    return book.copy_foreign(source.pages[0].as_form_xobject())


def _share(kids, form):
    seen = set()
    for kid in kids:
        resources = kid.Resources
        if resources.objgen in seen:
            continue
        seen.add(resources.objgen)
        if Name.XObject not in resources:
            resources.XObject = Dictionary()
        resources.XObject[GROUND] = form


def _noted(content, lines):
    """`content` with the letters of `lines` written beside the lines that do not speak for themselves."""
    pieces = SHOWN.split(content)
    shown = SHOWN.findall(content)
    _require(len(shown), len(lines))
    noted = [pieces[0]]
    for text, line, rest in zip(lines, shown, pieces[1:], strict=True):
        noted += [span(text, line), rest]
    return b"".join(noted)


def span(text, line):
    """Return the operators `line` (bytes) with the letters of `text` noted; None: as they are."""
    if text is None:
        return line
    letters = ("\ufeff" + text).encode("utf-16-be").hex()
    return f"/Span <</ActualText <{letters}>>> BDC\n".encode() + line + b"\nEMC"


def _require(found, expected):
    if found != expected:
        raise ValueError(f"{found} found where {expected} were expected")


def _saved(book):
    out = io.BytesIO()
    book.save(out, **SAVING)
    return out.getvalue()
