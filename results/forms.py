"""Forms of this room. The cells of the grids are plain inputs, written one by one (see views)."""

from django import forms

from core import clock, inputs
from core.forms import RuleForm
from members.models import Agency


class SigningForm(RuleForm):
    """The day on which all members signed the pledge."""

    signed_on = inputs.DateField(label="Ngày ký giao ước")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["signed_on"].initial = clock.today


class ScanForm(RuleForm):
    """The signed paper of a member whose sheet the head's clerk entered."""

    scan = forms.FileField(
        label="Bản ký của đơn vị",
        help_text="Bản chụp hoặc bản quét có chữ ký, tệp PDF hoặc ảnh, tối đa 20 MB.",
        error_messages={"required": "Hãy chọn tệp bản ký của đơn vị."},
        allow_empty_file=True,  # the rule refuses it, in its own words
    )


class EvidenceForm(RuleForm):
    """A file that proves one line."""

    upload = forms.FileField(
        label="Tệp minh chứng",
        help_text="PDF, ảnh JPEG hoặc PNG, Word, Excel, PowerPoint, tối đa 20 MB.",
        error_messages={"required": "Hãy chọn tệp minh chứng."},
        allow_empty_file=True,
    )
    page = inputs.LineField(label="Trang cần xem", max_length=40, required=False)


class ReminderForm(RuleForm):
    """Which members are reminded, until when they shall answer, and what else is said."""

    agencies = inputs.RowsField(
        label="Gửi các đơn vị",
        queryset=Agency.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Hãy chọn ít nhất một đơn vị cần đôn đốc."},
    )
    reply_by = inputs.DateField(label="Đề nghị nộp trước ngày", earliest=clock.today)
    note = inputs.BlockField(
        label="Nội dung thêm", max_length=2000, required=False, help_text="Hiện thành đoạn cuối của công văn."
    )

    def __init__(self, *args, agencies, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["agencies"].queryset = agencies
