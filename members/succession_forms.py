"""Forms of reorganisation: merge, split, rename, dissolve; what papers show; a reason to cancel."""

from datetime import date, timedelta

from django import forms

from core import clock, inputs
from core.dates import short
from core.forms import RuleForm
from members.models import Agency

FIRST_DAY = date(1945, 9, 2)  # no agency of this State is older


def _a_year_ahead():
    return clock.today() + timedelta(days=366)


class CorrectionForm(RuleForm):
    """What is said of the decision behind an act."""

    decision = inputs.LineField(
        label="Số quyết định", max_length=100, help_text="Ghi đủ số, ký hiệu. Ví dụ: 158-QĐ/TW."
    )
    decided_on = inputs.DateField(
        label="Ngày quyết định", required=False, earliest=FIRST_DAY, latest=_a_year_ahead
    )
    authority = inputs.LineField(
        label="Nơi quyết định", max_length=200, required=False, help_text="Ví dụ: Bộ Chính trị."
    )
    note = inputs.LineField(label="Ghi chú", max_length=300, required=False)


class DissolveForm(CorrectionForm):
    """An act on a day; for an end it is all there is to say."""

    happens_on = inputs.DateField(
        label="Từ ngày",
        earliest=FIRST_DAY,
        latest=_a_year_ahead,
        help_text="Ngày đầu tiên theo tổ chức mới. Hôm trước là ngày cuối của cơ quan cũ.",
    )
    field_order = ["happens_on", "decision", "decided_on", "authority", "note"]

    def told(self):
        """What was typed, as (label, words) pairs for the page that asks once more."""
        pairs = ((self.fields[name].label, value) for name, value in self.cleaned_data.items() if value)
        return [(label, self._in_words(value)) for label, value in pairs]

    @staticmethod
    def _in_words(value):
        if isinstance(value, date):
            return short(value)
        many = not isinstance(value, str | Agency)
        return "; ".join(str(row) for row in value) if many else str(value)

    def hidden(self):
        """Everything that was typed, as (name, value) pairs for the page that asks once more."""
        pairs = ((name, value) for name, values in self.data.lists() for value in values)
        return [(name, value) for name, value in pairs if name in self.fields]


class RenameForm(DissolveForm):
    """A new name from a day on."""

    name = inputs.LineField(label="Tên đầy đủ mới", max_length=200)
    short_name = inputs.LineField(label="Tên ngắn", max_length=80, help_text="Dùng ở những cột hẹp.")
    code = inputs.LineField(
        label="Ký hiệu", max_length=20, help_text="Dùng trong số, ký hiệu văn bản. Ví dụ: BTCTW."
    )
    field_order = ["name", "short_name", "code", *DissolveForm.field_order]

    def __init__(self, *args, agency, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["happens_on"].label = "Mang tên này từ ngày"
        self.fields["happens_on"].help_text = "Trước ngày này mọi nơi giữ tên cũ."


class MergeForm(DissolveForm):
    """Which agencies merge into one."""

    predecessors = inputs.RowsField(
        label="Cơ quan được sáp nhập",
        queryset=Agency.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Hãy chọn ít nhất một cơ quan."},
    )
    field_order = ["predecessors", *DissolveForm.field_order]

    def __init__(self, *args, agency, **kwargs):
        super().__init__(*args, **kwargs)
        others = Agency.objects.named().exclude(pk=agency.pk)
        self.fields["predecessors"].queryset = others.going_on(clock.today())


class SplitForm(DissolveForm):
    """Into which agencies one is split, and who takes over what is open."""

    into = inputs.RowsField(
        label="Chia, tách ra thành",
        queryset=Agency.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text="Cơ quan mới phải có trong danh mục trước.",
        error_messages={"required": "Hãy chọn ít nhất một cơ quan."},
    )
    taker = forms.ModelChoiceField(
        label="Cơ quan nhận những việc còn mở",
        queryset=Agency.objects.none(),
        required=False,
        empty_label="Cơ quan này tiếp tục hoạt động và giữ việc của mình",
        help_text="Bảng tự chấm, đề nghị khen, vai trò trong khối do cơ quan này làm tiếp.",
    )
    field_order = ["into", "taker", *DissolveForm.field_order]

    def __init__(self, *args, agency, **kwargs):
        super().__init__(*args, **kwargs)
        others = Agency.objects.named().exclude(pk=agency.pk).going_on(clock.today())
        self.fields["into"].queryset = self.fields["taker"].queryset = others


class CancelForm(RuleForm):
    """Why an act is undone."""

    reason = inputs.BlockField(label="Lý do hủy", max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


class HeadingForm(RuleForm):
    """What papers show at their head and under their signature while an agency goes by a name."""

    party_heading = inputs.BlockField(
        label="Đầu văn bản của Đảng",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Cấp trên ở dòng trên, mỗi dòng một hàng. Để trống thì dùng tên cơ quan.",
    )
    party_signer = inputs.LineField(
        label="Chức vụ người ký văn bản của Đảng",
        max_length=120,
        required=False,
        help_text="Ví dụ: Trưởng ban.",
    )
    state_heading = inputs.BlockField(
        label="Đầu văn bản hành chính",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Cơ quan chủ quản ở dòng trên, mỗi dòng một hàng. Để trống thì dùng tên cơ quan.",
    )
    state_signer = inputs.LineField(
        label="Chức vụ người ký văn bản hành chính", max_length=120, required=False
    )
