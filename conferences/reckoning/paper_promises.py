"""What paper and mixed ballots protect, and what they do not, as the poll's page says it. Pure."""

COUNTED = [
    "Phiếu giấy không có số, không có tên; phần mềm không biết phiếu nào của ai.",
    "Hai người kiểm phiếu ghi số liệu riêng, không thấy số của nhau, và không ai xem được số nào trước khi "
    "đóng phiếu. Phát ra, thu về, hợp lệ, không hợp lệ phải khớp thì số liệu mới được nhận.",
]
ONE_CHANNEL = (
    "Mỗi phiếu trong danh sách chỉ có một cách bỏ, khóa lúc mở: ai nhận phiếu giấy thì hòm điện tử không "
    "nhận, nên không ai bỏ phiếu hai lần."
)
ON_PAPER = [
    "Người nhìn anh, chị viết phiếu, hoặc nhận ra nét chữ, dấu riêng trên phiếu giấy.",
    "Người giữ hòm và phiếu giấy trước khi kiểm: hãy niêm phong hòm, phát và thu phiếu trước mặt mọi người.",
    "Hai người kiểm phiếu cùng ghi sai như nhau: phần mềm chỉ so số liệu của hai người.",
]
CHANNELS = (
    "Người kiểm phiếu giấy: biết số của phiếu giấy nên suy ra được tổng của phiếu điện tử. Một bên có dưới "
    "5 phiếu thì con số ấy có thể lộ phiếu của từng người."
)
BY_HAND = ["Kết quả mà mọi phiếu giống nhau, hoặc có rất ít phiếu: con số tự nói lên."]


def of_paper():
    """Return (what is promised, what is not) of a poll on paper only."""
    return list(COUNTED), [*ON_PAPER, *BY_HAND]


def of_mixed(promised, not_promised):
    """Return both lists of an electronic poll with what paper beside it adds."""
    return [*promised, *COUNTED, ONE_CHANNEL], [*not_promised, *ON_PAPER, CHANNELS]
