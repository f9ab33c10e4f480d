"""Papers the tests print: invented data on the names of a real bloc."""

import unicodedata
from datetime import date
from decimal import Decimal

from documents.blocks import (
    Basis,
    Column,
    Figure,
    Heading,
    Letterhead,
    Note,
    PageBreak,
    Paragraph,
    Recipients,
    Row,
    Signature,
    SignatureGrid,
    Signer,
    Span,
    Table,
    Title,
)
from documents.figures.facts import Bars, Group

LOOKS = ((True, False), (False, True), (True, True))
PLAIN, TONES = "aăâeêioôơuưy", ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")

MEMBERS = (
    "Văn phòng Trung ương Đảng",
    "Ban Tổ chức Trung ương",
    "Ban Tuyên giáo Trung ương",
    "Ban Dân vận Trung ương",
    "Ban Nội chính Trung ương",
    "Ban Kinh tế Trung ương",
    "Ban Đối ngoại Trung ương",
    "Ủy ban Kiểm tra Trung ương",
    "Học viện Chính trị quốc gia Hồ Chí Minh",
    "Đảng ủy Khối các cơ quan Trung ương",
    "Đảng ủy Khối Doanh nghiệp Trung ương",
    "Báo Nhân Dân",
    "Tạp chí Cộng sản",
    "Nhà xuất bản Chính trị quốc gia Sự thật",
)


def letters():
    """All 146 letters of their own: 12 vowels in 6 tones and đ, small and capital, each a word."""
    small = [unicodedata.normalize("NFC", vowel + tone) for vowel in PLAIN for tone in TONES] + ["đ"]
    return " ".join(small + [letter.upper() for letter in small])


def letterhead(day=date(2024, 1, 31)):
    return Letterhead(
        agency="Đơn vị Khối trưởng",
        superior="Khối Thi đua các cơ quan Đảng Trung ương",
        number="5",
        type_code="KH",
        issuer_code="KTĐ",
        place="Hà Nội",
        day=day,
    )


def criteria(rows=12):
    """The table of criteria: groups, criteria, subtotals and a total, over as many rows as asked for."""
    body = [Row(("I", "Thực hiện nhiệm vụ chính trị", "550", ""), "group")]
    body += [
        Row(
            (
                f"I.{n}",
                "Hoàn thành chương trình công tác năm, đúng hạn, đủ chất lượng",
                "50",
                f"Văn bản {n}",
            )
        )
        for n in range(1, rows + 1)
    ]
    body += [
        Row(("", "Cộng nhóm I", "550", ""), "subtotal"),
        Row(("", "Tổng cộng", "1.000", ""), "total"),
    ]
    columns = (
        Column("STT", 9, "center"),
        Column("Nội dung tiêu chí", 47),
        Column("Điểm tối đa", 12, "center"),
        Column("Minh chứng", 32),
    )
    return Table(columns, tuple(body))


def signers(count=14):
    return tuple(
        Signer(post="Thủ trưởng đơn vị", name=f"Nguyễn Văn {letter}", body=MEMBERS[number % 14])
        for number, letter in enumerate("ẤBCDĐEGHIKLMNỔPQRSTUVXY"[:count])
    )


def compared():
    """A figure small enough to be drawn in every test."""
    groups = (
        Group("I. Nhiệm vụ chính trị", Decimal(60), (Decimal("58.5"), Decimal(57))),
        Group("Điểm thưởng", Decimal(5), (Decimal(2), None)),
    )
    return Figure("So sánh theo nhóm", Bars(("Tự chấm", "Được tính"), groups))


def everything(rows=12):
    """A paper that uses every kind of block."""
    return [
        letterhead(),
        Title("Giao ước thi đua", "thực hiện nhiệm vụ công tác năm 2024"),
        Basis(("Căn cứ Luật Thi đua, khen thưởng ngày 15/6/2022", "Căn cứ Quy chế hoạt động của Khối")),
        Heading("Mục tiêu, chỉ tiêu", 1, "I"),
        Heading("Chỉ tiêu chung", 2, "1"),
        Heading("Thời hạn", 3, "a"),
        Paragraph((Span("Điều 1. ", bold=True), Span("Ban hành "), Span("bảng tiêu chí.", italic=True))),
        Paragraph("Đoạn thứ nhất.\nĐoạn thứ hai.", align="left"),
        Paragraph(letters()),
        *(Paragraph((Span(letters(), *look),)) for look in LOOKS),
        criteria(rows),
        compared(),
        Note("Mã băm nội dung: 3f786850e387550fdab836ed7e6dc881de23001b9a1c3f786850e387550fdab8"),
        Signature(
            Signer(post="Khối trưởng", name="Vũ Trọng Lâm", body="Khối Thi đua", acting="TM"),
            Recipients(("Các đơn vị thành viên", "Ban Thi đua - Khen thưởng Trung ương"), archive=""),
        ),
        PageBreak(),
        SignatureGrid(signers()),
        Recipients(("Như trên",), archive="Khối"),
    ]
