"""What a certificate costs: CPU of one WeasyPrint call for each whole page, over that of our batches.

Reference: frame, words, text and QR code (as SVG) of every certificate in one page of HTML, drawn and merged
one by one, with parsed style and faces shared. Ours: parts of 250, bound into one file. Memory is the highest
of a process of its own that draws and binds everything, in MB, one or two on a sheet. Workers: the seconds
one process takes for a batch, binding included, over those of two; and the same of the CPU time, the parts
shared evenly and then bound, which those who use the machine as well hardly change.
"""

import io
import multiprocessing
import statistics
import subprocess
import sys
import time

import django
import pikepdf
import segno

from bench import _certificates
from documents import pdf, placing, sheets

AIM, KB_AIM, MB_AIM, WORKERS_AIM = 120, 1.5, 200, 1.6
BATCH, ALONE, ROUNDS = 1_000, 7, 3
SIZES = (500, 5_000)  # certificates
SHARED = 2_000  # certificates that two workers share


def run():
    """Print the speed-up, the memory and what a second worker brings."""
    speed(), memory(), workers()


def speed(batch=BATCH, one_by_one=ALONE, rounds=ROUNDS):
    """Print the speed-up and the size of a certificate."""
    size = len(_certificates.batch(batch)) / batch / 1024
    alone(1)  # faces and ground are loaded once in both
    ours, reference = [], []
    for _ in range(rounds):
        ours.append(_certificates.cpu(_certificates.batch, batch) / batch)
        reference.append(_certificates.cpu(alone, one_by_one) / one_by_one)
    ours, reference = statistics.median(ours), statistics.median(reference)
    print(
        f"certificates: ratio={reference / ours:.1f} aim={AIM} per_cpu_second={1 / ours:.0f} "
        f"reference={1 / reference:.1f} kb_each={size:.2f} kb_aim={KB_AIM} (CPU of the reference over ours)",
        flush=True,
    )


def memory(sizes=SIZES):
    """Print the highest memory of batches of these sizes."""
    highest = [_highest(count) for count in sizes]
    listed = " ".join(f"{count}={most}" for count, most in zip(sizes, highest, strict=True))
    print(
        f"certificates-memory: ratio={highest[-1] / highest[0]:.2f} {listed} MB, aim={MB_AIM} MB "
        "(the largest batch over the smallest)",
        flush=True,
    )
    print(
        f"certificates-two-up-memory: {sizes[-1]}={_highest(sizes[-1], 'two_up')} MB, aim={MB_AIM} MB "
        "(two on a sheet)",
        flush=True,
    )


def workers(count=SHARED):
    """Print how much sooner two workers are ready than one."""
    (one, one_cpu), (two, two_cpu) = (_seconds(each, count) for each in (1, 2))
    print(
        f"certificates-workers: ratio={one / two:.2f} aim={WORKERS_AIM} one={one:.2f}s two={two:.2f}s "
        f"cpu_ratio={one_cpu / two_cpu:.2f} (best seconds of one worker over those of two, for {count}; "
        "cpu_ratio: of the CPU time, parts shared evenly)",
        flush=True,
    )


def alone(count):
    """Return `count` certificates drawn page by page and merged."""
    with pikepdf.new() as book:
        for number in range(count):
            whole = pikepdf.open(io.BytesIO(_whole(_certificates.design(), _certificates.row(number))))
            book.pages.extend(whole.pages)
        out = io.BytesIO()
        book.save(out)
    return out.getvalue()


def _whole(design, facts):
    texts = [*placing.printed(design), *placing.placed(design, facts)]
    html = placing.page(design, [texts], ground=True)
    code = segno.make_qr(facts.qr, error="m").svg_inline(omitsize=True, border=0)
    left, top, size = design.code.x, design.code.y, design.code.size
    place = f"left: {left}mm; top: {top}mm; width: {size}mm; height: {size}mm"
    code = code.replace("<svg ", f'<svg style="{place}" ', 1)
    html = html.replace("</section>", f"{code}</section>")
    return pdf.draw_sheets(html, placing.style(design), design.cuts)


def _highest(count, mode="full"):
    command = [sys.executable, "-m", "bench._memory", str(count), mode]
    return int(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def _seconds(crew, count):
    """How long `crew` workers that have drawn before take for a batch, bound, and the CPU time of it if they
    share the parts evenly; the best of some.
    """
    firsts = range(0, count, sheets.PART)
    pieces = [(first, min(first + sheets.PART, count)) for first in firsts]
    seconds, shared = [], []
    with multiprocessing.get_context("spawn").Pool(crew, django.setup) as pool:
        pool.starmap(_timed, [(0, 1)] * crew, chunksize=1)
        sheets.ground(_certificates.design())  # every worker has it after its first batch
        for _ in range(ROUNDS):
            began = time.monotonic()
            drawn, parts = zip(*pool.starmap(_timed, pieces, chunksize=1), strict=True)
            bound = _certificates.cpu(_bound, parts, count)
            seconds.append(time.monotonic() - began)
            shared.append(sum(drawn) / crew + bound)
    return min(seconds), min(shared)


def _timed(first, last):
    """The CPU time of a part, and the part."""
    began = time.process_time()
    part = _certificates.part(first, last)
    return time.process_time() - began, part


def _bound(parts, count):
    return sheets.assemble(_certificates.design(), parts, pages=count)
