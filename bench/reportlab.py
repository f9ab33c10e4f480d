"""What shaping costs: CPU of reportlab, which sets letter beside letter, over that of our batches.

Reference: the same boxes, faces, QR codes and ground, text measured and drawn without kerning and marks, the
ground stamped below. Reportlab is no package of ours: where it is not installed, this says so.
"""

import importlib
import importlib.util
import io
import statistics

import pikepdf

from bench import _certificates
from documents import binding, codes, faces, sheets

AIM = 0.7
BATCH, ROUNDS = 1_000, 3


def run(batch=BATCH, rounds=ROUNDS):
    """Print the ratio, or that the reference is not there."""
    if not importlib.util.find_spec("reportlab"):
        print("reportlab: không đo, vì máy chưa có reportlab (pip install reportlab).", flush=True)
        return
    unshaped(1), _certificates.batch(1)
    ours, reference = [], []
    for _ in range(rounds):
        ours.append(_certificates.cpu(_certificates.batch, batch) / batch)
        reference.append(_certificates.cpu(unshaped, batch) / batch)
    ours, reference = statistics.median(ours), statistics.median(reference)
    print(
        f"reportlab: ratio={reference / ours:.2f} aim={AIM} per_cpu_second={1 / ours:.0f} "
        f"reference={1 / reference:.0f} (CPU of the reference over ours)",
        flush=True,
    )


def unshaped(count):
    """Return `count` certificates as reportlab draws them, on the same ground."""
    canvases = importlib.import_module("reportlab.pdfgen.canvas")
    design, drawn = _certificates.design(), io.BytesIO()
    fonts = {cut: _registered(cut) for cut in design.cuts}
    size = design.width / faces.POINT, design.height / faces.POINT
    canvas = canvases.Canvas(drawn, pagesize=size, pageCompression=1)
    for number in range(count):
        row = _certificates.row(number)
        for box in design.boxes:
            _draw(canvas, box, fonts[box.cut], box.text.format(**vars(row)), size[1])
        canvas._code.append(codes.operators(design.code, row.qr, design.height).decode())
        canvas.showPage()
    canvas.save()
    return _stamped(drawn, design)


def _draw(canvas, box, font, text, height):
    split = importlib.import_module("reportlab.lib.utils").simpleSplit
    text = text.upper() if box.upper else text
    left, top, width = (length / faces.POINT for length in (box.x, box.y, box.width))
    canvas.setFillColor(box.colour)
    canvas.setFont(font, box.size)
    for place, line in enumerate(split(text, font, box.size, width)):
        y = height - top - (place + 0.8) * box.size * box.line_height
        if box.align == "center":
            canvas.drawCentredString(left + width / 2, y, line)
        else:
            canvas.drawString(left, y, line)


def _registered(cut):
    metrics = importlib.import_module("reportlab.pdfbase.pdfmetrics")
    files = importlib.import_module("reportlab.pdfbase.ttfonts")
    name = faces.CUTS[cut].removesuffix(".ttf")
    if name not in metrics.getRegisteredFontNames():
        metrics.registerFont(files.TTFont(name, str(faces.path(faces.CUTS[cut]))))
    return name


def _stamped(drawn, design):
    with pikepdf.open(drawn) as book, pikepdf.open(io.BytesIO(sheets.ground(design))) as ground:
        form = book.copy_foreign(ground.pages[0].as_form_xobject())
        below = book.make_stream(b"q /Ground Do Q\n")
        for page in book.pages:
            page.obj.Resources.XObject = pikepdf.Dictionary({"/Ground": form})
            page.obj.Contents = pikepdf.Array([below, page.obj.Contents])
        out = io.BytesIO()
        book.save(out, **binding.SAVING)
    return out.getvalue()
