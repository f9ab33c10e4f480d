"""From blocks to pieces: what stands on the paper, in the words and order of its layout.

Everything a legal text says about wording is applied here, once, for both writers: capitals, "Số:" or "Số",
dashes and semicolons, the length of lines, who stands left and who right. A writer knows only the pieces.
"""

from dataclasses import replace
from functools import singledispatch
from math import ceil

from core import dates
from core.rules import RuleError
from documents import blocks as b
from documents import faces, last_lines, layouts
from documents.blocks import Span
from documents.breaking import balanced
from documents.figures import plates, tables
from documents.figures.facts import strings
from documents.pieces import Break, Grid, Line, Picture, Rule, Sheet, Space, texts

BLANK = "\u00a0" * 6  # room to write a number or a day by hand
ABSTRACT_SHARE = 0.86  # the abstract keeps clear of the margins
CELL_GAP = 2  # mm kept free on both sides of a letterhead, table or signature column
BELOW_TITLE = 4  # mm
HEAD_LINES, ROW_LINES = 12, 20  # a head never takes half a page; a row beyond this may go on overleaf
LETTER = 0.6  # of the type size: a wide letter, to guess lines without measuring each
ABOVE_SIGNATURES = 6  # mm
BETWEEN_SIGNERS = 6  # mm between two rows of a signature grid


def compose(blocks, layout):
    """Return the pieces that `blocks` become in `layout`.

    Raises RuleError when the layout does not know a way of signing, or our faces lack a character.
    """
    pieces = [piece for block in blocks for piece in _pieces(block, layout)]
    faces.require(texts(pieces))
    return last_lines.tied(pieces, layout)


@singledispatch
def _pieces(block, layout):
    raise b.BlockError(f"{type(block).__name__} is not a kind of block")


@_pieces.register
def _(block: b.Letterhead, layout):
    left = layout.page.width * layout.lines["left_column"]
    right = layout.page.width - left
    upper = (_issuer(block, layout, left), _motto(layout, right))
    lower = ((*_number(block, layout), *_subject(block, layout, left)), _place_and_day(block, layout))
    below = [Space(BELOW_TITLE)] if block.subject else []  # a letter has no title under its head
    return [Grid((left, right), ((upper, lower),)), *below]


@_pieces.register
def _(block: b.Title, layout):
    room = layout.page.width * ABSTRACT_SHARE
    lines = _even_lines(block.type_name, "type", layout, room)
    lines += _even_lines(block.abstract, "abstract", layout, room)
    pieces = [*lines]
    if layout.words["under_title"]:
        pieces.append(_line("title_mark", layout.words["under_title"], layout))
    if layout.lines["title"]:
        length = _longest(lines, layout) * layout.lines["title"]
        pieces.append(Rule(length, layout.page.width, above=4))
    return [*pieces, Space(BELOW_TITLE)]


@_pieces.register
def _(block: b.Paragraph, layout):
    spans = (Span(block.text),) if isinstance(block.text, str) else block.text
    align = "" if block.align == layout.styles["body"].align else block.align
    return [Line("body", part, align=align) for part in _paragraphs(spans)]


@_pieces.register
def _(block: b.Heading, layout):
    joint = layout.words["heading_joints"][block.level - 1] if block.number else "{text}"
    text = joint.format(number=block.number, text=block.text)
    return [_line(f"heading{block.level}", text, layout, level=block.level)]


@_pieces.register
def _(block: b.Basis, layout):
    return [_line("basis", text, layout) for text in _listed(block.lines, layout)]


@_pieces.register
def _(block: b.Note, layout):
    return [_line("note", block.text, layout)]


@_pieces.register
def _(block: b.Table, layout):
    whole = sum(column.share for column in block.columns)
    widths = tuple(round(layout.page.width * column.share / whole, 2) for column in block.columns)
    heads = tuple(
        _balanced(column.title, layout.styles["cell_head"], width - 2 * CELL_GAP)
        for column, width in zip(block.columns, widths, strict=True)
    )
    if _lines(heads, widths, layout.styles["cell_head"]) > HEAD_LINES:
        raise RuleError("Tên cột của bảng quá dài so với trang giấy. Hãy đặt tên cột ngắn hơn.")
    cell = layout.styles["cell"]
    tall = {number for number, row in enumerate(block.rows) if _lines(row.cells, widths, cell) > ROW_LINES}
    aligns = tuple(column.align for column in block.columns)
    return [Sheet(widths, heads, aligns, block.rows, frozenset(tall))]


@_pieces.register
def _(block: b.Figure, layout):
    faces.require(strings(block))  # what is drawn as shapes, too
    columns, rows = tables.of(block.shows)
    table = b.Table(
        tuple(b.Column(*column) for column in columns), tuple(b.Row(cells, kind) for cells, kind in rows)
    )
    drawn = [
        Picture(block.title, plate.chart.describes, plate)
        for plate in plates.of(block.shows, layout.page.width)
    ]
    title = Line("cell_head", (Span(block.title),), tied=True)
    [sheet] = _pieces(table, layout)
    return [title, *drawn, replace(sheet, firm=True)]


@_pieces.register
def _(block: b.Signature, layout):
    half = layout.page.width / 2
    signed = [piece for part in _signed(block.signer, layout, half, "") for piece in part]
    left = _pieces(block.recipients, layout) if block.recipients else []
    return [Grid((half, half), (((tuple(left), tuple(signed)),),), before=ABOVE_SIGNATURES)]


