"""Forms of a year and its criteria table; together_forms.py holds those of common work."""

from django import forms

from blocs import states
from blocs.models import CriteriaGroup
from blocs.models.blocs import Form
from core import clock, inputs
from core.forms import RuleForm
from members.models import Agency


class OpenSeasonForm(RuleForm):
    """A new year of the bloc."""

    year = forms.TypedChoiceField(label="Năm", coerce=int)
    theme = inputs.LineField(label="Chủ đề", max_length=300, required=False)

    def __init__(self, *args, bloc, **kwargs):
        super().__init__(*args, **kwargs)
        latest = bloc.seasons.order_by("-year").first()
        first = latest.year + 1 if latest else clock.today().year - 3
        self.fields["year"].choices = [(year, str(year)) for year in range(first, first + 5)]
        self.fields["year"].initial = first if latest else clock.today().year


class SeasonForm(RuleForm):
    """Theme, paper form and the day on which members are counted."""

    theme = inputs.LineField(label="Chủ đề", max_length=300, required=False)
    form = forms.ChoiceField(label="Thể thức văn bản", choices=Form)
    standing_on = inputs.DateField(
        label="Ngày chốt thành viên", help_text="Đơn vị là thành viên vào ngày này thì được xếp thứ."
    )
    clerk_submits = forms.BooleanField(
        label="Cán bộ thi đua được nộp thay lãnh đạo cơ quan",
        required=False,
        help_text="Bỏ chọn thì chỉ lãnh đạo cơ quan gửi chỉ tiêu và nộp bảng tự chấm.",
    )


class PlanForm(RuleForm):
    """The planned last day of each phase; once the planning is concluded, with the reason of a change."""

    def __init__(self, *args, concluded=False, **kwargs):
        super().__init__(*args, **kwargs)
        for number, (phase, label) in enumerate(states.PHASES, 1):
            text = f"{number}. {_PLANNED.get(phase, f'{label}, đến hết ngày')}"
            self.fields[phase] = inputs.DateField(label=text, required=False)
        if concluded:
            self.fields["reason"] = inputs.LineField(
                label="Lý do dời lịch",
                max_length=300,
                required=False,
                help_text="Cần ghi khi đổi ngày; các đơn vị xem được ngày cũ, ngày mới và lý do.",
            )


_PLANNED = {"running": "Thực hiện, đến ngày sơ kết 6 tháng", "conference": "Hội nghị tổng kết, ngày"}


class LeadForm(RuleForm):
    """Who leads the season."""

    head = forms.ModelChoiceField(label="Khối trưởng", queryset=Agency.objects.none())
    standing_deputy = forms.ModelChoiceField(
        label="Khối phó Thường trực", queryset=Agency.objects.none(), required=False
    )
    deputies = inputs.RowsField(
        label="Khối phó",
        queryset=Agency.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, season, members, turn=None, **kwargs):
        super().__init__(*args, **kwargs)
        agencies = Agency.objects.named(season.standing_on).filter(
            pk__in=[membership.agency_id for membership in members]
        )
        for name in self.fields:
            self.fields[name].queryset = agencies
            self.fields[name].label = getattr(season.bloc, _LABELS[name])
        if turn:
            self.fields["head"].help_text = f"Đến lượt theo thứ tự luân phiên: {turn.name}."


_LABELS = {
    "head": "head_label",
    "standing_deputy": "standing_deputy_label",
    "deputies": "deputy_label",
}


class PaperForm(RuleForm):
    """In which form one paper is issued: the year's, unless another is chosen for it."""

    form = forms.ChoiceField(
        label="Thể thức của văn bản này",
        choices=[("", "Theo quy định của năm"), *Form.choices],
        required=False,
    )

    def __init__(self, *args, season, **kwargs):
        super().__init__(*args, **kwargs)
        label = f"Theo quy định của năm ({season.get_form_display().lower()})"
        self.fields["form"].choices = [("", label), *Form.choices]


class ReasonForm(RuleForm):
    """An act that needs a reason and nothing else."""

    reason = inputs.BlockField(label="Lý do", max_length=2000)


class GroupForm(RuleForm):
    """A group of criteria."""

    name = inputs.LineField(label="Tên nhóm", max_length=300)
    max_points = inputs.PointsField(
        label="Điểm tối đa của nhóm",
        min_value="0.01",
        max_value=9999,
        help_text="Nhóm chấm điểm: bằng tổng các dòng bên trong. Nhóm thưởng, trừ: mức trần của nhóm.",
    )


class NewGroupForm(GroupForm):
    """A new group at the top, of a kind that then stays."""

    field_order = ["kind", "name", "max_points"]
    kind = forms.ChoiceField(label="Loại nhóm", choices=CriteriaGroup.Kind)


class ExemptionForm(RuleForm):
    """A member for which a criterion does not count."""

    agency = forms.TypedChoiceField(label="Đơn vị không áp dụng", coerce=int)
    reason = inputs.LineField(
        label="Lý do", max_length=300, help_text="Ví dụ: cơ quan không có chức năng này."
    )

    def __init__(self, *args, names, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["agency"].choices = list(names.items())


class WorkbookForm(RuleForm):
    """A criteria table as an Excel file."""

    upload = forms.FileField(
        label="Tệp Excel",
        help_text="Tệp .xlsx, tối đa 20 MB, 1.000 dòng.",
        error_messages={"required": "Hãy chọn tệp Excel."},
        allow_empty_file=True,  # the rule refuses it, in its own words
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )


class CapForm(RuleForm):
    """The ceiling of a member's total."""

    total_cap = inputs.PointsField(
        label="Tổng điểm không vượt quá",
        min_value="0.01",
        max_value=99999,
        required=False,
        help_text="Để trống nếu không đặt mức trần.",
    )
