"""Forms of this room. The cells of the grids are plain inputs, written one by one (see views)."""

from django import forms

from blocs.forms import PaperForm
from core import clock, inputs
from core.forms import RuleForm


class SigningForm(PaperForm):
    """The day on which all members signed the pledge, and the form of its paper."""

    field_order = ["signed_on", "form"]
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


class TieVotesForm(RuleForm):
    """How many votes each of the members with the same total got."""

    def __init__(self, *args, places, **kwargs):
        super().__init__(*args, **kwargs)
        for place in places:
            self.fields[f"votes_{place.agency_id}"] = inputs.IntegerField(
                label=place.name, unit="phiếu", min_value=0, max_value=1000
            )

    def clean(self):
        """Hand the votes on by agency."""
        cleaned = super().clean()
        return {"votes": {int(name.removeprefix("votes_")): count for name, count in cleaned.items()}}
