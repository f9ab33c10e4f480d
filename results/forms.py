"""Forms of this room. The cells of the grids are plain inputs, written one by one (see views)."""

from django import forms

from blocs.forms import PaperForm
from core import clock, inputs, numbers
from core.forms import RuleForm
from members.models import Agency


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


class ExtensionForm(RuleForm):
    """More time for one member, and why."""

    until = inputs.DateField(label="Hạn mới")
    reason = inputs.BlockField(
        label="Lý do gia hạn", max_length=1000, help_text="Ghi để các đơn vị khác cùng đọc."
    )


class EvidenceNoteForm(RuleForm):
    """Where to look in a file that proves a line, and what is to be seen there."""

    page = inputs.LineField(
        label="Trang cần xem", max_length=40, required=False, help_text="Ví dụ: 3 hoặc 3-5, 8."
    )
    note = inputs.LineField(
        label="Ghi chú", max_length=300, required=False, help_text="Tệp này chứng minh điều gì."
    )


class EvidenceForm(EvidenceNoteForm):
    """Files that prove one line; what is said of them is said of each."""

    field_order = ["upload", "page", "note"]
    upload = inputs.FilesField(
        label="Tệp minh chứng",
        help_text="PDF (tối đa 500 trang), ảnh JPEG hoặc PNG, Word, Excel, PowerPoint; mỗi tệp tối đa 20 MB.",
        error_messages={"required": "Hãy chọn tệp minh chứng."},
    )


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


class ReminderForm(RuleForm):
    """Which members are reminded, until when they shall answer, and what else is said."""

    agencies = inputs.RowsField(
        label="Gửi các đơn vị",
        queryset=Agency.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Hãy chọn ít nhất một đơn vị cần đôn đốc."},
    )
    reply_by = inputs.DateField(label="Đề nghị nộp trước ngày", earliest=clock.today)
    note = inputs.BlockField(
        label="Nội dung thêm", max_length=2000, required=False, help_text="Hiện thành đoạn cuối của công văn."
    )

    def __init__(self, *args, agencies, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["agencies"].queryset = agencies


class CountersignForm(RuleForm):
    """The managing body's confirmation of a signed pledge."""

    signed_on = inputs.DateField(label="Ngày xác nhận", latest=clock.today, initial=clock.today)
    signer = inputs.LineField(label="Người ký xác nhận", max_length=200, help_text="Họ tên và chức vụ.")
    note = inputs.BlockField(label="Ý kiến", max_length=2000, required=False)


class TitlesForm(RuleForm):
    """For how many a member registers each title."""

    def __init__(self, *args, titles, **kwargs):
        super().__init__(*args, **kwargs)
        for title in titles:
            self.fields[str(title.pk)] = inputs.IntegerField(
                label=f"{title.name} ({title.get_given_to_display().lower()})",
                min_value=1,
                max_value=9999,
                required=False,
            )

    def clean(self):
        """Hand the numbers over as one mapping of titles' ids."""
        return {"quantities": {int(name): count for name, count in super().clean().items()}}


class QuantityField(inputs.PointsField):
    """How many of a unit that is typed beside it."""

    unit = ""

    def show(self, value):
        """Return the number as short as it can be."""
        return numbers.grouped(value)


class ReasonTemplatesForm(RuleForm):
    """The reasons a bloc offers where one is typed."""

    texts = inputs.BlockField(
        label="Các lý do mẫu",
        max_length=8000,
        required=False,
        help_text="Mỗi dòng một lý do. Xóa hết rồi lưu thì dùng lại các lý do có sẵn.",
    )

    def clean_texts(self):
        """Hand the lines on as a list."""
        return self.cleaned_data["texts"].split("\n")


class AmendForm(RuleForm):
    """A signed target as it shall stand from now on, and why."""

    text = inputs.LineField(label="Chỉ tiêu mới", max_length=200)
    number = QuantityField(label="Số lượng", max_value=9_999_999_999_999, required=False)
    unit = inputs.LineField(
        label="Đơn vị tính", max_length=30, required=False, help_text="Ví dụ: đề án, %, triệu đồng."
    )
    due_on = inputs.DateField(label="Hạn", required=False)
    reason = inputs.BlockField(label="Lý do điều chỉnh", max_length=2000)


class AssignmentForm(RuleForm):
    """The parts of the appraisal ticked for one person, and those that the page showed as ticked."""

    parts = forms.CharField(required=False)
    shown = forms.CharField(required=False)

    def clean(self):
        """Hand both over as sets of (member's key or None, group's key or None); what is none is left out."""
        super().clean()
        return {
            "parts": _parts(self.data.getlist("parts")),
            "shown": _parts(self.data.get("shown", "").split()),
        }


def _parts(keys):
    """Read keys as a page sends them: "3-0" is the third member with every group."""
    pairs = [key.split("-") for key in keys]
    sound = (pair for pair in pairs if len(pair) == 2 and all(map(inputs.is_key, pair)))
    return {(int(agency) or None, int(group) or None) for agency, group in sound}


class SheetFileForm(RuleForm):
    """A score sheet that was filled in Excel."""

    upload = forms.FileField(
        label="Bảng đã điền",
        help_text="Tệp .xlsx tải về từ trang này, tối đa 20 MB.",
        error_messages={"required": "Hãy chọn tệp Excel."},
        allow_empty_file=True,  # the rule refuses it, in its own words
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )
