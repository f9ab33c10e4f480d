"""The form of a hand-over: on which day, who stands for each side, what is handed over besides."""

from django import forms

from blocs.models.blocs import Form
from core import inputs
from core.forms import RuleForm


class HandoverForm(RuleForm):
    """What the program cannot know of a hand-over; open work, papers, fund and flags it lists by itself."""

    dated = inputs.DateField(label="Ngày bàn giao")
    form = forms.ChoiceField(label="Thể thức văn bản", choices=Form)
    giver_name = inputs.LineField(label="Người đại diện bên giao", max_length=120)
    giver_post = inputs.LineField(label="Chức vụ người đại diện bên giao", max_length=200)
    taker_name = inputs.LineField(label="Người đại diện bên nhận", max_length=120)
    taker_post = inputs.LineField(label="Chức vụ người đại diện bên nhận", max_length=200)
    enclosed = inputs.BlockField(
        label="Hồ sơ, tài sản khác",
        max_length=4000,
        required=False,
        help_text="Những gì không có trong phần mềm: hồ sơ giấy, con dấu, phôi Bằng khen còn lại. "
        "Quỹ và cờ luân lưu được ghi sẵn.",
    )
    agreed = inputs.BlockField(
        label="Hai bên thống nhất",
        max_length=4000,
        required=False,
        help_text="Việc nào chuyển cho bên nhận làm tiếp, thời hạn, ý kiến của hai bên.",
    )
