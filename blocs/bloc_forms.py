"""Forms of a bloc and of its members."""

from django import forms

from blocs.models import Bloc, Span
from blocs.models.blocs import Form
from core import inputs
from core.forms import RuleForm
from members import acting
from members.models import Agency, Post

POSTS = ("head_label", "standing_deputy_label", "deputy_label")
LABELS = (  # the ready sets, in the order of POSTS; other words are typed
    ("Khối trưởng", "Khối phó Thường trực", "Khối phó"),
    ("Trưởng khối", "Phó Trưởng khối Thường trực", "Phó Trưởng khối"),
    ("Cụm trưởng", "Cụm phó Thường trực", "Cụm phó"),
)


class BlocForm(RuleForm):
    """A bloc's particulars. One click takes over a ready set of labels; what was typed stays."""

    name = inputs.LineField(label="Tên khối", max_length=200)
    short_name = inputs.LineField(label="Tên ngắn", max_length=60, help_text="Hiện ở đầu trình đơn.")
    symbol = inputs.LineField(label="Ký hiệu trên văn bản", max_length=20, initial="KTĐ")
    kind = forms.ChoiceField(label="Loại", choices=Bloc.Kind)
    level = forms.ChoiceField(label="Cấp", choices=Bloc.Level)
    managing_body = forms.ModelChoiceField(
        label="Cơ quan quản lý khối", queryset=Agency.objects.none(), empty_label=None
    )
    founded_number = inputs.LineField(
        label="Số quyết định thành lập",
        max_length=60,
        required=False,
        help_text="Ví dụ: 12-QĐ/BTĐKT. Chưa có thì để trống cả số, ngày và cơ quan ra quyết định.",
    )
    founded_on = inputs.DateField(label="Ngày quyết định thành lập", required=False)
    founded_by = inputs.LineField(label="Cơ quan ra quyết định thành lập", max_length=200, required=False)
    form = forms.ChoiceField(label="Thể thức văn bản", choices=Form)
    span = forms.ChoiceField(
        label="Năm thi đua tính theo", choices=Span, help_text="Áp dụng cho các năm mở từ nay về sau."
    )
    rotation = forms.ChoiceField(
        label="Cách luân phiên lãnh đạo",
        choices=Bloc.Rotation,
        help_text="Luân phiên theo thứ tự: đơn vị đến lượt được điền sẵn khi ghi lãnh đạo và khi bầu.",
    )
    head_label = inputs.LineField(label="Cách gọi khối trưởng", max_length=40, initial=LABELS[0][0])
    standing_deputy_label = inputs.LineField(
        label="Cách gọi khối phó thường trực", max_length=40, initial=LABELS[0][1]
    )
    deputy_label = inputs.LineField(label="Cách gọi khối phó", max_length=40, initial=LABELS[0][2])

    sets = [(number, "; ".join(words)) for number, words in enumerate(LABELS)]

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        own = acting.agencies_of(user, (Post.Kind.COUNCIL_OFFICER,))
        self.fields["managing_body"].queryset = Agency.objects.named().filter(pk__in=own)


def with_labels(posted):
    """Return what was typed (a QueryDict) as the beginning of a form, with the ready set it asks for."""
    asked = posted["labels"]
    chosen = int(asked) if asked.isdecimal() and int(asked[:3]) < len(LABELS) else 0
    return posted.dict() | dict(zip(POSTS, LABELS[chosen], strict=True))


class JoinForm(RuleForm):
    """An agency joins the bloc."""

    agency = forms.ModelChoiceField(label="Cơ quan, đơn vị", queryset=Agency.objects.none())
    joined_on = inputs.DateField(label="Tham gia từ ngày")

    def __init__(self, *args, bloc, **kwargs):
        super().__init__(*args, **kwargs)
        inside = bloc.memberships.filter(left_on__isnull=True).values("agency")
        self.fields["agency"].queryset = Agency.objects.named().going_on().exclude(pk__in=inside)


class LeaveForm(RuleForm):
    """A membership ends."""

    left_on = inputs.DateField(
        label="Rời từ ngày",
        help_text="Từ ngày này đơn vị không còn là thành viên; các năm trước giữ nguyên.",
    )
    reason = inputs.LineField(label="Lý do, số quyết định", max_length=300)


class CorrectJoiningForm(RuleForm):
    """A wrongly entered day of joining."""

    joined_on = inputs.DateField(label="Tham gia từ ngày")
    reason = inputs.LineField(
        label="Lý do sửa", max_length=300, help_text="Ví dụ: nhập nhầm năm so với quyết định thành lập khối."
    )


class OrderForm(RuleForm):
    """The places of all members in protocol, numbered anew in one go."""

    def __init__(self, *args, members, **kwargs):
        super().__init__(*args, **kwargs)
        self.members = list(members)
        for place, row in enumerate(self.members, 1):
            self.fields[f"place_{row.pk}"] = inputs.IntegerField(
                label=row.name, min_value=1, max_value=999, initial=place
            )
            self.fields[f"place_{row.pk}"].widget.attrs["class"] = "form-control num"

    def rows(self):
        """Return (membership, its bound field) in the present order."""
        return [(row, self[f"place_{row.pk}"]) for row in self.members]

    def clean(self):
        """Return the memberships in their new order, as the rule takes them."""
        given, taken = super().clean(), {}
        for row in self.members:
            place = given.get(f"place_{row.pk}")
            if place in taken:
                self.add_error(f"place_{row.pk}", f"Số {place} đã dành cho {taken[place].name}.")
            elif place:
                taken[place] = row
        return {"order": [taken[place] for place in sorted(taken)]}


class FormerForm(RuleForm):
    """Who led in a year before the system; the members, past and present, are offered."""

    year = inputs.YearField(label="Năm", min_value=1948, max_value=2100)
    head = forms.ModelChoiceField(label="", queryset=Agency.objects.none(), empty_label="Chọn đơn vị")
    standing_deputy = forms.ModelChoiceField(
        label="", queryset=Agency.objects.none(), required=False, empty_label="Không có, hoặc không rõ"
    )
    deputies = inputs.RowsField(
        label="",
        queryset=Agency.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    source = inputs.LineField(
        label="Căn cứ",
        max_length=300,
        help_text="Văn bản cho biết điều này. Ví dụ: Biên bản hội nghị tổng kết năm 2018.",
    )

    def __init__(self, *args, bloc, agencies, **kwargs):
        super().__init__(*args, **kwargs)
        for name, label in zip(("head", "standing_deputy", "deputies"), POSTS, strict=True):
            self.fields[name].queryset = agencies
            self.fields[name].label = getattr(bloc, label)
        self.fields["head"].help_text = (
            "Chọn được đơn vị đang hoặc từng là thành viên. Đơn vị đã rời từ trước: ghi ngày tham gia và "
            "ngày rời của đơn vị đó trước."
        )
