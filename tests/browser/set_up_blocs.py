"""Four blocs as they are set up in the browser: how each is founded, its file of members, its year.

Names of the central agencies and who led are as conferences reported them; persons, codes, decisions and the
members of the two provincial blocs are invented.
"""

from dataclasses import dataclass, field

PARTY, STATE, FRONT, SERVICE = (
    "Cơ quan Đảng",
    "Cơ quan Nhà nước",
    "Mặt trận Tổ quốc, đoàn thể",
    "Đơn vị sự nghiệp",
)
CLERK, LEADER = "Cán bộ thi đua, khen thưởng", "Lãnh đạo cơ quan"


@dataclass(frozen=True)
class Set:
    """What is typed, chosen and handed in for one bloc; empty: what stands there is left."""

    body: tuple  # name, code and kind of the managing body
    name: str
    short_name: str
    level: str
    form: str
    rows: list
    year: str
    theme: str = ""
    symbol: str = ""
    kind: str = ""
    span: str = ""
    rotation: str = ""
    labels: str = ""  # a ready set
    decision: dict = field(default_factory=dict)
    preset: str = ""  # empty: the criteria come from Excel, too
    lead: tuple = ()  # (what it is called, who) as the year shows it


def _row(name, short, code, kind, joined, **more):
    said = {"name": name, "short_name": short, "code": code, "kind": kind, "joined_on": joined} | more
    return said


COUNCIL = ("Ban Thi đua - Khen thưởng Trung ương", "BTĐKT", "state")
DEPARTMENT = ("Sở Nội vụ tỉnh Phú Thọ", "SNV", "state")
SINCE = "05/03/2019"


def _party(name, short, code, lead="", kind=PARTY, **person):
    return _row(name, short, code, kind, SINCE, lead=lead, **person)


CENTRAL = Set(
    body=COUNCIL,
    name="Khối Thi đua các cơ quan Đảng Trung ương",
    short_name="Khối các cơ quan Đảng",
    level="Trung ương",
    form="Thể thức văn bản của Đảng",
    rotation="Bầu tại hội nghị tổng kết, không theo thứ tự",
    decision={
        "Số quyết định thành lập": "12-QĐ/BTĐKT",
        "Ngày quyết định thành lập": SINCE,
        "Cơ quan ra quyết định thành lập": "Ban Thi đua - Khen thưởng Trung ương",
    },
    year="2024",
    theme="Đoàn kết, kỷ cương, sáng tạo, hiệu quả",
    rows=[
        _party("Văn phòng Trung ương Đảng", "Văn phòng TW Đảng", "VPTW"),
        _party("Ban Tổ chức Trung ương", "Ban Tổ chức TW", "BTCTW", "Khối phó Thường trực"),
        _party("Ban Tuyên giáo Trung ương", "Ban Tuyên giáo TW", "BTGTW", "Khối phó"),
        _party("Ban Dân vận Trung ương", "Ban Dân vận TW", "BDVTW"),
        _party(
            "Ban Nội chính Trung ương",
            "Ban Nội chính TW",
            "BNCTW",
            "Khối trưởng",
            honorific="Ông",
            person="Nguyễn Thanh Hải",
            position="Phó Trưởng Ban",
            post=LEADER,
            account="hai.nt@bnctw.vn",
        ),
        _party("Ban Kinh tế Trung ương", "Ban Kinh tế TW", "BKTTW"),
        _party("Ban Đối ngoại Trung ương", "Ban Đối ngoại TW", "BĐNTW"),
        _party("Ủy ban Kiểm tra Trung ương", "UBKT Trung ương", "UBKTTW"),
        _party("Học viện Chính trị quốc gia Hồ Chí Minh", "Học viện CTQG HCM", "HVCTQG", kind=SERVICE),
        _party("Đảng ủy Khối các cơ quan Trung ương", "ĐUK các cơ quan TW", "ĐUKCQ"),
        _party("Đảng ủy Khối Doanh nghiệp Trung ương", "ĐUK Doanh nghiệp TW", "ĐUKDN"),
        _party("Báo Nhân Dân", "", "BND", "Khối phó", SERVICE),
        _party("Tạp chí Cộng sản", "", "TCCS", kind=SERVICE),
        _party("Nhà xuất bản Chính trị quốc gia Sự thật", "NXB CTQG Sự thật", "NXBCTQG", kind=SERVICE),
    ],
    lead=(
        ("Khối trưởng", "Ban Nội chính Trung ương"),
        ("Khối phó Thường trực", "Ban Tổ chức Trung ương"),
        ("Khối phó", "Ban Tuyên giáo Trung ương"),
        ("Khối phó", "Báo Nhân Dân"),
    ),
)

