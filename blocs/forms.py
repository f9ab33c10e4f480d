"""Forms of a bloc, its year and its criteria table; together_forms.py holds those of common work."""

from django import forms

from blocs import states
from blocs.models import Bloc, CriteriaGroup
from blocs.models.blocs import Form
from core import clock, inputs
from core.forms import RuleForm
from members import acting
from members.models import Agency, Post


class BlocForm(RuleForm):
    """A bloc's particulars."""

    name = inputs.LineField(label="Tên khối", max_length=200)
    short_name = inputs.LineField(label="Tên ngắn", max_length=60, help_text="Hiện ở đầu trình đơn.")
    symbol = inputs.LineField(label="Ký hiệu trên văn bản", max_length=20, initial="KTĐ")
    kind = forms.ChoiceField(label="Loại", choices=Bloc.Kind)
    level = forms.ChoiceField(label="Cấp", choices=Bloc.Level)
    managing_body = forms.ModelChoiceField(
        label="Cơ quan quản lý khối", queryset=Agency.objects.none(), empty_label=None
    )
    form = forms.ChoiceField(label="Thể thức văn bản", choices=Form)
    head_label = inputs.LineField(label="Cách gọi khối trưởng", max_length=40, initial="Khối trưởng")
    standing_deputy_label = inputs.LineField(
        label="Cách gọi khối phó thường trực", max_length=40, initial="Khối phó Thường trực"
    )
    deputy_label = inputs.LineField(label="Cách gọi khối phó", max_length=40, initial="Khối phó")

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        own = acting.agencies_of(user, (Post.Kind.COUNCIL_OFFICER,))
        self.fields["managing_body"].queryset = Agency.objects.named().filter(pk__in=own)


class JoinForm(RuleForm):
    """An agency joins the bloc."""

    agency = forms.ModelChoiceField(label="Cơ quan, đơn vị", queryset=Agency.objects.none())
    joined_on = inputs.DateField(label="Tham gia từ ngày")

    def __init__(self, *args, bloc, **kwargs):
        super().__init__(*args, **kwargs)
        inside = bloc.memberships.filter(left_on__isnull=True).values("agency")
        self.fields["agency"].queryset = Agency.objects.named().exclude(pk__in=inside)


class LeaveForm(RuleForm):
    """A membership ends."""

    left_on = inputs.DateField(
        label="Rời khối từ ngày",
        help_text="Từ ngày này đơn vị không còn là thành viên; các năm trước giữ nguyên.",
    )
    reason = inputs.LineField(label="Lý do, số quyết định", max_length=300)


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
    """The planned last day of each phase."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for number, (phase, label) in enumerate(states.PHASES, 1):
            text = f"{number}. {_PLANNED.get(phase, f'{label}, đến hết ngày')}"
            self.fields[phase] = inputs.DateField(label=text, required=False)


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

    def __init__(self, *args, season, members, **kwargs):
        super().__init__(*args, **kwargs)
        agencies = Agency.objects.named(season.standing_on).filter(
            pk__in=[membership.agency_id for membership in members]
        )
        for name in self.fields:
            self.fields[name].queryset = agencies
            self.fields[name].label = getattr(season.bloc, _LABELS[name])


_LABELS = {
    "head": "head_label",
    "standing_deputy": "standing_deputy_label",
    "deputies": "deputy_label",
}


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
        help_text="Nhóm chấm điểm: bằng tổng điểm các tiêu chí. Nhóm thưởng, trừ: mức trần của nhóm.",
    )


class NewGroupForm(GroupForm):
    """A new group, of a kind that then stays."""

    field_order = ["kind", "name", "max_points"]
    kind = forms.ChoiceField(label="Loại nhóm", choices=CriteriaGroup.Kind)


class CriterionForm(RuleForm):
    """One criterion."""

    name = inputs.LineField(label="Nội dung", max_length=500)
    guidance = inputs.BlockField(
        label="Cách chấm",
        max_length=4000,
        required=False,
        help_text="Căn cứ và mức điểm cho từng trường hợp.",
    )
    max_points = inputs.PointsField(label="Điểm tối đa", min_value="0.01", max_value=9999)
    evidence_required = forms.BooleanField(label="Phải có minh chứng", required=False, initial=True)


class CapForm(RuleForm):
    """The ceiling of a member's total."""

    total_cap = inputs.PointsField(
        label="Tổng điểm không vượt quá",
        min_value="0.01",
        max_value=99999,
        required=False,
        help_text="Để trống nếu không đặt mức trần.",
    )
