"""Forms of the cross-scoring: its day, one assignment by hand, a reason."""

from django import forms

from core import clock, inputs
from core.forms import RuleForm


class CrossDueForm(RuleForm):
    """Until when the marks are given."""

    due_on = inputs.DateField(label="Chấm đến hết ngày", earliest=clock.today)


class CrossAssignForm(RuleForm):
    """Who scores whose sheet, too; `choices`: {scored member: who may still be added} (cross_choices)."""

    scored = forms.TypedChoiceField(label="Bảng của", coerce=int)
    scorer = forms.TypedChoiceField(label="Đơn vị chấm", coerce=int)

    def __init__(self, *args, members, choices, **kwargs):
        super().__init__(*args, **kwargs)
        scorers = {scorer for some in choices.values() for scorer in some}
        for name, offered in (("scorer", scorers), ("scored", choices)):
            rows = [(member.agency_id, member.name) for member in members if member.agency_id in offered]
            self.fields[name].choices = [("", "Chọn đơn vị"), *rows]
        for name in ("scored", "scorer"):
            self.fields[name].error_messages["invalid_choice"] = "Hãy chọn một đơn vị trong danh sách."


class CrossReopenForm(CrossDueForm):
    """Why the closed round is opened again, and until when."""

    reason = inputs.BlockField(label="Lý do mở lại", max_length=1000)


class CrossReasonForm(RuleForm):
    """Why a sheet is not scored, or a scorer not waited for."""

    reason = inputs.BlockField(label="Lý do", max_length=1000)
