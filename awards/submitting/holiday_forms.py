"""The form of a public holiday."""

from core import inputs
from core.forms import RuleForm


class HolidayForm(RuleForm):
    """One holiday: its days and the notice that names them."""

    name = inputs.LineField(label="Tên ngày nghỉ", max_length=120, help_text="Ví dụ: Tết Nguyên đán 2027.")
    first_day = inputs.DateField(label="Từ ngày")
    last_day = inputs.DateField(
        label="Đến hết ngày", required=False, help_text="Để trống nếu chỉ nghỉ một ngày."
    )
    source = inputs.LineField(
        label="Căn cứ (số, ngày văn bản)",
        max_length=300,
        help_text="Thông báo nghỉ lễ của năm. Ngày làm bù không phải ghi.",
    )
