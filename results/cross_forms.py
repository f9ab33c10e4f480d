"""Forms of the cross-scoring: its day, one assignment by hand, a reason."""

from django import forms

from core import clock, inputs
from core.forms import RuleForm


class CrossDueForm(RuleForm):
    """Until when the marks are given."""

    due_on = inputs.DateField(label="Chấm đến hết ngày", earliest=clock.today)


class CrossAssignForm(RuleForm):
    """Who scores whose sheet, too."""

    scored = forms.TypedChoiceField(label="Phiếu của", coerce=int)
    scorer = forms.TypedChoiceField(label="Đơn vị chấm", coerce=int)

    def __init__(self, *args, members, scored, **kwargs):
        super().__init__(*args, **kwargs)
        names = [(member.agency_id, member.name) for member in members]
        self.fields["scorer"].choices = [("", "Chọn đơn vị"), *names]
        self.fields["scored"].choices = [("", "Chọn đơn vị"), *(row for row in names if row[0] in scored)]
        for name in ("scored", "scorer"):
            self.fields[name].error_messages["invalid_choice"] = "Hãy chọn một đơn vị trong danh sách."


class CrossReasonForm(RuleForm):
    """Why a sheet is not scored, or a scorer not waited for."""

    reason = inputs.BlockField(label="Lý do", max_length=1000)
