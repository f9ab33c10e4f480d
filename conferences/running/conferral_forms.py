"""The form of handing over: whose turn it was, and who gave it."""

from django import forms

from core import inputs
from core.forms import RuleForm


class ConferralForm(RuleForm):
    """The recipients that came up, one or a whole group: keys between commas, as one button sends them."""

    lines = inputs.LineField(max_length=20_000)
    giver = inputs.LineField(max_length=200, required=False)

    def clean_lines(self):
        """Return the keys; whether they are on the list, the rule says."""
        keys = self.cleaned_data["lines"].split(",")
        if not all(map(inputs.is_key, keys)):
            raise forms.ValidationError("Danh sách trao thưởng vừa thay đổi. Hãy tải lại trang rồi ghi lại.")
        return [int(key) for key in keys]
