"""The program that looks into an uploaded file: run by `confined` as a process of its own, never imported.

    python -I drawer.py count pdf < file       the number of pages
    python -I drawer.py draw pdf 3 1400 < file  the third page as PNG, at most 1400 pixels long

What people upload may be made to break whoever reads it. So this process first gives up what it could do harm
with: it may open no further file and no connection, start nothing, and use little memory and time. Then it
reads the file, which is its standard input, to its standard output. It knows nothing of Django or of us.
"""

import resource
import sys
import warnings
from contextlib import suppress
from io import BytesIO

import pypdfium2 as pdfium
from PIL import Image, ImageOps, MpoImagePlugin  # noqa: F401 - telephones write MPO and call it JPEG
from pypdfium2 import raw

LOCKED, BROKEN, TOO_LARGE = 3, 4, 5  # how the process ends when it is not well
MEMORY = 1024**3  # bytes of address space, libraries included
SECONDS = 15  # of processor time
RESULT = 20 * 1024 * 1024  # bytes
PIXELS = 40_000_000  # of a picture; unpacked it takes up to four times as many bytes
LIGHT = 1024 * 1024  # bytes; a heavier result gets along with fewer colours
PICTURES = ("JPEG", "PNG")


def main(verb, kind, number="1", side="0"):
    """Answer `verb` on the file at standard input."""
    Image.preinit()  # whatever is loaded later would have to be opened
    lock()
    content = sys.stdin.buffer.read()
    picture = page(content, int(number), int(side)) if kind == "pdf" else photo(content, int(side))
    sys.stdout.buffer.write(png(picture) if verb == "draw" else b"%d" % pages_of(content, kind))
    sys.stdout.flush()


def lock():
    """Give up files, connections, children, and all but this much memory and time; there is no way back."""
    bounds = {
        resource.RLIMIT_AS: MEMORY,
        resource.RLIMIT_CPU: SECONDS,
        resource.RLIMIT_FSIZE: RESULT,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_NPROC: 0,
        resource.RLIMIT_NOFILE: 3,  # standard input, output and errors; a connection would be a fourth
    }
    for name, most in bounds.items():
        with suppress(ValueError):  # the system itself allows less
            resource.setrlimit(name, (most, most))


def pages_of(content, kind):
    """Return how many pages the file has; a picture is one."""
    return len(pdfium.PdfDocument(content)) if kind == "pdf" else 1


def page(content, number, side):
    """Return page `number` (from 1) as a picture `side` pixels long; with 0 the page is only opened.

    Scripts in a PDF do not run: the library is built without a machine for them.
    """
    document = pdfium.PdfDocument(content)
    if not 1 <= number <= len(document):
        sys.exit(BROKEN)
    document.init_forms()  # stamps of electronic signatures are drawn with the forms
    sheet = document[number - 1]
    width, height = sheet.get_size()
    if not side:
        return None
    scale = side / max(width, height, 1)
    return sheet.render(scale=scale, draw_annots=True).to_pil().convert("RGB")


def photo(content, side):
    """Return the picture upright, at most `side` pixels long; its size is looked at before it is unpacked."""
    warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # our own bound is lower
    picture = Image.open(BytesIO(content), formats=PICTURES)
    if picture.width * picture.height > PIXELS:
        sys.exit(TOO_LARGE)
    picture.draft("RGB", (side or 1, side or 1))
    picture.load()
    upright = ImageOps.exif_transpose(picture)
    if upright.mode.startswith("I"):  # 16 bits of grey, which a conversion would make white
        upright = upright.point(lambda grey: grey / 256).convert("L")
    if side:
        upright.thumbnail((side, side))
    paper = Image.new("RGB", upright.size, "white")  # what can be seen through shows paper
    clear = upright.convert("RGBA")
    paper.paste(clear, mask=clear)
    return paper


def png(picture):
    """Return the picture as PNG, with 256 colours when it would be heavy with all of them."""
    content = BytesIO()
    picture.save(content, format="PNG")
    if content.tell() > LIGHT:
        content = BytesIO()
        picture.quantize(256, method=Image.Quantize.FASTOCTREE).save(content, format="PNG")
    return content.getvalue()


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except pdfium.PdfiumError as fault:
        sys.exit(LOCKED if getattr(fault, "err_code", None) == raw.FPDF_ERR_PASSWORD else BROKEN)
    except Image.DecompressionBombError:
        sys.exit(TOO_LARGE)
    except (OSError, ValueError, SyntaxError, EOFError, ZeroDivisionError):
        sys.exit(BROKEN)
