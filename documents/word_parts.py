"""The elements of WordprocessingML that `word` builds papers from: one small function per piece.

Built directly, not through python-docx's tables, which take seconds for a few hundred rows. Distances reach
these functions in millimetres and points; Word counts in twentieths of a point.
"""

from functools import singledispatch

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from documents import pieces as p

LINES = ("top", "left", "bottom", "right", "insideH", "insideV")
JUSTIFY = {"justify": "both"}
MM = 1440 / 25.4  # twentieths of a point in a millimetre
PT = 20


def w(tag, *children, **attributes):
    """Return element w:`tag` with w: `attributes` and `children`."""
    element = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), str(value))
    element.extend(children)
    return element


@singledispatch
def elements(piece, layout, *, keep=False):
    """Return the block elements of one piece; `keep` ties it to the page of what follows."""
    raise TypeError(f"no way to write {type(piece).__name__}")


@elements.register
def _(piece: p.Line, layout, *, keep=False):
    properties = [w("pStyle", val=style_id(piece.style, piece.level))]
    if keep or piece.tied:
        properties.append(w("keepNext"))
    if piece.align:
        properties += [w("ind", firstLine=0), w("jc", val=JUSTIFY.get(piece.align, piece.align))]
    runs = [_run(span) for span in piece.spans]
    return [w("p", w("pPr", *properties), *runs)]


@elements.register
def _(piece: p.Rule, layout, *, keep=False):
    side = round((piece.room - piece.length) / 2 * MM)
    properties = [w("keepNext")] if keep else []
    properties += [
        w("pBdr", w("top", val="single", sz=6, space=0, color="000000")),
        w("spacing", before=round(piece.above * PT), after=0, line=30, lineRule="exact"),
        w("ind", left=side, right=side, firstLine=0),
    ]
    return [_bare(*properties)]


@elements.register
def _(piece: p.Space, layout, *, keep=False):
    return [gap(piece.height, keep=keep)]


@elements.register
def _(piece: p.Break, layout, *, keep=False):
    return [w("p", w("r", w("br", type="page")))]


@elements.register
def _(piece: p.Grid, layout, *, keep=False):
    table = _table(piece.widths, lines=False)
    for band in piece.bands:
        for number, row in enumerate(band, start=1):
            tied = number < len(band)  # Word keeps a row with the next one through its paragraphs
            cells = [
                _cell(width, [e for part in cell for e in elements(part, layout, keep=tied)], keep=tied)
                for width, cell in zip(piece.widths, row, strict=True)
            ]
            table.append(w("tr", w("trPr", w("cantSplit")), *cells))
    above = [gap(piece.before, keep=True)] if piece.before else []
    return [*above, table, gap(0)]


@elements.register
def _(piece: p.Sheet, layout, *, keep=False):
    table = _table(piece.widths, lines=True)
    heads = [
        _cell(width, [_text(head, "cell_head", "center", keep=True)], middle=True)
        for width, head in zip(piece.widths, piece.heads, strict=True)
    ]
    table.append(w("tr", w("trPr", w("cantSplit"), w("tblHeader")), *heads))
    for kind, tall, tied, cells in piece.aligned():
        look = {"bold": kind not in ("normal", "void"), "keep": tied}
        struck = len(cells) - 1 if kind == "void" else 0  # the last cell says why
        filled = [
            _cell(width, [_text(text, "cell", align, strike=place < struck, **look)])
            for place, (width, (align, text)) in enumerate(zip(piece.widths, cells, strict=True))
        ]
        properties = [] if tall else [w("trPr", w("cantSplit"))]
        table.append(w("tr", *properties, *filled))
    return [table, gap(1, keep=piece.tied)]


def gap(height, *, keep=False):
    """Return an empty paragraph `height` millimetres high; also what Word needs between two tables."""
    line = max(20, round(height * MM))
    properties = [w("keepNext")] if keep else []
    return _bare(*properties, w("spacing", before=0, after=0, line=line, lineRule="exact"))


def style_id(style, level=0):
    """Return the id of a paragraph style; a heading is Word's own, so that Word can list it."""
    return f"Heading{level}" if level else f"Paper-{style}"


def _bare(*properties):
    """A paragraph without text, whose own sign takes no room."""
    return w("p", w("pPr", *properties, w("rPr", w("sz", val=2))))


def _text(text, style, align, *, bold=False, strike=False, keep=False):
    properties = [w("pStyle", val=style_id(style))]
    if keep:
        properties.append(w("keepNext"))
    properties.append(w("jc", val=align))
    return w("p", w("pPr", *properties), _run_of(text, bold=bold, strike=strike))


def _run(span):
    return _run_of(span.text, bold=span.bold, italic=span.italic)


def _run_of(text, *, bold=False, italic=False, strike=False):
    run = w("r")
    looks = (("b", bold), ("bCs", bold), ("i", italic), ("iCs", italic), ("strike", strike))
    if marks := [w(tag) for tag, on in looks if on]:
        run.append(w("rPr", *marks))
    for number, part in enumerate(text.split("\n")):
        if number:
            run.append(w("br"))
        content = w("t")
        content.text = part
        content.set(qn("xml:space"), "preserve")
        run.append(content)
    return run


def _table(widths, *, lines):
    value = {"val": "single", "sz": 4, "space": 0, "color": "000000"} if lines else {"val": "nil"}
    side, edge = (80, 40) if lines else (0, 0)
    margins = [w(name, w=edge if name in ("top", "bottom") else side, type="dxa") for name in LINES[:4]]
    twips = [round(width * MM) for width in widths]
    return w(
        "tbl",
        w(
            "tblPr",
            w("tblW", w=sum(twips), type="dxa"),
            w("tblInd", w=0, type="dxa"),
            w("tblBorders", *(w(name, **value) for name in LINES)),
            w("tblLayout", type="fixed"),
            w("tblCellMar", *margins),
        ),
        w("tblGrid", *(w("gridCol", w=twip) for twip in twips)),
    )


def _cell(width, content, *, keep=False, middle=False):
    properties = [w("tcW", w=round(width * MM), type="dxa")]
    if middle:
        properties.append(w("vAlign", val="center"))
    return w("tc", w("tcPr", *properties), *(content or [gap(0, keep=keep)]))
