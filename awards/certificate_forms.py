"""Forms of the certificates: how a batch is printed, a corrected text, why, and the public look-up."""

from django import forms

from awards import wording
from awards.batches import FARTHEST
from awards.models import PrintBatch
from awards.verification import parse_number
from core import inputs
from core.forms import RuleForm
from core.rules import ReadingError


class OffsetField(inputs.PointsField):
    """How far a printer is off, in mm."""

    unit = "mm"

    def __init__(self, **kwargs):
        super().__init__(places=1, min_value=-FARTHEST, max_value=FARTHEST, required=False, **kwargs)

    def clean(self, value):
        """Return the millimetres; nothing typed is no offset."""
        return super().clean(value) or 0


class BatchForm(RuleForm):
    """How a batch is printed."""

    mode = forms.ChoiceField(label="Giấy", choices=PrintBatch.Mode)
    unprinted = forms.TypedChoiceField(
        label="In",
        choices=[("", "Tất cả"), ("1", "Bằng chưa in")],
        coerce=bool,
        empty_value=False,
        required=False,
    )
    dx = OffsetField(label="Dời ngang (mm)")
    dy = OffsetField(label="Dời dọc (mm)")


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