@_pieces.register
def _(block: b.SignatureGrid, layout):
    room = layout.page.width / block.columns
    bands = []
    for first in range(0, len(block.signers), block.columns):
        signers = block.signers[first : first + block.columns]
        parts = [_signed(signer, layout, room, "grid_") for signer in signers]
        parts += [((), (), ())] * (block.columns - len(signers))
        above = ((Space(BETWEEN_SIGNERS),),) * block.columns
        bands.append((*([above] if bands else []), *zip(*parts, strict=True)))
    return [Grid((room,) * block.columns, tuple(bands), before=ABOVE_SIGNATURES)]


@_pieces.register
def _(block: b.Recipients, layout):
    lines = list(block.lines)
    if block.archive is not None:
        words = layout.words["file_copy" if block.archive else "file_copy_plain"]
        lines.append(words.format(unit=block.archive))
    label = _line("recipients_label", layout.words["recipients"], layout)
    return [label, *(_line("recipients", text, layout) for text in _listed(lines, layout))]


@_pieces.register
def _(block: b.PageBreak, layout):
    return [Break()]


@_pieces.register
def _(block: b.Mark, layout):
    faces.require([block.text])
    return []  # it is no part of the text: both writers take it from the imprint


def _issuer(block, layout, room):
    names = _even_lines(block.agency, "agency", layout, room - 2 * CELL_GAP)
    pieces = [*_even_lines(block.superior, "superior", layout, room - 2 * CELL_GAP), *names]
    if layout.words["under_agency"]:
        pieces.append(_line("agency_mark", layout.words["under_agency"], layout))
    if layout.lines["agency"]:
        pieces.append(Rule(_longest(names, layout) * layout.lines["agency"], room))
    return tuple(pieces)


def _motto(layout, room):
    words = [(style, layout.words[style]) for style in ("motto", "submotto") if layout.words[style]]
    lines = [_line(style, text, layout) for style, text in words]
    return (*lines, Rule(_longest(lines[-1:], layout) * layout.lines["motto"], room))


def _number(block, layout):
    code = block.type_code or (layout.words["letter_code"] if block.subject else "")
    if not block.type_code and not block.subject:
        return ()
    number = block.number.zfill(2) if block.number.isdigit() else block.number or BLANK
    text = layout.words["number"].format(number=number, type=code, issuer=block.issuer_code)
    if not code:  # a letter of the State: 12/KTĐ
        text = text.replace("/-", "/")
    return (_line("number", text.rstrip("-/"), layout),)


def _subject(block, layout, room):
    text = layout.words["subject"].format(text=block.subject) if block.subject else ""
    return _even_lines(text, "subject", layout, room - 2 * CELL_GAP)


def _place_and_day(block, layout):
    if not block.place:
        return ()
    by_hand = layout.words["day_by_hand"].format(room=BLANK)
    day = dates.words(block.day) if block.day else by_hand
    return (_line("day", layout.words["place_and_day"].format(place=block.place, day=day), layout),)


def _signed(signer, layout, room, set_of):
    """The three parts of a signature: who signs, room for the hand, the name."""
    prefix = _acting(signer, layout)
    room -= 2 * CELL_GAP
    style = f"{set_of}authority"
    head = _even_lines(f"{prefix}{signer.body}" if signer.body else "", style, layout, room)
    post = signer.post if signer.body else f"{prefix}{signer.post}"
    head += _even_lines(post, f"{set_of}post", layout, room)
    head += _even_lines(signer.note, "signed", layout, room)
    space = Space(layout.lines[f"{set_of}signing_space"])
    return tuple(head), (space,), tuple(_even_lines(signer.name, "name", layout, room))


def _acting(signer, layout):
    if not signer.acting:
        return ""
    if signer.acting not in layout.words["acting"]:
        raise RuleError(
            f"Thể thức văn bản {layouts.FORMS[layout.form]} không có cách ký “{signer.acting}”. "
            "Hãy chọn lại quyền hạn của người ký."
        )
    return layout.words["acting"][signer.acting]


def _listed(lines, layout):
    """Join a list the way of the layout: each line ends with a semicolon, the last with a full stop."""
    bare = [line.rstrip(" ;.,") for line in lines]
    ends = [layout.words["basis_joint"]] * (len(bare) - 1) + [layout.words["basis_end"]]
    return [f"{line}{end}" for line, end in zip(bare, ends, strict=True)] if bare else []


def _line(style, text, layout, level=0):
    look = layout.styles[style]
    text = f"{look.prefix}{text}"
    return Line(style, (Span(text.upper() if look.upper else text),), level)


def _even_lines(text, style, layout, room):
    """Break a name into even lines, so that PDF and Word break it at the same word; nothing for no text."""
    if not text:
        return []
    look = layout.styles[style]
    text = text.upper() if look.upper else text
    return [Line(style, (Span(_balanced(text, look, room)),))]


def _balanced(text, look, room):
    return "\n".join(balanced(text, room, lambda part: _length(part, look)))


def _lines(cells, widths, look):
    """About how many lines the fullest of `cells` takes."""
    letter = look.size * faces.POINT * LETTER
    return max(
        sum(ceil(len(part) * letter / (width - 2 * CELL_GAP)) for part in text.split("\n"))
        for text, width in zip(cells, widths, strict=True)
    )


def _longest(lines, layout):
    parts = ((part, layout.styles[line.style]) for line in lines for part in line.text.split("\n"))
    return max((_length(part, look) for part, look in parts), default=0)


def _length(text, look):
    return faces.width(text, look.size, bold=look.bold, italic=look.italic)


def _paragraphs(spans):
    """Cut marked text at its line ends; lines without any text fall away."""
    parts = [[]]
    for span in spans:
        first, *rest = span.text.split("\n")
        parts[-1].append(Span(first, span.bold, span.italic))
        parts.extend([Span(text, span.bold, span.italic)] for text in rest)
    kept = (tuple(span for span in part if span.text) for part in parts)
    return [part for part in kept if "".join(span.text for span in part).strip()]