INTERNAL = Set(
    body=COUNCIL,
    name="Khối thi đua các bộ, ngành nội chính Trung ương",
    short_name="Khối nội chính TW",
    level="Trung ương",
    form="Thể thức văn bản hành chính nhà nước",
    year="2023",
    theme="Đoàn kết, kỷ cương, sáng tạo, thi đua hoàn thành xuất sắc nhiệm vụ",
    preset="Dùng Bảng 100 điểm",
    rows=[
        _row("Kiểm toán Nhà nước", "", "KTNN", STATE, "01/01/2020", lead="khối trưởng"),
        _row("Tòa án nhân dân tối cao", "TAND tối cao", "TANDTC", STATE, "01/01/2020"),
        _row("Bộ Quốc phòng", "", "BQP", STATE, "01/01/2020"),
        _row("Bộ Công an", "", "BCA", STATE, "01/01/2020"),
        _row("Bộ Tư pháp", "", "BTP", STATE, "01/01/2020"),
        _row("Viện kiểm sát nhân dân tối cao", "VKSND tối cao", "VKSNDTC", STATE, "01/01/2020"),
        _row("Thanh tra Chính phủ", "", "TTCP", STATE, "01/01/2020"),
        _row("Ban Quản lý Lăng Chủ tịch Hồ Chí Minh", "BQL Lăng", "BQLL", STATE, "01/01/2020"),
    ],
    lead=(("Khối trưởng", "Kiểm toán Nhà nước"),),
)


def _local(name, short, code, lead="", *, kind=STATE, person=""):
    more = {"province": "Phú Thọ", "lead": lead}
    if person:
        more |= {
            "person": person,
            "position": "Chánh Văn phòng",
            "post": CLERK,
            "account": f"{code.lower()}.td",
        }
    return _row(f"{name} tỉnh Phú Thọ", short, code, kind, "15/01/2026", **more)


PROVINCE = Set(
    body=DEPARTMENT,
    name="Khối thi đua các cơ quan tham mưu tổng hợp tỉnh Phú Thọ",
    short_name="Khối tham mưu tổng hợp",
    level="Tỉnh, thành phố",
    form="Thể thức văn bản hành chính nhà nước",
    labels="Trưởng khối; Phó Trưởng khối Thường trực; Phó Trưởng khối",
    year="2026",
    theme="Kỷ cương, trách nhiệm, thi đua về đích trước hạn",
    rows=[
        _local("Văn phòng Ủy ban nhân dân", "VP UBND tỉnh", "VPUB", "Trưởng khối", person="Ông Hà Văn Lâm"),
        _local("Sở Tài chính", "Sở Tài chính", "STC", "Phó Trưởng khối", person="Bà Đinh Thị Ngọc"),
        _local("Sở Tư pháp", "Sở Tư pháp", "STP", "Phó Trưởng khối", person="Ông Bùi Quang Huy"),
        _local("Thanh tra", "Thanh tra tỉnh", "TTT", person="Bà Phùng Thu Hằng"),
        _local("Sở Ngoại vụ", "Sở Ngoại vụ", "SNgV", person="Ông Quách Đình Sơn"),
        _local("Văn phòng Đoàn đại biểu Quốc hội và Hội đồng nhân dân", "VP ĐĐBQH và HĐND", "VPĐB"),
        _local("Ban Quản lý các khu công nghiệp", "BQL các KCN", "BQLKCN"),
        _local("Liên đoàn Lao động", "LĐLĐ tỉnh", "LĐLĐ", kind=FRONT),
    ],
    lead=(
        ("Trưởng khối", "Văn phòng Ủy ban nhân dân tỉnh Phú Thọ"),
        ("Phó Trưởng khối", "Sở Tài chính tỉnh Phú Thọ"),
        ("Phó Trưởng khối", "Sở Tư pháp tỉnh Phú Thọ"),
    ),
)


def _school(name, code, lead=""):
    more = {"province": "Phú Thọ", "lead": lead}
    return _row(f"Trường Trung học phổ thông {name}", f"THPT {name}", code, SERVICE, "01/09/2026", **more)


SCHOOL = Set(
    body=("Sở Giáo dục và Đào tạo tỉnh Phú Thọ", "SGDĐT", "state"),
    name="Cụm thi đua số 3 các trường trung học phổ thông tỉnh Phú Thọ",
    short_name="Cụm THPT số 3",
    kind="Cụm",
    level="Tỉnh, thành phố",
    form="Thể thức văn bản hành chính nhà nước",
    span="Năm học, từ tháng 9 đến tháng 8 năm sau",
    labels="Cụm trưởng; Cụm phó Thường trực; Cụm phó",
    year="2026–2027",
    theme="Dạy tốt, học tốt",
    preset="Dùng Bảng 100 điểm",
    rows=[
        _school("Việt Trì", "VT", "Cụm trưởng"),
        _school("Công nghiệp Việt Trì", "CNVT", "Cụm phó"),
        _school("Long Châu Sa", "LCS"),
        _school("Phong Châu", "PC"),
        _school("Thanh Thủy", "TT"),
        _school("Tam Nông", "TN"),
    ],
    lead=(
        ("Cụm trưởng", "Trường Trung học phổ thông Việt Trì"),
        ("Cụm phó", "Trường Trung học phổ thông Công nghiệp Việt Trì"),
    ),
)
