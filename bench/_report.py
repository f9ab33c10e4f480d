"""A year-end report to measure: that of a province's bloc of 24 departments, about 40 pages.

A third is text that people wrote, two thirds are tables, made of figures by the code that makes them in
earnest. Whoever is put forward fills more than half of it. Nothing is read from a database.
"""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from types import SimpleNamespace

from awards.models.catalogue import Recipient
from bench import _certificates
from conferences.models import Report
from conferences.reporting import figures, outlines, report_tables
from documents import blocks as vocabulary
from documents import layouts
from documents.blocks import Heading, Letterhead, Paragraph, Recipients, Signature, Signer, Title
from documents.models import Document
from results import standings

YEAR, DATED = 2023, date(2024, 1, 25)
PERSONS = 200  # put forward, beside every department and three of its collectives
SENTENCES = 12  # of each part
FIELDS = [
    "Nội vụ",
    "Tài chính",
    "Kế hoạch và Đầu tư",
    "Công Thương",
    "Xây dựng",
    "Giao thông Vận tải",
    "Tư pháp",
    "Y tế",
    "Tài nguyên và Môi trường",
    "Thông tin và Truyền thông",
    "Lao động - Thương binh và Xã hội",
    "Du lịch",
    "Văn hóa và Thể thao",
    "Khoa học và Công nghệ",
    "Giáo dục và Đào tạo",
    "Ngoại vụ",
    "Dân tộc",
    "Quy hoạch và Kiến trúc",
    "Nông nghiệp và Phát triển nông thôn",
    "Văn thư và Lưu trữ",
    "Cải cách hành chính",
    "Tiếp công dân",
    "Chuyển đổi số",
    "An toàn thực phẩm",
]
BLOC = "Khối Thi đua các sở, ban, ngành"
MEMBERS = [f"Sở {field}" for field in FIELDS]
FORMS = ("Cờ thi đua của Chính phủ", "Cờ thi đua của Ủy ban nhân dân tỉnh")
FOR_COLLECTIVES = "Tập thể Lao động xuất sắc"
FOR_PERSONS = (
    "Bằng khen của Thủ tướng Chính phủ",
    "Chiến sĩ thi đua cấp tỉnh",
    "Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh",
)
TOLD = (
    "Các đơn vị trong Khối đã quán triệt đầy đủ chủ trương của Đảng, chính sách, pháp luật của Nhà nước về "
    "công tác thi đua, khen thưởng, đưa nội dung thi đua vào chương trình công tác hằng tháng của đơn vị.",
    "Khối trưởng chủ động phối hợp với các Khối phó xây dựng kế hoạch hoạt động, phân công nhiệm vụ rõ ràng, "
    "tổ chức họp giao ban mỗi quý một lần để kiểm điểm tiến độ và tháo gỡ khó khăn cho từng đơn vị.",
    "Đến hết ngày 31 tháng 12, {part} trong số {whole} chỉ tiêu đăng ký đã hoàn thành, hoàn thành vượt mức; "
    "các chỉ tiêu còn lại đạt trên 90% và đều có giải trình nguyên nhân, thời hạn khắc phục.",
    "Công tác tuyên truyền gương người tốt, việc tốt được duy trì thường xuyên trên trang thông tin điện tử, "
    "bản tin nội bộ và sinh hoạt dưới cờ, tạo không khí thi đua sôi nổi trong cán bộ, công chức, viên chức.",
    "Việc rà soát, cắt giảm thủ tục hành chính được đẩy mạnh: {part} thủ tục được đơn giản hóa, thời gian "
    "giải quyết trung bình giảm một phần ba so với năm trước, tỷ lệ hồ sơ đúng hạn đạt 99,2%.",
    "Một số đơn vị gửi báo cáo còn chậm so với thời hạn quy định, số liệu giữa các kỳ chưa thống nhất, việc "
    "lưu giữ tài liệu kiểm chứng ở cơ sở chưa đầy đủ nên mất nhiều thời gian khi thẩm định.",
    "Phong trào “Cán bộ, công chức, viên chức thi đua thực hiện văn hóa công sở” được hưởng ứng rộng khắp, "
    "gắn với đánh giá, xếp loại chất lượng hằng năm và với quy tắc ứng xử của từng ngành.",
    "Khối tổ chức {part} đoàn khảo sát, học tập kinh nghiệm tại cơ sở, qua đó nhiều mô hình hay được nhân "
    "rộng, nhất là mô hình một cửa liên thông và tổ công nghệ số cộng đồng ở vùng sâu, vùng xa.",
)


