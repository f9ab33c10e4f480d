"""What stands on a certificate, read back from its PDF: lines with face, size and place; the QR code."""

import io
from dataclasses import dataclass

import pikepdf

from documents import faces

IDENTITY = (1, 0, 0, 1, 0, 0)


@dataclass
class Line:
    """One line of text. Places and lengths in mm from the upper left corner, size in points."""

    letters: str  # as the glyphs map to letters
    noted: str | None  # as the file says they read, where it does
    face: str
    size: float
    x: float
    baseline: float
    width: float

    @property
    def text(self):
        return self.letters if self.noted is None else self.noted


@dataclass
class Image:
    """The dots of an inline image as rows of 0 and 1 (1 is dark), and where it stands (mm)."""

    rows: list
    x: float
    y: float
    width: float
    height: float


def read(content, number=0):
    """Return (lines, images) of a page; what a shared form draws is not among them."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        reader = Reader(pdf.pages[number])
        for instruction in pikepdf.parse_content_stream(pdf.pages[number]):
            reader.take(instruction)
        return reader.lines, reader.images


def ground_lines(content):
    """Return the lines of the form that lies under the first page."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        form = pdf.pages[0].Resources.XObject.Ground
        reader = Reader(pdf.pages[0], form.Resources)
        for instruction in pikepdf.parse_content_stream(form):
            reader.take(instruction)
        return reader.lines


def texts(content, number=0):
    """Return the texts of the lines of a page."""
    return [line.text for line in read(content, number)[0]]


class Reader:
    """Follows the operators of a page and keeps what they show."""

    def __init__(self, page, resources=None):
        self.height = float(page.MediaBox[3])
        self.fonts = {name: _Font(font) for name, font in (resources or page.Resources).Font.items()}
        self.lines, self.images = [], []
        self.matrix, self.stack, self.noted = IDENTITY, [], None
        self.text = self.font = self.size = None

    def take(self, instruction):
        if isinstance(instruction, pikepdf.ContentStreamInlineImage):
            return self.image(instruction.iimage)
        act = {
            "q": self.keep, "Q": self.back, "cm": self.transform, "Tm": self.place,
            "Tf": self.use, "TJ": self.show, "BDC": self.note, "EMC": self.forget,
        }.get(str(instruction.operator))  # fmt: skip
        return act(*instruction.operands) if act else None

    def keep(self):
        self.stack.append(self.matrix)

    def back(self):
        self.matrix = self.stack.pop()

    def transform(self, *numbers):
        self.matrix = _times(tuple(map(float, numbers)), self.matrix)

    def place(self, *numbers):
        self.text = tuple(map(float, numbers))

    def use(self, name, size):
        self.font, self.size = self.fonts[str(name)], float(size)

    def note(self, tag, facts):
        self.noted = bytes(facts.ActualText).decode("utf-16")

    def forget(self):
        self.noted = None

    def show(self, items):
        letters, width = "", 0
        for item in items:
            if isinstance(item, pikepdf.String):
                for code in _codes(bytes(item)):
                    letters += self.font.letters.get(code, "\N{REPLACEMENT CHARACTER}")
                    width += self.font.widths[code]
            else:
                width -= float(item)
        matrix = _times(self.text, self.matrix)
        scale = (matrix[0] ** 2 + matrix[1] ** 2) ** 0.5
        self.lines.append(
            Line(
                letters,
                self.noted,
                self.font.name,
                self.size * scale,
                matrix[4] * faces.POINT,
                (self.height - matrix[5]) * faces.POINT,
                width / 1000 * self.size * scale * faces.POINT,
            )
        )

    def image(self, image):
        width, _, _, height, x, y = self.matrix
        data = bytes.fromhex(image.read_raw_bytes().split(b">")[0].decode())
        row = -(-image.width // 8)
        rows = [
            [int(dot) for dot in f"{int.from_bytes(data[at : at + row], 'big'):0{row * 8}b}"[: image.width]]
            for at in range(0, row * image.height, row)
        ]
        top = self.height - y - height
        self.images.append(Image(rows, *(length * faces.POINT for length in (x, top, width, height))))


class _Font:
    def __init__(self, font):
        self.name = str(font.BaseFont).lstrip("/").split("+")[-1]
        self.widths, self.letters = {}, {}
        whole = list(font.DescendantFonts[0].W)
        for start, widths in zip(whole[::2], whole[1::2], strict=True):
            for step, width in enumerate(widths):
                self.widths[int(start) + step] = float(width)
        mapped = False
        for line in font.ToUnicode.read_bytes().decode().splitlines():
            if "endbfchar" in line:
                mapped = False
            if mapped:
                code, letters = line.replace("<", " ").replace(">", " ").split()
                self.letters[int(code, 16)] = bytes.fromhex(letters).decode("utf-16-be")
            if "beginbfchar" in line:
                mapped = True


def _codes(text):
    return [int.from_bytes(text[at : at + 2], "big") for at in range(0, len(text), 2)]


def _times(a, b):
    """First `a`, then `b`."""
    return (
        a[0] * b[0] + a[1] * b[2], a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2], a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4], a[4] * b[1] + a[5] * b[3] + b[5],
    )  # fmt: skip
