"""What a design is tried out with: a usual certificate, two where all is long, one that says little."""

from dataclasses import replace

from documents.designs import Row

TYPICAL, LONGEST, PERSON, SHORTEST = "typical", "longest", "person", "shortest"
LABELS = {
    TYPICAL: "Dữ liệu thường gặp",
    LONGEST: "Chữ dài nhất",
    PERSON: "Họ tên dài nhất",
    SHORTEST: "Chữ ngắn nhất",
}
FIELDS = {  # of a row → what people call it
    "authority": "Thẩm quyền tặng",
    "prefix": "Xưng hô",
    "recipient": "Tên người nhận",
    "unit": "Chức vụ, đơn vị",
    "post": "Riêng chức vụ",
    "agency": "Riêng đơn vị",
    "achievement": "Thành tích",
    "decision": "Số, ngày quyết định",
    "decision_number": "Riêng số quyết định",
    "decision_day": "Riêng ngày quyết định, bằng chữ",
    "register": "Số vào sổ vàng",
    "code": "Mã tra cứu",
    "place_and_day": "Nơi và ngày ký",
    "signer_post": "Quyền hạn ký",
    "signer_post_2": "Chức vụ người ký",
    "signer_name": "Họ tên người ký",
}
ADDRESS = "https://thidua.example.vn/v/K3vQ0x9fT2mS7wYbN4cLrA"  # as long as an address of a certificate

_TYPICAL = Row(
    authority="Khối trưởng Khối Thi đua các cơ quan Đảng Trung ương",
    prefix="Đồng chí",
    recipient="Trần Thị Minh Nguyệt",
    unit="Chuyên viên chính Vụ Tổng hợp, Ban Đối ngoại Trung ương",
    post="Chuyên viên chính Vụ Tổng hợp",
    agency="Ban Đối ngoại Trung ương",
    achievement="Đã có thành tích xuất sắc trong công tác và các phong trào thi đua "
    "của Khối Thi đua các cơ quan Đảng Trung ương năm 2023",
    decision="Quyết định số 05-QĐ/KTĐ\nngày 25 tháng 01 năm 2024",
    decision_number="05-QĐ/KTĐ",
    decision_day="ngày 25 tháng 01 năm 2024",
    register="31/2024",
    code="7F4K-29QX",
    place_and_day="Hà Nội, ngày 25 tháng 01 năm 2024",
    signer_post="Khối trưởng",
    signer_post_2="Giám đốc - Tổng Biên tập\nNhà xuất bản Chính trị quốc gia Sự thật",
    signer_name="Vũ Trọng Lâm",
)
_LONGEST = replace(
    _TYPICAL,
    authority="Trưởng Cụm Thi đua các cơ quan tham mưu, giúp việc Trung ương Đảng "
    "và các đơn vị sự nghiệp trực thuộc",
    prefix="Tập thể",
    recipient="Phòng Nghiên cứu, Tổng hợp, Tuyên truyền và Phổ biến giáo dục pháp luật "
    "về phòng, chống tham nhũng, lãng phí, tiêu cực",
    unit="Trung tâm Nghiên cứu khoa học và Bồi dưỡng nghiệp vụ thanh tra, kiểm tra, giám sát, "
    "Vụ Công tác phía Nam, Ban Nội chính Trung ương",
    post="Phó Giám đốc Trung tâm Nghiên cứu khoa học và Bồi dưỡng nghiệp vụ thanh tra, kiểm tra, giám sát",
    agency="Vụ Công tác phía Nam, Ban Nội chính Trung ương",
    achievement="Đã hoàn thành xuất sắc nhiệm vụ công tác, có nhiều sáng kiến được công nhận "
    "và áp dụng hiệu quả trong toàn ngành, góp phần xây dựng cơ quan trong sạch, vững mạnh "
    "và đóng góp tích cực vào các phong trào thi đua của Cụm Thi đua các cơ quan tham mưu, "
    "giúp việc Trung ương Đảng, giai đoạn 2021 - 2025",
    decision="Quyết định số 1205-QĐ/CTĐ-VPTWĐ\nngày 25 tháng 11 năm 2025",
    decision_number="1205-QĐ/CTĐ-VPTWĐ",
    decision_day="ngày 25 tháng 11 năm 2025",
    register="12345/2025",
    place_and_day="Thành phố Hồ Chí Minh, ngày 25 tháng 11 năm 2025",
    signer_post="Trưởng Cụm Thi đua",
    signer_post_2="Ủy viên Ban Chấp hành Trung ương Đảng\n"
    "Phó Trưởng Ban Thường trực Ban Nội chính Trung ương",
    signer_name="Công Tằng Tôn Nữ Nguyễn Phúc Khánh Huyền",
)
_PERSON = replace(  # no name of a person is as long as that of a collective, nor may it be broken
    _LONGEST,
    prefix="Đồng chí",
    recipient="Công Tằng Tôn Nữ Nguyễn Phúc Khánh Huyền",
    unit="Phó Giám đốc Trung tâm Nghiên cứu khoa học và Bồi dưỡng nghiệp vụ, "
    "Vụ Công tác phía Nam, Ban Nội chính Trung ương",
)
_SHORTEST = Row(
    authority="Khối trưởng",
    recipient="Lý An",
    achievement="Đã lập thành tích năm 2023",
    decision="Quyết định số 5",
    decision_number="5",
    register="1/2024",
    code="7F4K-29QX",
    place_and_day="Huế, ngày 02 tháng 3 năm 2024",
    signer_post="Khối trưởng",
    signer_name="Vũ An",
)
ROWS = {TYPICAL: _TYPICAL, LONGEST: _LONGEST, PERSON: _PERSON, SHORTEST: _SHORTEST}


def row(name=TYPICAL, *, with_code=True):
    """Return the sample row called `name` (else the typical one), with an address to encode or without."""
    return replace(ROWS.get(name, _TYPICAL), qr=ADDRESS if with_code else "")


def longest_for(design):
    """Return the name of the sample where all is long: of a person where the name is never broken.

    Only designs for persons say so of the recipient's box; a collective's name finds no place there.
    """
    boxes = (box for box in design.boxes if "{recipient}" in box.text)
    return PERSON if any(box.breaks == "never" for box in boxes) else LONGEST
