"""Rows of certificates as they come from a year, and names with every Vietnamese letter."""

from dataclasses import replace

from fontTools.ttLib import TTFont

from documents import designs, faces, sheets
from documents.designs import Row
from tests.documents import sample

COLLECTIVE, PERSON = designs.named("merit-collective"), designs.named("merit-person")
MERIT = (
    "Đã có thành tích xuất sắc trong công tác và các phong trào thi đua "
    "của Khối Thi đua các cơ quan Đảng Trung ương năm 2023"
)
FAMILIAR = """
Nguyễn Khắc Hiếu, Kiều Thị Khánh, Trần Thị Minh Nguyệt, Lê An, Phạm Quỳnh Khuê, Hoàng Kỷ,
Huỳnh Thúc Kháng, Phan Khôi, Vũ Trọng Lâm, Võ Kim Kha, Đặng Thùy Trâm, Bùi Xuân Phái, Đỗ Quỳnh Thường,
Hồ Kỳ Khải, Ngô Tất Tố, Dương Hưởng, Lý Kiệt, Khổng Tử Kính, Khúc Thừa Dụ, Kha Vạng Cân, Y Kđăm,
Ưng Hoàng Phúc, Ông Ích Khiêm, Âu Dương Quân, Ấm Chạ, Tôn Nữ Thị Ninh, Nguyễn Phúc Bảo Khánh,
Đoàn Thị Điểm, Ỷ Lan, Ức Trai
"""


def _spelled():
    """30 names that hold every letter of the alphabet with every tone, small and capital."""
    letters = sample.letters().split()
    small, capital = letters[: len(letters) // 2], letters[len(letters) // 2 :]
    words = [f"{big}n{little}" for big, little in zip(capital, small, strict=True)]
    size = -(-len(words) // 30)
    names = [" ".join(words[at : at + size]) for at in range(0, len(words), size)]
    return [*names, *(f"Kh{little}n Kim {big}nh" for big, little in zip(capital, small, strict=True))][:30]


NAMES = [*(name.strip() for name in FAMILIAR.split(",")), *_spelled()]


def row(**facts):
    """The certificate of the mock-up, with other `facts` where they are given."""
    usual = Row(
        authority="Khối trưởng Khối Thi đua các cơ quan Đảng Trung ương",
        prefix="Tập thể",
        recipient="Vụ Tổng hợp",
        unit="Ban Đối ngoại Trung ương",
        achievement=MERIT,
        decision="Quyết định số 05-QĐ/KTĐ\nngày 25 tháng 01 năm 2024",
        register="31/2024",
        code="7F4K-29QX",
        place_and_day="Hà Nội, ngày 25 tháng 01 năm 2024",
        signer_post="Khối trưởng",
        signer_post_2="Giám đốc - Tổng Biên tập\nNhà xuất bản Chính trị quốc gia Sự thật",
        signer_name="Vũ Trọng Lâm",
        qr="https://thidua.example.vn/x/7F4K-29QX",
    )
    return replace(usual, **facts)


def person(name="Trần Thị Minh Nguyệt", **facts):
    return row(**{"prefix": "Đồng chí", "recipient": name, "unit": "Chuyên viên chính Vụ Tổng hợp"} | facts)


def printed(design, *rows, **how):
    """Return the finished file of `rows`."""
    return sheets.assemble(design, [sheets.draw_part(design, rows)], pages=len(rows), **how)


def box(design, name):
    """Return the box of a design by its name."""
    return {box.name: box for box in (*design.words, *design.boxes)}[name]


def baseline(face, size, line_height):
    """Return how far below the top of its line the baseline of a face lies, in mm."""
    with TTFont(faces.path(face), lazy=True) as font:
        unit, up, down = font["head"].unitsPerEm, font["hhea"].ascent, -font["hhea"].descent
    return ((line_height - (up + down) / unit) / 2 + up / unit) * size * faces.POINT
