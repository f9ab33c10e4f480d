"""The form by which a correction of the criteria is published."""

from django import forms

from blocs.forms import PaperForm
from results import over_max


class PublishCorrectionForm(PaperForm):
    """In which form the paper is issued and, where points exceed a new maximum, what becomes of them."""

    field_order = ["way", "form"]
    way = forms.ChoiceField(
        label="Điểm quá mức tối đa mới",
        choices=list(over_max.WAYS.items()),
        widget=forms.RadioSelect,
        required=False,
        help_text="Bảng còn ở đơn vị giữ nguyên ô đã nhập; đơn vị hạ điểm trước khi nộp.",
    )

    def __init__(self, *args, season, pressing, **kwargs):
        super().__init__(*args, season=season, **kwargs)
        if not pressing:
            del self.fields["way"]
