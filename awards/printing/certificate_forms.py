"""Forms of the certificates: how a batch is printed, a corrected text, why, and the public look-up."""

from django import forms

from awards.certifying import wording
from awards.certifying.verification import parse_number
from awards.models import PrintBatch, PrinterProfile
from awards.printing import batch_choices, printers
from core import inputs
from core.forms import RuleForm
from core.rules import ReadingError


class NumbersField(inputs.LineField):
    """Register numbers and ranges of them: 31-38, 40."""

    def clean(self, value):
        """Return the ranges, None when nothing was typed."""
        typed = super().clean(value)
        try:
            return batch_choices.read_numbers(typed) if typed else None
        except ReadingError as refusal:
            raise forms.ValidationError(str(refusal)) from refusal


class BatchForm(RuleForm):
    """How a batch is printed, and which certificates go into it."""

    mode = forms.ChoiceField(label="Cách in", choices=PrintBatch.Mode)
    rows = forms.ChoiceField(
        label="In những bằng nào",
        choices=[("all", "Tất cả"), ("rest", "Bằng chưa in"), ("chosen", "Theo số vào sổ vàng")],
        required=False,
    )
    numbers = NumbersField(
        label="Số vào sổ vàng",
        max_length=300,
        required=False,
        help_text="Dùng khi chọn “Theo số vào sổ vàng”. Ví dụ: 31-38, 40.",
    )
    printer = forms.ModelChoiceField(
        label="Máy in, khay giấy",
        queryset=PrinterProfile.objects.none(),
        required=False,
        empty_label="Không chọn: in không bù độ lệch",
        error_messages={"invalid_choice": "Máy in này không còn dùng được. Hãy chọn máy in khác."},
    )

    def __init__(self, *args, agency_id, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["printer"].queryset = printers.of(agency_id)

    def clean(self):
        """Numbers are there when they are asked for, and only then: some are never printed as all."""
        typed = super().clean()
        if typed.get("rows") == "chosen":
            if not typed.get("numbers") and "numbers" not in self.errors:
                self.add_error(
                    "numbers", "Hãy nhập số vào sổ vàng của các Bằng khen cần in, ví dụ 31-38, 40."
                )
        elif typed.get("numbers"):
            self.add_error(
                "rows",
                "Đã nhập số vào sổ vàng mà chưa chọn “Theo số vào sổ vàng”. "
                "Hãy chọn mục đó, hoặc xóa các số.",
            )
        return typed


class CorrectionForm(RuleForm):
    """The text of a certificate as it should have been."""

    prefix = inputs.LineField(label="Xưng hô", max_length=20, required=False, help_text="Ông, Bà, Tập thể.")
    recipient = inputs.LineField(label="Tên", max_length=200)
    unit = inputs.LineField(label="Chức vụ, đơn vị", max_length=300, required=False)
    achievement = inputs.BlockField(
        label="Thành tích", max_length=400, widget=forms.Textarea(attrs={"rows": 3})
    )
    reason = inputs.LineField(
        label="Lý do sửa", max_length=300, help_text="Ghi vào nhật ký và lịch sử của cả hai bằng."
    )

    def clean(self):
        """Put the words of the certificate together as `corrections`."""
        typed = super().clean()
        corrections = {name: typed.pop(name) for name in wording.FIELDS if name in typed}
        return typed | {"corrections": corrections}


class WhyForm(RuleForm):
    """A sheet is printed again or a certificate revoked: why, on one line of the log."""

    reason = inputs.LineField(label="Lý do", max_length=300)


class NumberField(inputs.LineField):
    """A register number with its year, as printed: 31/2024."""

    def clean(self, value):
        """Return (number, year)."""
        try:
            return parse_number(super().clean(value))
        except ReadingError as refusal:
            raise forms.ValidationError(str(refusal)) from refusal


class LookUpForm(forms.Form):
    """The two lines printed beside the QR code."""

    number = NumberField(label="Số vào sổ vàng", max_length=20)
    code = inputs.LineField(label="Mã tra cứu", max_length=20)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["number"].widget.attrs |= {"placeholder": "31/2024", "autocomplete": "off"}
        self.fields["code"].widget.attrs |= {
            "placeholder": "7F4K-29QX",
            "autocomplete": "off",
            "autocapitalize": "characters",
        }
