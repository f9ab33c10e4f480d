"""What a certificate costs: CPU of one WeasyPrint call for each whole page, over that of our batches.

Reference: frame, words, text and QR code (as SVG) of every certificate in one page of HTML, drawn and merged
one by one, with parsed style and faces shared. Ours: parts of 50, bound into one file. Memory is the highest
of a process of its own, in MB.
"""

import io
import resource
import statistics
import subprocess
import sys
import time

import django
import pikepdf
import segno

from documents import designs, pdf, placing, sheets
from documents.designs import Row

BATCH, ALONE, ROUNDS = 500, 7, 3
SIZES = (100, 500, 2_000)  # certificates
FAMILIES = ["Nguyễn", "Trần", "Phạm", "Hoàng", "Huỳnh", "Đặng", "Bùi", "Dương", "Kiều", "Vũ", "Lý"]
MIDDLES = ["Thị", "Văn", "Hữu", "Đức", "Quỳnh", "Thùy", "Quốc", "Bảo", "Khánh", "Phương"]
GIVEN = [
    "Thắm",
    "Hưởng",
    "Yến",
    "Nghĩa",
    "Dũng",
    "Tuấn",
    "Hằng",
    "Ánh",
    "Thịnh",
    "Vỹ",
    "Khuê",
    "Thủy",
    "Hạnh",
]


def run():
    """Print the speed-up and the memory."""
    design = designs.named("merit-person")
    batch(design, sheets.PART), alone(design, 1)  # faces and ground are loaded once in both
    ours, reference = [], []
    for _ in range(ROUNDS):
        ours.append(_cpu(batch, design, BATCH) / BATCH)
        reference.append(_cpu(alone, design, ALONE) / ALONE)
    size = len(batch(design, BATCH)) / BATCH / 1024
    ours, reference = statistics.median(ours), statistics.median(reference)
    print(
        f"certificates: ratio={reference / ours:.1f} aim=15 per_cpu_second={1 / ours:.0f} "
        f"reference={1 / reference:.1f} kb_each={size:.1f} (CPU of the reference over ours)",
        flush=True,
    )
    highest = " ".join(f"{count}={_highest(count)}" for count in SIZES)
    print(f"certificates-memory: {highest} MB", flush=True)


def batch(design, count):
    """Return `count` certificates as the batch path makes them."""
    parts = [
        sheets.draw_part(design, [row(number) for number in range(start, min(start + sheets.PART, count))])
        for start in range(0, count, sheets.PART)
    ]
    return sheets.assemble(design, parts, pages=count)


def alone(design, count):
    """Return `count` certificates drawn page by page and merged."""
    with pikepdf.new() as book:
        for number in range(count):
            whole = pikepdf.open(io.BytesIO(_whole(design, row(number))))
            book.pages.extend(whole.pages)
        out = io.BytesIO()
        book.save(out)
    return out.getvalue()


def row(number):
    """The facts of the certificate with this number; names differ, the rest is a year's."""
    return Row(
        authority="Khối trưởng Khối Thi đua các cơ quan Đảng Trung ương",
        prefix=("Ông", "Bà")[number % 2],
        recipient=f"{_of(FAMILIES, number)} {_of(MIDDLES, number // 3)} {_of(GIVEN, number // 5)}",
        unit=f"Chuyên viên Vụ số {number % 23 + 1}, Ban Đối ngoại Trung ương",
        achievement="Đã có thành tích xuất sắc trong công tác và các phong trào thi đua "
        "của Khối Thi đua các cơ quan Đảng Trung ương năm 2023",
        decision="Quyết định số 05-QĐ/KTĐ\nngày 25 tháng 01 năm 2024",
        register=f"{number + 1}/2024",
        code=f"{number:04d}-29QX",
        place_and_day="Hà Nội, ngày 25 tháng 01 năm 2024",
        signer_post="Khối trưởng",
        signer_post_2="Giám đốc - Tổng Biên tập\nNhà xuất bản Chính trị quốc gia Sự thật",
        signer_name="Vũ Trọng Lâm",
        qr=f"https://thidua.example.vn/x/{number:04d}-29QX",
    )


def _whole(design, facts):
    texts = [*placing.printed(design), *placing.placed(design, facts)]
    html = placing.page(design, [(texts, False)], ground=True)
    code = segno.make_qr(facts.qr, error="m").svg_inline(omitsize=True, border=0)
    left, top, size = design.code.x, design.code.y, design.code.size
    place = f"left: {left}mm; top: {top}mm; width: {size}mm; height: {size}mm"
    code = code.replace("<svg ", f'<svg style="{place}" ', 1)
    html = html.replace("</section>", f"{code}</section>")
    return pdf.draw_sheets(html, placing.style(design), design.cuts)


def _of(names, number):
    return names[number % len(names)]


def _cpu(act, *facts):
    began = time.process_time()
    act(*facts)
    return time.process_time() - began


def _highest(count):
    command = [sys.executable, "-m", "bench.certificates", str(count)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


if __name__ == "__main__":
    django.setup()
    batch(designs.named("merit-person"), int(sys.argv[1]))
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
