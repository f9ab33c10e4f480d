"""Forms beside the plain draft: texts, prize money, decisions that change another one, base salaries."""

from django import forms

from awards.forms import DecisionForm
from awards.models import BaseSalary
from core import clock, inputs
from core.forms import RuleForm

AGAIN = "Xóa trống để phần mềm soạn lại theo danh sách và ngày ký."


def _article(label, rows=4, most=3000):
    widget = forms.Textarea(attrs={"rows": rows})
    return inputs.BlockField(label=label, max_length=most, required=False, widget=widget, help_text=AGAIN)


class TextForm(RuleForm):
    """The bases, one a line, and the articles of a draft."""

    bases = inputs.BlockField(
        label="Căn cứ",
        max_length=6000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Mỗi căn cứ một dòng, không ghi dấu chấm phẩy ở cuối. " + AGAIN,
    )
    article_1 = _article("Điều 1")
    article_2 = _article("Điều 2")
    article_3 = _article("Điều 3")


class UnpaidForm(RuleForm):
    """Why no prize money is paid for a line."""

    unpaid = inputs.LineField(
        label="Lý do không chi tiền thưởng",
        max_length=200,
        required=False,
        help_text="Ví dụ: đã nhận tiền thưởng của danh hiệu cao hơn. Để trống thì chi.",
    )


class AmendingForm(DecisionForm):
    """What an own decision that changes another one says beside its changes."""

    achievement = None  # that of the decision it changes
    backdated = inputs.LineField(label="Lý do không theo thứ tự số", max_length=300, required=False)
    receivers = None


class RecordedAmendingForm(RuleForm):
    """A higher authority's decision that changes another one of its own."""

    number = inputs.LineField(label="Số quyết định", max_length=40, help_text="Ghi đủ như trên văn bản.")
    signed_on = inputs.DateField(label="Ngày ký", latest=clock.today)


class LineForm(RuleForm):
    """The right words of a line, and what was wrong."""

    prefix = inputs.LineField(label="Xưng hô", max_length=20, required=False)
    name = inputs.LineField(label="Tên đúng", max_length=200)
    unit = inputs.LineField(label="Chức vụ, đơn vị đúng", max_length=300, required=False)
    reason = inputs.LineField(label="Lý do sửa", max_length=300, help_text="In trong Điều 1 của quyết định.")


class RevokeForm(RuleForm):
    """Why an award is revoked."""

    reason = inputs.LineField(
        label="Lý do hủy bỏ", max_length=300, help_text="In trong Điều 1 của quyết định."
    )


class SalaryForm(RuleForm):
    """One row of the table of base salaries."""

    amount = inputs.MoneyField(label="Mức lương cơ sở (đồng)", min_value=1, max_value=100_000_000)
    valid_from = inputs.DateField(label="Áp dụng từ ngày")
    doubling = forms.ChoiceField(
        label="Tiền thưởng của tập thể gấp hai cá nhân",
        choices=BaseSalary.Doubling,
        help_text="Văn bản để ngỏ cách hiểu: hai cách có thể lệch nhau 10.000 đồng.",
    )
    source = inputs.BlockField(
        label="Căn cứ",
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Số, ngày văn bản.",
    )
    recalled = forms.BooleanField(label="Chưa đối chiếu văn bản gốc", required=False)
