"""Two certificates on one larger sheet, with marks to cut along.

The pages are taken as they are; each becomes a drawing of its own that the sheet shows in its place. From
the finished file any of them can be taken out again, drawn from the same streams, and laid on new sheets.
"""

import io
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name

from documents import binding, distortions, faces, outlines

PER_SHEET = 2
SHEET = (297, 420)  # mm: A3 upright holds two lying A4, one above the other
ROUNDING = 0.5  # mm a sheet may be short: sizes are told in whole millimetres
MARK, GAP, INSIDE = 5, 1, 3.5  # mm: a mark outside its certificate, off its corner; one on its empty rim
PLACES = (Name("/A"), Name("/B"))


@dataclass(frozen=True)
class Plan:
    """How two pages lie on a sheet: (x, y) of each in mm from the upper left, as they are or `turned`."""

    sheet: tuple[float, float]
    page: tuple[float, float]  # as it lies on the sheet
    corners: tuple[tuple[float, float], ...]
    turned: bool


def plan(page, sheet):
    """Return the Plan of two pages of the size `page` on `sheet` (mm), or None when they find no room."""
    for turned in (False, True):
        width, height = page[::-1] if turned else page
        for across, down in ((1, 2), (2, 1)):
            left, top = (sheet[0] - across * width) / 2, (sheet[1] - down * height) / 2
            if left >= -ROUNDING and top >= -ROUNDING:
                second = (left + (across - 1) * width, top + (down - 1) * height)
                return Plan(sheet, (width, height), ((left, top), second), turned)
    return None


def impose(content, plan, *, title, distortion=None):
    """Return the PDF (bytes) of the pages of `content` (a PDF in bytes), two on each sheet of `plan`.

    An odd one stands alone on the last sheet. `distortion` is that of the printer, on the whole sheet.
    """
    with pikepdf.open(io.BytesIO(content)) as book:  # changed where it is: a copy would take as much again
        begin = distortions.undoing(distortion, *plan.sheet)
        frame = _Frame(
            size=[0, 0, *(round(side / faces.POINT, 4) for side in plan.sheet)],
            begin=book.make_stream(begin or b"\n"),
            places=[book.make_stream(_show(plan, number)) for number in range(PER_SHEET)],
            end=book.make_stream(_cuts(plan)),
        )
        forms = [page.as_form_xobject() for page in book.pages]
        return _laid_out(book, frame, forms, title)


def take(content, numbers):
    """Return the PDF (bytes) of the certificates `numbers` (from 1, in order) of an imposed file (bytes).

    They fill new sheets from the first place on. Raises ValueError for a number that the file does not hold.
    """
    with pikepdf.open(io.BytesIO(content)) as source, pikepdf.new() as book:
        first = source.pages[0].obj
        begin, *places, end = [book.copy_foreign(stream) for stream in first.Contents]
        frame = _Frame(size=list(first.MediaBox), begin=begin, places=places, end=end)
        forms = [book.copy_foreign(_form(source, number)) for number in numbers]
        if len(places) == 1:  # a file of one sheet with one certificate
            frame.places.append(places[0])
        return _laid_out(book, frame, forms, str(source.docinfo["/Title"]))


@dataclass
class _Frame:
    """What the sheets of a file share."""

    size: list
    begin: pikepdf.Stream
    places: list
    end: pikepdf.Stream


def _laid_out(book, frame, forms, title):
    kids = []
    for first in range(0, len(forms), PER_SHEET):
        shown = forms[first : first + PER_SHEET]
        page = Dictionary(
            Type=Name.Page,
            MediaBox=frame.size,
            Resources=Dictionary(XObject=Dictionary(dict(zip(map(str, PLACES), shown, strict=False)))),
            Contents=Array([frame.begin, *frame.places[: len(shown)], frame.end]),
        )
        kids.append(book.make_indirect(page))
    binding.hang(book, kids, title)
    binding.print_as_is(book)
    out = io.BytesIO()
    book.save(out, **binding.SAVING)
    return out.getvalue()


def _form(source, number):
    sheet, place = divmod(number - 1, PER_SHEET)
    if number < 1 or sheet >= len(source.pages) or PLACES[place] not in source.pages[sheet].Resources.XObject:
        raise ValueError(f"a certificate that the file does not have: {number}")
    return source.pages[sheet].Resources.XObject[PLACES[place]]


def _show(plan, number):
    """Show the certificate of this place on the sheet."""
    (x, y), (width, height) = plan.corners[number], plan.page
    left, foot = x / faces.POINT, (plan.sheet[1] - y - height) / faces.POINT
    turn = f"0 1 -1 0 {left + width / faces.POINT:.4f}" if plan.turned else f"1 0 0 1 {left:.4f}"
    return f"q {turn} {foot:.4f} cm {PLACES[number]} Do Q\n".encode()


def _cuts(plan):
    """Marks at the end of every line to cut along; none where the certificate ends with the sheet."""
    drawn = [b"q\n", outlines.sheet(plan.sheet[1]), b"0.4 G 0.1 w\n"]
    (left, top), (width, height) = plan.corners[0], plan.page
    right, foot = plan.corners[1][0] + width, plan.corners[1][1] + height
    upright = {left, plan.corners[1][0], right}
    level = {top, plan.corners[1][1], foot}
    for x in sorted(upright):
        if ROUNDING < x < plan.sheet[0] - ROUNDING:
            drawn += [_line(x, start, x, end) for start, end in _ends(top, foot, plan.sheet[1])]
    for y in sorted(level):
        if ROUNDING < y < plan.sheet[1] - ROUNDING:
            drawn += [_line(start, y, end, y) for start, end in _ends(left, right, plan.sheet[0])]
    return b"".join([*drawn, b"Q\n"])


def _ends(first, last, edge):
    """Where the two marks of a line run: outside the certificates, or on their rim where they fill it all."""
    if first < GAP + 1:
        return (0, INSIDE), (edge - INSIDE, edge)
    return (max(0, first - GAP - MARK), first - GAP), (last + GAP, min(edge, last + GAP + MARK))


def _line(x, y, to_x, to_y):
    return f"{x:.3f} {y:.3f} m {to_x:.3f} {to_y:.3f} l S\n".encode()
