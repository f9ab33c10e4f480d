"""The written parts of a member's half-year report.

The keys are those of the bloc's own report (conferences/reporting/outlines.py), so that a paragraph finds
its place there without a table between the two.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Part:
    """One part: `hint` says what belongs in it; an optional one may stay empty."""

    key: str
    label: str
    hint: str
    optional: bool = False


PARTS = (
    Part("direction", "Công tác lãnh đạo, chỉ đạo", "Văn bản đã ban hành, việc đã tổ chức, kiểm tra"),
    Part("pledges", "Thực hiện giao ước thi đua", "Nhận xét chung; từng chỉ tiêu ghi ở bảng trên", True),
    Part(
        "movements", "Phong trào thi đua, hoạt động chung", "Phong trào tham gia, việc làm nổi bật, số liệu"
    ),
    Part("awards", "Công tác khen thưởng", "Tập thể, cá nhân được khen trong 6 tháng", True),
    Part("strengths", "Ưu điểm", "Điều làm tốt, nêu số liệu"),
    Part("weaknesses", "Hạn chế, nguyên nhân", "Điều chưa đạt và vì sao"),
    Part("tasks", "Nhiệm vụ 6 tháng cuối năm", "Việc phải xong trước ngày nào"),
    Part("proposals", "Đề xuất, kiến nghị", "Điều đề nghị cấp trên giải quyết; không có thì để trống", True),
)
BY_KEY = {part.key: part for part in PARTS}


def words(text):
    """Return how many words a text has: groups of letters or figures between spaces, as Word counts them."""
    return sum(any(sign.isalnum() for sign in word) for word in text.split())


def paragraphs(text):
    """Return the paragraphs of a text, without the empty lines between them."""
    return [line for line in (row.strip() for row in text.splitlines()) if line]
