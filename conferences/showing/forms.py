"""Forms of the screen's operator: a countdown to a moment, why a frozen standing is taken back."""

from conferences.models import HallStanding
from conferences.showing import boards
from core import inputs
from core.forms import RuleForm


class CountdownForm(RuleForm):
    """To a time of day, or for so many minutes; always by the server's clock."""

    label = inputs.LineField(
        label="Dòng chữ", max_length=80, required=False, help_text="Để trống thì ghi “Hội nghị tiếp tục sau”."
    )
    until = inputs.TimeField(label="Đến lúc", required=False)
    minutes = inputs.IntegerField(
        label="Hoặc trong",
        unit="phút",
        min_value=1,
        max_value=boards.MOST_MINUTES,
        required=False,
        help_text="Chỉ dùng khi không ghi giờ.",
    )

    def clean(self):
        """One of the two is needed."""
        given = super().clean()
        if not self.errors and given.get("until") is None and not given.get("minutes"):
            self.add_error("until", "Ghi một giờ trong ngày hôm nay, hoặc số phút ở ô dưới.")
        return given


class UnfreezeForm(RuleForm):
    """Why the frozen standing is taken back."""

    reason = inputs.LineField(
        label="Lý do bỏ khóa", max_length=HallStanding._meta.get_field("reason").max_length
    )
