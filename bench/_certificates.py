"""Certificates to measure: rows of a year, drawn and bound as batches are, and the CPU time an act takes."""

import time

from documents import designs, sheets
from documents.designs import Row

DESIGN = "merit-person"
FAMILIES = ["Nguyễn", "Trần", "Phạm", "Hoàng", "Huỳnh", "Đặng", "Bùi", "Dương", "Kiều", "Vũ", "Lý"]
MIDDLES = ["Thị", "Văn", "Hữu", "Đức", "Quỳnh", "Thùy", "Quốc", "Bảo", "Khánh", "Phương"]
GIVEN = ["Thắm", "Hưởng", "Yến", "Nghĩa", "Dũng", "Tuấn", "Hằng", "Ánh", "Thịnh", "Vỹ", "Khuê", "Thủy"]
TOKEN = 0x9E3779B97F4A7C15F39CC0605CEDC835  # spreads numbers over 128 bit, as tokens are


def design():
    """Return the design that is measured."""
    return designs.named(DESIGN)


def batch(count):
    """Return `count` certificates as the batch path makes them."""
    firsts = range(0, count, sheets.PART)
    parts = [part(first, min(first + sheets.PART, count)) for first in firsts]
    return sheets.assemble(design(), parts, pages=count)


def part(first, last):
    """Return one part: certificates from number `first` to before `last`."""
    return sheets.draw_part(design(), [row(number) for number in range(first, last)])


def row(number):
    """The facts of the certificate with this number; names differ, the rest is a year's."""
    token = (number + 1) * TOKEN % (1 << 128)
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
        qr=f"https://thidua.example.vn/x/{token:032x}",
    )


def cpu(act, *facts):
    """Return the CPU seconds of this process that `act` takes."""
    began = time.process_time()
    act(*facts)
    return time.process_time() - began


def _of(names, number):
    return names[number % len(names)]
