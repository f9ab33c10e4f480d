"""The workbooks around past awards: the empty one to fill in, the list, what an import left out."""

from awards.past.reading import HEADINGS
from documents import blanks

BLANK_ROWS = 200
LIST = [
    "Năm",
    "Hình thức khen thưởng",
    "Tập thể, cá nhân",
    "Chức vụ, đơn vị",
    "Số quyết định",
    "Ngày quyết định",
    "Người, cấp quyết định",
    "Thành tích",
    "Đơn vị trước khi sắp xếp",
    "Nguồn",
]
REPORT = ["Dòng", "Tập thể, cá nhân", "Đơn vị", "Hình thức", "Năm", "Kết quả", "Lý do"]
LEFT, UNMATCHED = "Không ghi", "Đã ghi, chưa gắn với ai"
NOBODY = "Không thấy trong danh mục người, tập thể, cơ quan; hoặc có nhiều người mang tên này."

GUIDE = (
    "Khen thưởng các năm trước",
    "Mỗi dòng là một lần khen thưởng. Ô nền vàng là cột phải ghi.",
    "Tệp cũ gõ phông .VnTime (TCVN3) hoặc VNI-Times vẫn nhận: khi tải lên, chọn bảng mã cho từng cột.",
    "Không gộp ô, không dùng công thức. Cột nào chưa có thông tin thì để trống.",
)
HINTS = {
    "recipient": {
        "hint": "Ghi đủ họ và tên, tên tập thể hoặc tên đơn vị như trong quyết định.",
        "width": 34,
        "needed": True,
    },
    "code": {"hint": "Nếu có: số hiệu cán bộ hoặc số định danh; gắn đúng người dù trùng tên.", "width": 16},
    "position": {"hint": "Chức vụ khi được khen thưởng.", "width": 24},
    "unit": {"hint": "Tên đơn vị khi đó; tên cũ vẫn nhận ra.", "width": 34},
    "form": {"hint": "Ghi như trong quyết định.", "width": 34, "needed": True},
    "year": {"hint": "Năm khen thưởng. Để trống thì lấy năm của ngày quyết định.", "width": 8},
    "number": {"hint": "Ghi đủ số, ký hiệu.", "width": 18},
    "decided_on": {"hint": "Ghi dạng 05/03/2019.", "width": 14, "dated": True},
    "decided_by": {"hint": "Ví dụ: Thủ tướng Chính phủ.", "width": 28},
    "achievement": {"hint": "Nội dung ghi trong quyết định.", "width": 44},
    "achieved_from": {"hint": "Ngày đầu của thời gian lập thành tích, nếu biết.", "width": 14, "dated": True},
    "achieved_to": {"hint": "Ngày cuối, nếu biết.", "width": 14, "dated": True},
}


def template():
    """Return the bytes of the empty workbook."""
    columns = [blanks.Column(HEADINGS[key][0], **facts) for key, facts in HINTS.items()]
    return blanks.workbook("Khen thưởng cũ", columns, rows=BLANK_ROWS, guide=GUIDE)


def listed(honours):
    """Yield the rows of LIST."""
    for row in honours:
        words = (row.year, row.form, row.recipient, row.unit, row.number, row.decided_on)
        yield [*words, row.decided_by, row.achievement, row.former, row.origin]


def reported(batch):
    """Return the rows of REPORT: what the import left out, then what it could not match, as the file goes."""
    left = [
        (each["row"], each["recipient"], each["unit"], each["form"], each["year"], LEFT, each["why"])
        for each in batch.left_out
    ]
    rows = batch.awards.unmatched().order_by("source_row")
    open_ = [
        (row.source_row, row.recipient_text, row.unit_text, row.form_text, row.year, UNMATCHED, NOBODY)
        for row in rows
    ]
    return sorted(left + open_, key=lambda row: row[0])
