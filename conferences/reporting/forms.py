"""The form of a report's particulars; its text is written part by part (see views/reports)."""

from django import forms

from blocs.models.blocs import Form
from core import inputs
from core.forms import RuleForm


class ParticularsForm(RuleForm):
    """What surrounds the text of a report."""

    number = inputs.LineField(
        label="Số", max_length=20, required=False, help_text="Để trống nếu văn thư ghi số bằng tay."
    )
    dated = inputs.DateField(label="Ngày báo cáo")
    form = forms.ChoiceField(label="Thể thức văn bản", choices=Form)
    signer_name = inputs.LineField(label="Người ký", max_length=120)
    signer_post = inputs.LineField(label="Chức vụ người ký", max_length=200)
