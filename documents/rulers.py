"""Ruler sheets: printed on plain paper they show by how much a printer is off, to be read with any ruler.

A cross in each corner, INSET mm from both its edges, and along the edges scales that count from the edges.
A check sheet is the same page bent by what was found: its crosses must come out at INSET mm on paper.
"""

import io

import pikepdf
from pikepdf import Dictionary, Name

from documents import binding, distortions, faces, outlines

INSET = 20  # mm from the middle of a cross to the two edges it is measured from
ARM, FIRST, LINE = 6.5, 6, 6.5  # mm: of a cross; where scales begin; from the edge to their base line
TICKS = {10: 3.0, 5: 2.2, 1: 1.3}  # mm: how long the lines of a scale are, by what they count
THIN, FINE = 0.15, 0.1  # mm
LETTERS = ("A", "B", "C", "D")  # upper left, upper right, lower left, lower right
TEST_LINE = 100  # mm
CORNER = INSET + 1  # mm from a corner within which scales carry no numbers: crosses stand there


def marks(width, height):
    """Return {letter: (x, y)} of the crosses of a sheet of this size, in mm from its upper left."""
    right, below = width - INSET, height - INSET
    places = ((INSET, INSET), (right, INSET), (INSET, below), (right, below))
    return dict(zip(LETTERS, places, strict=True))


def draw(width, height, *, title, lines, distortion=None):
    """Return the PDF (bytes) of a ruler sheet of this size (mm): crosses, scales, `title` and `lines` below.

    With a `distortion` all of it is bent so that it comes out straight on that printer. Raises RuleError when
    a face is missing.
    """
    content = [distortions.undoing(distortion, width, height), outlines.sheet(height)]
    content += [b"0 G 0 g 0 J\n", _crosses(width, height), _scales(width, height)]
    content.append(_words(width, height, title, lines))
    with pikepdf.new() as book:
        page = Dictionary(
            Type=Name.Page,
            MediaBox=[0, 0, round(width / faces.POINT, 4), round(height / faces.POINT, 4)],
            Resources=Dictionary(),
            Contents=book.make_stream(b"".join(content)),
        )
        book.pages.append(pikepdf.Page(book.make_indirect(page)))
        book.docinfo["/Title"] = title
        binding.print_as_is(book)
        out = io.BytesIO()
        book.save(out, **binding.SAVING)
        return out.getvalue()


def _crosses(width, height):
    drawn = [f"{THIN} w\n".encode()]
    for letter, (x, y) in marks(width, height).items():
        drawn.append(_line(x - ARM, y, x + ARM, y) + _line(x, y - ARM, x, y + ARM))
        inward_x, inward_y = (1 if x < width / 2 else -1), (1 if y < height / 2 else -1)
        place = x + inward_x * 5.5, y + inward_y * 5.5 + 2
        drawn.append(outlines.text(letter, *place, 16, cut=outlines.BOLD, align="center"))
    return b"".join(drawn)


def _scales(width, height):
    """One along every edge; on paper its base line should be LINE mm from that edge."""
    drawn = [f"{FINE} w\n".encode()]
    for y, inward in ((LINE, 1), (height - LINE, -1)):
        drawn.append(_line(FIRST, y, width - FIRST, y))
        for at, long in _ticks(width):
            drawn.append(_line(at, y, at, y + inward * long))
            if at % 10 == 0 and CORNER <= at <= width - CORNER:
                below = y + inward * (TICKS[10] + (2.4 if inward > 0 else 0.6))
                drawn.append(outlines.text(str(at), at, below, 6, align="center"))
    for x, inward in ((LINE, 1), (width - LINE, -1)):
        drawn.append(_line(x, FIRST, x, height - FIRST))
        for at, long in _ticks(height):
            drawn.append(_line(x, at, x + inward * long, at))
            if at % 10 == 0 and CORNER <= at <= height - CORNER:
                side = "left" if inward > 0 else "right"
                beside = x + inward * (TICKS[10] + 0.7)
                drawn.append(outlines.text(str(at), beside, at + 0.75, 6, align=side))
    return b"".join(drawn)


def _ticks(length):
    """(place, how long) of the lines of a scale: whole millimetres from the upper or left edge."""
    for at in range(FIRST + 1, int(length - FIRST)):
        yield at, next(long for step, long in TICKS.items() if at % step == 0)


def _words(width, height, title, lines):
    """Title and lines in the middle, and a line to hold a ruler to."""
    middle, y = width / 2, height / 2 - 3.2 * len(lines) - 8
    drawn = [outlines.text(title, middle, y, _size(title, width, 18), cut=outlines.BOLD, align="center")]
    for line in lines:
        y += 6.4
        drawn.append(outlines.text(line, middle, y, _size(line, width, 11), align="center"))
    length = TEST_LINE if width >= 2 * TEST_LINE else TEST_LINE / 2
    left, y = middle - length / 2, y + 12
    drawn.append(f"{THIN} w\n".encode() + _line(left, y, left + length, y))
    drawn += [_line(end, y - 2, end, y + 2) for end in (left, left + length)]
    told = f"Đoạn thẳng này dài đúng {length:g} mm"
    return b"".join([*drawn, outlines.text(told, middle, y + 5, 9, align="center")])


def _size(words, width, size):
    """The type size at which `words` stay between the crosses."""
    room = width - 2 * INSET - 2 * ARM
    return min(size, size * room / outlines.width(words, size))


def _line(x, y, to_x, to_y):
    return f"{x:.3f} {y:.3f} m {to_x:.3f} {to_y:.3f} l S\n".encode()