def frozen(persons=PERSONS, sentences=SENTENCES):
    """Return the report as a Document that no database knows, frozen as it would be when it was issued."""
    layout = layouts.profile_for("state", DATED)
    blocks, sha256 = vocabulary.freeze(said(persons, sentences), layout.name)
    return Document(
        kind=Document.Kind.REPORT,
        title=f"Báo cáo tổng kết năm {YEAR} - Khối các sở",
        layout=layout.name,
        blocks=blocks,
        sha256=sha256,
        issued_at=datetime(2024, 1, 25, 8, tzinfo=UTC),
    )


def said(persons=PERSONS, sentences=SENTENCES):
    """Return the blocks of the report: so many persons put forward, so many sentences in each part."""
    kind = Report.Kind.YEAREND
    return [
        Letterhead(
            superior="Ủy ban nhân dân tỉnh",
            agency=BLOC,
            type_code="BC",
            issuer_code="KTĐ",
            place="Thanh Hóa",
            day=DATED,
        ),
        Title("Báo cáo", outlines.subject(kind, "state", YEAR)),
        *_parts(kind, report_tables.of(_figures(persons)), sentences),
        Signature(
            Signer(
                acting="TM", body="Khối Thi đua các sở, ban, ngành", post="Khối trưởng", name="Lê Văn Tám"
            ),
            Recipients(("Ban Thi đua - Khen thưởng tỉnh", "Các đơn vị thành viên Khối"), archive="KTĐ"),
        ),
    ]


def _parts(kind, tables, sentences):
    for place, (number, heading, part) in enumerate(outlines.numbered(kind, YEAR, kept=lambda part: True)):
        if heading:
            yield Heading(heading, level=part.level, number=number)
        if part.key:
            yield Paragraph(_written(place, sentences))
        yield from (tables[key] for key in part.tables)


def _written(place, sentences):
    """What people wrote in the part at this place: three sentences to a paragraph."""
    told = [
        _of(TOLD, place * 5 + number).format(part=place + number + 7, whole=place + number + 12)
        for number in range(sentences)
    ]
    return "\n".join(" ".join(told[first : first + 3]) for first in range(0, sentences, 3))


def _figures(persons):
    nothing = dict.fromkeys(("season", "signed_on", "conference"))
    return figures.Figures(
        members=[],
        lead=[],
        promises=[figures.Promise(name, 9 + place % 4) for place, name in enumerate(MEMBERS)],
        groups=[SimpleNamespace(kind="scored", code=code) for code in ("I", "II", "III")],
        places=[_place(rank, name) for rank, name in enumerate(MEMBERS, 1)],
        seal="",
        movements=[_movement(number) for number in range(26)],
        activities=[_activity(number) for number in range(44)],
        honours=[*_of_departments(), *(_of_person(number, persons) for number in range(persons))],
        elected=[],
        **nothing,
    )


def _place(rank, name):
    reached = [Decimal(59) - rank, Decimal("28.75") - rank, Decimal("9.5")]
    groups = [SimpleNamespace(kind="scored", points=points, applies=True) for points in reached]
    totals = SimpleNamespace(groups=groups, total=sum(reached), of=lambda kind: Decimal(kind == "bonus"))
    return standings.Place(rank, name, "", None, totals, rank)


def _movement(number):
    field = _of(FIELDS, number)
    return SimpleNamespace(
        name=f"Thi đua đẩy mạnh cải cách, nâng cao chất lượng phục vụ trong ngành {field} năm {YEAR}",
        launched_by=f"Sở {field}",
    )


def _activity(number):
    day = date(YEAR, 1, 15) + timedelta(days=8 * number)
    gifts = (f"{number + 5} suất học bổng", f"{number % 4 + 2} sổ tiết kiệm")[: number % 3]
    return SimpleNamespace(
        name=f"Thăm, tặng quà gia đình chính sách và học sinh khó khăn tại xã vùng cao, đợt {number + 1}",
        starts_on=day,
        last_day=day + timedelta(days=number % 2),
        host_name=_of(MEMBERS, number),
        gifts=SimpleNamespace(all=lambda: gifts),
        gifts_value=Decimal(12_500_000 + 500_000 * number),
    )


def _of_departments():
    yield from (_honour(FORMS[place % 2], Recipient.AGENCY, name, name) for place, name in enumerate(MEMBERS))
    for number in range(3 * len(MEMBERS)):
        unit = f"Phòng Nghiệp vụ số {number // len(MEMBERS) + 1}"
        yield _honour(FOR_COLLECTIVES, Recipient.COLLECTIVE, unit, _of(MEMBERS, number))


def _of_person(number, persons):
    name = _certificates.row(number).recipient
    return _honour(_of(FOR_PERSONS, number * 3 // persons), Recipient.PERSON, name, _of(MEMBERS, number))


def _honour(form, recipient, subject, agency):
    return figures.Honour(form, recipient, subject, agency, votes="24/24", granted=False)


def _of(texts, number):
    return texts[number % len(texts)]
