"""What offices use today: CPU of LibreOffice for a merged letter, over that of our batches.

Reference: the document that a mail merge makes, one page for each certificate with the same words and the
same frame (SVG, once, in the header), without QR codes, turned into a PDF. What LibreOffice takes to start is
taken off, and so is the merging itself. Where LibreOffice Writer is not installed, this says so.
"""

import base64
import resource
import shutil
import statistics
import subprocess
import tempfile
from pathlib import Path
from xml.sax.saxutils import escape

from bench import _certificates

AIM = 20
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
 svg:height="210mm"><draw:image draw:mime-type="image/svg+xml"><office:binary-data>%s</office:binary-data>
</draw:image></draw:frame></text:p></style:header></style:master-page></office:master-styles>
<office:body><office:text>%s</office:text></office:body></office:document>"""


def run(few=FEW, many=MANY, rounds=ROUNDS, batch=BATCH):
    """Print the ratio, or that the reference is not there."""
    office, ours, reference = shutil.which("soffice"), [], []
    with tempfile.TemporaryDirectory() as folder:
        if not office or not merged(office, Path(folder), 1):  # makes its profile
            print("mailmerge: không đo, vì máy chưa có LibreOffice Writer (soffice).", flush=True)
            return
        _certificates.batch(1)
        for _ in range(rounds):
            ours.append(_certificates.cpu(_certificates.batch, batch) / batch)
            pages = merged(office, Path(folder), many) - merged(office, Path(folder), few)
            reference.append(pages / (many - few))
    ours, reference = statistics.median(ours), statistics.median(reference)
    print(
        f"mailmerge: ratio={reference / ours:.1f} aim={AIM} per_cpu_second={1 / ours:.0f} "
        f"reference={1 / reference:.1f} (CPU of the reference over ours)",
        flush=True,
    )


def merged(office, folder, count):
    """Return the CPU seconds LibreOffice takes for a merged letter of `count` pages, 0 when it cannot."""
    source = folder / f"{count}.fodt"
    source.write_text(letter(count), encoding="utf-8")
    command = [office, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf"]
    began = _children()
    subprocess.run([*command, "--outdir", folder, source], check=True, capture_output=True, timeout=600)
    return _children() - began if source.with_suffix(".pdf").exists() else 0


def letter(count):
    """Return the merged letter (text): `count` pages of the words of a certificate."""
    frame = base64.b64encode(_certificates.design().ground.encode()).decode()
    return DOCUMENT % (frame, "".join(_page(_certificates.row(number)) for number in range(count)))


def _page(row):
    said = [box.text.format(**vars(row)) for box in _certificates.design().boxes]
    lines = [line for text in said for line in text.split("\n")]
    first, *rest = map(escape, lines)
    later = "".join(f'<text:p text:style-name="line">{line}</text:p>' for line in rest)
    return f'<text:p text:style-name="first">{first}</text:p>{later}'


def _children():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
