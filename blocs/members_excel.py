"""The members of a bloc as an Excel file to be filled in: which columns, which words are understood.

One row is one agency, in protocol order; with it, where wanted, its place in this year's lead and the first
person there who gets an account.
"""

from functools import cache

from blocs.models import Term
from core.text import search_key
from documents import blanks
from members import provinces
from members.models import Agency, Person, Post

COLUMNS = {
    "name": ("Tên đầy đủ", "Tên đơn vị", "Đơn vị", "Tên cơ quan", "Cơ quan"),
    "short_name": ("Tên viết tắt", "Tên ngắn"),
    "code": ("Mã", "Ký hiệu", "Mã đơn vị"),
    "kind": ("Loại hình", "Loại cơ quan"),
    "province": ("Tỉnh, thành phố", "Tỉnh/thành", "Tỉnh thành", "Tỉnh", "Tỉnh/thành phố"),
    "joined_on": ("Ngày tham gia", "Tham gia từ ngày"),
    "lead": ("Vị trí lãnh đạo năm nay", "Vị trí lãnh đạo"),
    "honorific": ("Ông/Bà", "Xưng hô"),
    "person": ("Họ và tên", "Họ tên"),
    "position": ("Chức vụ",),
    "post": ("Chức trách",),
    "account": ("Tên đăng nhập hoặc e-mail", "Tên đăng nhập", "E-mail", "Email", "Thư điện tử"),
}
NEEDED = ("name", "code")
HEADINGS = {key: names[0] for key, names in COLUMNS.items()}
ORDER = list(COLUMNS)
MOST_ROWS = 200
BLANK_ROWS = 60
LENGTHS = {"name": 200, "short_name": 80, "code": 20, "position": 200}

KINDS = {search_key(kind.label): kind for kind in Agency.Kind} | {
    "dang": Agency.Kind.PARTY,
    "nha nuoc": Agency.Kind.STATE,
    "mat tran": Agency.Kind.FRONT,
    "doan the": Agency.Kind.FRONT,
    "su nghiep": Agency.Kind.SERVICE,
    "doanh nghiep": Agency.Kind.ENTERPRISE,
}
POSTS = {search_key(kind.label): kind for kind in (Post.Kind.CLERK, Post.Kind.LEADER)} | {
    "": Post.Kind.CLERK,
    "can bo": Post.Kind.CLERK,
    "lanh dao": Post.Kind.LEADER,
}
HONORIFICS = {search_key(each.label): each for each in Person.Honorific}
PLACES = {
    "khoi truong": Term.Place.HEAD,
    "truong khoi": Term.Place.HEAD,
    "cum truong": Term.Place.HEAD,
    "truong cum": Term.Place.HEAD,
    "khoi pho thuong truc": Term.Place.STANDING_DEPUTY,
    "pho truong khoi thuong truc": Term.Place.STANDING_DEPUTY,
    "pho khoi truong thuong truc": Term.Place.STANDING_DEPUTY,
    "cum pho thuong truc": Term.Place.STANDING_DEPUTY,
    "pho cum truong thuong truc": Term.Place.STANDING_DEPUTY,
    "khoi pho": Term.Place.DEPUTY,
    "pho truong khoi": Term.Place.DEPUTY,
    "pho khoi truong": Term.Place.DEPUTY,
    "cum pho": Term.Place.DEPUTY,
    "pho cum truong": Term.Place.DEPUTY,
}


def places(bloc):
    """Return {what may be written, as a key: place}; the bloc's own words come before all others."""
    return PLACES | {search_key(label): place for place, label in labels(bloc)}


def labels(bloc):
    """Return (place, what this bloc calls it) of the three places; the head last, so that it counts."""
    return [(place, getattr(bloc, f"{place}_label")) for place in reversed(Term.Place.values)]


def province(words):
    """Return the code of the province that `words` name, with or without "Tỉnh" before it; None if none."""
    return _provinces().get(_bare(words))


def template(bloc):
    """Return the bytes of the empty workbook for this bloc."""
    own = [label for _, label in labels(bloc)][::-1]
    columns = [blanks.Column(HEADINGS[key], **facts) for key, facts in _columns(bloc, own).items()]
    return blanks.workbook("Đơn vị thành viên", columns, rows=BLANK_ROWS, guide=_guide(bloc))


def _guide(bloc):
    return (
        f"Danh sách đơn vị thành viên của {bloc.name}",
        "Mỗi dòng là một đơn vị, ghi theo thứ tự lễ tân của Khối. Ô nền vàng là cột phải ghi.",
        "Ghi xong, lưu tệp .xlsx rồi tải lên ở trang Nhập đơn vị từ Excel. Phần mềm cho xem trước từng dòng.",
        "Không gộp ô, không dùng công thức. Cột nào chưa có thông tin thì để trống.",
    )


def _columns(bloc, own):
    since = "Ghi dạng 05/03/2026."
    if bloc.founded_on:
        since += " Để trống thì lấy ngày của quyết định thành lập."
    return {
        "name": {"hint": "Tên dùng trên văn bản, không viết tắt.", "width": 44, "needed": True},
        "short_name": {"hint": "Dùng ở những cột hẹp. Để trống thì lấy tên đầy đủ.", "width": 20},
        "code": {
            "hint": "Ký hiệu trong số văn bản, mỗi cơ quan một mã. Ví dụ: BTCTW.",
            "width": 12,
            "needed": True,
        },
        "kind": {
            "hint": "Chọn trong danh sách. Cơ quan đã có trong danh mục thì để trống được.",
            "width": 24,
            "choices": tuple(Agency.Kind.labels),
        },
        "province": {
            "hint": "Chỉ ghi với cơ quan ở địa phương.",
            "width": 22,
            "choices": tuple(provinces.names().values()),
        },
        "joined_on": {"hint": since, "width": 14, "dated": True},
        "lead": {
            "hint": f"{own[0]} một đơn vị, {own[1]} nhiều nhất một đơn vị; {own[2]} không hạn chế số lượng.",
            "width": 26,
            "choices": tuple(own),
        },
    } | _person_columns()


def _person_columns():
    return {
        "honorific": {"hint": "Cần khi có họ và tên.", "width": 9, "choices": ("Ông", "Bà")},
        "person": {"hint": "Người đầu tiên của đơn vị được mời mở tài khoản.", "width": 24},
        "position": {"hint": "Chức vụ tại cơ quan. Ví dụ: Chánh Văn phòng.", "width": 26},
        "post": {
            "hint": "Cán bộ thì nhập kết quả; lãnh đạo thì ký gửi. Để trống là cán bộ.",
            "width": 28,
            "choices": (Post.Kind.CLERK.label, Post.Kind.LEADER.label),
        },
        "account": {
            "hint": "Tên đăng nhập đề nghị, hoặc e-mail để gửi phiếu mời. Để trống được.",
            "width": 30,
        },
    }


@cache
def _provinces():
    return {_bare(name): code for code, name in provinces.names().items()}


def _bare(words):
    key = search_key(words).replace(".", " ").strip()
    for word in ("thanh pho ", "tinh ", "tp "):
        key = key.removeprefix(word)
    return " ".join(key.split())
