"""What offices use today: CPU of LibreOffice for a merged letter, over that of our batches.

Reference: the document that a mail merge makes, one page for each certificate with the same words and the
same frame (once, in the header), without QR codes, turned into a PDF. The frame is the drawing itself (SVG),
and in a line of its own a picture of it (PNG) with an alpha channel, as programs that draw export one. What a
picture costs LibreOffice depends on that channel above all: without it the picture is taken as it is, and
costs next to nothing; `opaque` is the ratio for such a one. 150 dots per inch are few for print; more make
the first kind dearer still. What LibreOffice takes to start is taken off, and so is the merging itself.
Where LibreOffice Writer is not installed, this says so.
"""

import base64
import io
import statistics
import tempfile
from functools import cache, partial
from pathlib import Path
from xml.sax.saxutils import escape

import pypdfium2

from bench import _certificates, _office
from documents import pdf, placing

AIM, PICTURE_AIM = 20, 60
DOTS = 150  # of the picture, per inch
FEW, MANY, ROUNDS = 10, 110, 3  # pages; the difference is what counts
BATCH = 1_000
SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{kind}:1.0"'
    for name, kind in (
        ("office", "office"),
        ("style", "style"),
        ("text", "text"),
        ("draw", "drawing"),
        ("fo", "xsl-fo-compatible"),
        ("svg", "svg-compatible"),
    )
)
DOCUMENT = f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document {SPACES} xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.3"
 office:mimetype="application/vnd.oasis.opendocument.text">
<office:automatic-styles>
<style:page-layout style:name="sheet"><style:page-layout-properties fo:page-width="297mm"
 fo:page-height="210mm" fo:margin="0mm" fo:margin-left="30mm" fo:margin-right="30mm"
 style:print-orientation="landscape"/>
<style:header-style><style:header-footer-properties fo:min-height="25mm"/></style:header-style>
</style:page-layout>
<style:style style:name="frame" style:family="graphic"><style:graphic-properties style:wrap="run-through"
 style:run-through="background" style:horizontal-pos="from-left" style:horizontal-rel="page"
 style:vertical-pos="from-top" style:vertical-rel="page"/></style:style>
<style:style style:name="line" style:family="paragraph"><style:paragraph-properties fo:text-align="center"/>
<style:text-properties fo:font-size="16pt"/></style:style>
<style:style style:name="first" style:family="paragraph"><style:paragraph-properties
 fo:break-before="page" fo:text-align="center"/><style:text-properties fo:font-size="16pt"/></style:style>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="sheet"><style:header>
<text:p><draw:frame draw:style-name="frame" text:anchor-type="char" svg:x="0mm" svg:y="0mm" svg:width="297mm"
 svg:height="210mm"><draw:image draw:mime-type="%s"><office:binary-data>%s</office:binary-data>
</draw:image></draw:frame></text:p></style:header></style:master-page></office:master-styles>
<office:body><office:text>%s</office:text></office:body></office:document>"""


def run(few=FEW, many=MANY, rounds=ROUNDS, batch=BATCH):
    """Print the ratios, or that the reference is not there."""
    office, ours = _office.found(), []
    reference = {kind: [] for kind in FRAMES}
    with tempfile.TemporaryDirectory() as folder:
        if not office or not merged(office, Path(folder), 1):  # makes its profile
            print("mailmerge: không đo, vì máy chưa có LibreOffice Writer (soffice).", flush=True)
            return
        _certificates.batch(1)
        for _ in range(rounds):
            ours.append(_certificates.cpu(_certificates.batch, batch) / batch)
            for kind, spent in reference.items():
                pages = merged(office, Path(folder), many, kind) - merged(office, Path(folder), few, kind)
                spent.append(pages / (many - few))
    _tell(statistics.median(ours), **{kind: statistics.median(spent) for kind, spent in reference.items()})


def merged(office, folder, count, kind="svg"):
    """Return the CPU seconds LibreOffice takes for a merged letter of `count` pages, 0 when it cannot."""
    source = folder / f"{count}-{kind}.fodt"
    source.write_text(letter(count, kind), encoding="utf-8")
    return _office.cpu(office, folder, source)


def letter(count, kind="svg"):
    """Return the merged letter (text): `count` pages of a certificate's words, framed in a way of FRAMES."""
    mime, picture = FRAMES[kind]()
    pages = "".join(_page(_certificates.row(number)) for number in range(count))
    return DOCUMENT % (mime, base64.b64encode(picture).decode(), pages)


def _drawing():
    return "image/svg+xml", _certificates.design().ground.encode()


@cache
def _picture(mode):
    """The drawing as a picture of the whole sheet; `mode` "RGBA" has an alpha channel, all of it opaque."""
    design, picture = _certificates.design(), io.BytesIO()
    html = placing.page(design, [[]], ground=True)
    [page] = pypdfium2.PdfDocument(pdf.draw_sheets(html, placing.style(design, words=False), ()))
    page.render(scale=DOTS / 72).to_pil().convert(mode).save(picture, format="PNG")
    return "image/png", picture.getvalue()


FRAMES = {"svg": _drawing, "png": partial(_picture, "RGBA"), "opaque": partial(_picture, "RGB")}


def _tell(ours, *, svg, png, opaque):
    print(
        f"mailmerge: ratio={svg / ours:.1f} aim={AIM} per_cpu_second={1 / ours:.0f} "
        f"reference={1 / svg:.1f} (CPU of the reference over ours, the frame as SVG)\n"
        f"mailmerge-png: ratio={png / ours:.1f} aim={PICTURE_AIM} opaque={opaque / ours:.1f} "
        f"per_cpu_second={1 / ours:.0f} reference={1 / png:.1f} "
        "(CPU of the reference over ours, the frame as PNG)",
        flush=True,
    )


def _page(row):
    said = [box.text.format(**vars(row)) for box in _certificates.design().boxes]
    lines = [line for text in said for line in text.split("\n")]
    first, *rest = map(escape, lines)
    later = "".join(f'<text:p text:style-name="line">{line}</text:p>' for line in rest)
    return f'<text:p text:style-name="first">{first}</text:p>{later}'
