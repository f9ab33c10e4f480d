"""Forms of this room: a nomination, a decision, the first number of a register."""

from django import forms

from awards.cataloguing import catalogue
from awards.models import AwardForm, Nomination
from blocs.models.blocs import Form
from core import clock, inputs
from core.dates import short
from core.forms import RuleForm
from members import lifetimes
from members.models import Collective, Person

BACKDATED = "Lý do ký trước ngày đề nghị"
BACKDATED_HELP = "Chỉ ghi khi hồ sơ giấy được ghi vào phần mềm sau ngày ký. Ví dụ: nhập bù hồ sơ quý III."


class NominationForm(RuleForm):
    """Who is put forward for what. `subject` is the agency itself or one of its collectives and persons."""

    form = forms.ModelChoiceField(
        label="Hình thức", queryset=AwardForm.objects.none(), empty_label="Chọn hình thức"
    )
    subject = forms.ChoiceField(label="Tập thể, cá nhân")
    ground = forms.ChoiceField(label="Loại hình khen thưởng", choices=Nomination.Ground)
    achievement = inputs.BlockField(
        label="Thành tích",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5, "data-words": True}),
        help_text="Ngắn, có số liệu: việc gì, kết quả bao nhiêu.",
    )
    achieved_from = inputs.DateField(label="Lập thành tích từ ngày")
    achieved_to = inputs.DateField(label="Đến ngày")
    over_quota = inputs.LineField(
        label="Lý do vượt hạn mức",
        max_length=300,
        required=False,
        help_text="Chỉ ghi khi đơn vị đứng đầu cho phép đề nghị này vượt hạn mức.",
    )

    def __init__(self, *args, season, agency, overrides, **kwargs):
        super().__init__(*args, **kwargs)
        self.agency = agency
        ours = lifetimes.taken_over_by(agency)
        self.people = {f"person-{row.pk}": row for row in Person.objects.filter(agency__in=ours)}
        collectives = Collective.objects.filter(agency__in=ours)
        self.collectives = {f"collective-{row.pk}": row for row in collectives}
        self.fields["form"].queryset = catalogue.of(season)
        self.fields["subject"].choices = self._subjects()
        if not overrides:
            del self.fields["over_quota"]

    def clean(self):
        """Turn the choice of the subject into what the rule takes."""
        cleaned = super().clean()
        chosen = cleaned.pop("subject", None)
        cleaned["agency"] = self.agency
        cleaned["collective"] = self.collectives.get(chosen)
        cleaned["person"] = self.people.get(chosen)
        return cleaned

    def _subjects(self):
        people = [
            (key, ", ".join(filter(None, (str(row), row.position, row.personal_code))))
            for key, row in self.people.items()
        ]
        groups = [
            ("", "Chọn tập thể, cá nhân"),
            ("Đơn vị", [("agency", self.agency.name)]),
            ("Tập thể", [(key, row.name) for key, row in self.collectives.items()]),
            ("Cá nhân", people),
        ]
        return [group for group in groups if group[1]]


class DecisionForm(RuleForm):
    """What an own decision says beside its list."""

    number = inputs.LineField(label="Số quyết định", max_length=40)
    signed_on = inputs.DateField(label="Ngày ký")
    paper_form = forms.ChoiceField(
        label="Thể thức của văn bản này",
        choices=[("", "Theo quy định của năm"), *Form.choices],
        required=False,
        help_text="Số quyết định được ghi theo thể thức này.",
    )
    place = inputs.LineField(label="Địa danh", max_length=80, help_text="Ghi trước ngày tháng.")
    signer_name = inputs.LineField(label="Người ký", max_length=120)
    signer_post = inputs.LineField(label="Chức vụ người ký", max_length=200)
    achievement = inputs.BlockField(
        label="Thành tích ghi trên Bằng khen",
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Một câu chung cho mọi Bằng khen của quyết định này.",
    )
    backdated = inputs.LineField(
        label=f"{BACKDATED}, không theo thứ tự số",
        max_length=300,
        required=False,
        help_text="Chỉ ghi khi cần. Ví dụ: nhập bù hồ sơ giấy quý III; nhiệm kỳ mới đánh số lại.",
    )
    receivers = inputs.LineField(
        label="Ai nhận thay đơn vị đã kết thúc hoạt động",
        max_length=300,
        required=False,
        help_text="Chỉ ghi khi đơn vị được khen đã sáp nhập, giải thể trước ngày ký.",
    )

    def __init__(self, *args, season, **kwargs):
        super().__init__(*args, **kwargs)
        label = f"Theo quy định của năm ({season.get_form_display().lower()})"
        self.fields["paper_form"].choices = [("", label), *Form.choices]


class NewDecisionForm(DecisionForm):
    """A draft begins with its form of commendation."""

    field_order = ["form"]
    form = forms.ModelChoiceField(label="Hình thức", queryset=AwardForm.objects.none(), empty_label=None)

    def __init__(self, *args, season, **kwargs):
        super().__init__(*args, season=season, **kwargs)
        self.fields["form"].queryset = catalogue.used_in(season).filter(own=True)
        self.fields["form"].label_from_instance = version
        self.fields["signed_on"].initial = clock.today


class RecordForm(RuleForm):
    """A decision of a higher authority and whom it honours."""

    authority = inputs.LineField(label="Người, cấp quyết định", max_length=200)
    number = inputs.LineField(label="Số quyết định", max_length=40, help_text="Ghi đủ như trên văn bản.")
    signed_on = inputs.DateField(label="Ngày ký", latest=clock.today)
    backdated = inputs.LineField(label=BACKDATED, max_length=300, required=False, help_text=BACKDATED_HELP)
    nominations = inputs.RowsField(
        label="Được khen thưởng",
        queryset=Nomination.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Hãy chọn ít nhất một đề nghị được khen thưởng theo quyết định này."},
    )

    def __init__(self, *args, waiting, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["nominations"].queryset = waiting
        self.fields["nominations"].label_from_instance = _named


class RegisterForm(RuleForm):
    """A book and its first number."""

    year = inputs.YearField(label="Sổ của năm", min_value=2000, max_value=2100)
    first_number = inputs.IntegerField(
        label="Số bắt đầu",
        min_value=1,
        max_value=999999,
        help_text="Số kế tiếp trong sổ của cơ quan: cơ quan còn ghi vào sổ những khen thưởng khác.",
    )


def version(form):
    """A form with its last day, where it has one: a year may use two versions."""
    return f"{form.name}, bản áp dụng đến hết {short(form.valid_to)}" if form.valid_to else form.name


def _named(nomination):
    """The subject of a nomination that comes `named()`, without asking for its agency."""
    subject = nomination.person or nomination.collective
    return f"{subject}, {nomination.name}" if subject else nomination.name
