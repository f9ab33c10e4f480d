"""Forms around eligibility: a rule, its end, a pause, figures of people, a council's vote, a waiver."""

from django import forms

from awards.models import AwardForm, EligibilityRule, Hold
from awards.models.catalogue import Recipient
from awards.qualifying.subjects import Subjects
from core import clock, inputs
from core.forms import RuleForm

KINDS = EligibilityRule.Kind
STATE = "level:state"
ASKED = {  # the fields of a kind beside those that every rule has
    KINDS.RANK: ("number",),
    KINDS.GRADE: ("words",),
    KINDS.RUN: ("number", "title", "merit_only"),
    KINDS.EARLIER: ("earlier", "number", "title", "times", "merit_only"),
    KINDS.SHARE: ("measure", "number"),
    KINDS.PEOPLE: ("measure", "number"),
    KINDS.VOTE: ("number",),
    KINDS.FRESH: ("number",),
    KINDS.STATE_ONCE: ("number",),
    KINDS.STATED: ("words",),
    KINDS.WOMEN_FIRST: ("number",),
}
NUMBERS = {  # what `number` counts
    KINDS.RANK: "Xếp thứ, từ thứ này trở lên",
    KINDS.RUN: "Số năm liên tục",
    KINDS.EARLIER: "Sau đó ít nhất bao nhiêu năm",
    KINDS.SHARE: "Tỷ lệ ít nhất (%)",
    KINDS.PEOPLE: "Số người ít nhất",
    KINDS.VOTE: "Tỷ lệ trên tổng số thành viên (%)",
    KINDS.FRESH: "Không quá bao nhiêu tháng",
    KINDS.STATE_ONCE: "Nhiều nhất mỗi năm",
    KINDS.WOMEN_FIRST: "Tập thể có từ bao nhiêu % nữ",
}
CHECKED = "Đã đối chiếu với văn bản gốc"
BINDING = "Bắt buộc: thiếu thì không thông qua, không trình"
READ = "Chỉ chọn khi đã mở văn bản và đọc đúng điều, khoản này."


class RuleCorrectionForm(RuleForm):
    """Where a rule is written, whether somebody has read it there, whether it binds."""

    source = inputs.BlockField(
        label="Căn cứ (văn bản, điều, khoản)", max_length=400, widget=forms.Textarea(attrs={"rows": 2})
    )
    checked = forms.BooleanField(label=CHECKED, required=False, help_text=READ)
    binding = forms.BooleanField(
        label=BINDING,
        required=False,
        help_text="Để trống thì điều kiện chỉ nhắc. Điều kiện chưa đối chiếu không đặt bắt buộc được.",
    )


class RuleEndForm(RuleForm):
    """The last day of a rule."""

    last_day = inputs.DateField(
        label="Áp dụng đến hết ngày",
        help_text="Năm thi đua có ngày chốt thành viên sau ngày này không còn hỏi điều kiện này.",
    )


class NewRuleForm(RuleCorrectionForm):
    """A rule of one kind, which says what else is asked; the form it holds for may be all of them."""

    field_order = [
        *("form_code", "recipient", "earlier", "measure", "number", "title", "times", "words", "merit_only"),
        *("route", "valid_from", "source", "checked", "binding"),
    ]
    form_code = forms.ChoiceField(label="Áp dụng cho hình thức", required=False)
    recipient = forms.ChoiceField(
        label="Đối tượng", choices=[("", "Mọi đối tượng"), *Recipient.choices], required=False
    )
    earlier = forms.ChoiceField(label="Hình thức phải có trước")
    measure = forms.ChoiceField(label="Tính số người", choices=EligibilityRule.Measure)
    number = inputs.IntegerField(label="Con số", min_value=1, max_value=999)
    title = forms.ChoiceField(label="Danh hiệu, hình thức phải đạt")
    times = inputs.IntegerField(
        label="Số năm đạt trong thời gian đó", min_value=1, max_value=50, required=False
    )
    words = inputs.BlockField(label="Nội dung", max_length=400, widget=forms.Textarea(attrs={"rows": 2}))
    merit_only = forms.BooleanField(
        label="Chỉ tính khen thưởng công trạng",
        required=False,
        help_text="Khen thưởng đột xuất, chuyên đề không tính để đề nghị cấp cao hơn.",
    )
    route = inputs.LineField(
        label="Trường hợp",
        max_length=40,
        required=False,
        help_text="Khi có nhiều cách đạt: điều kiện cùng trường hợp đi với nhau, đủ một trường hợp là được.",
    )
    valid_from = inputs.DateField(label="Áp dụng từ ngày")

    def __init__(self, *args, kind, **kwargs):
        super().__init__(*args, **kwargs)
        codes = _codes()
        self.fields["form_code"].choices = [
            ("", "Mọi hình thức"),
            (STATE, "Mọi hình thức cấp Nhà nước"),
            *codes,
        ]
        self.fields["earlier"].choices = [("", "Chọn hình thức"), *codes]
        self.fields["title"].choices = [("", "Chọn danh hiệu, hình thức"), *codes]
        if kind == KINDS.EARLIER:
            self.fields["title"].required = False
            self.fields["title"].choices = [("", "Không yêu cầu"), *codes]
        self.fields["number"].label = NUMBERS.get(kind, "")
        for name in {name for names in ASKED.values() for name in names} - {*ASKED.get(kind, ())}:
            del self.fields[name]

    def clean(self):
        """Turn what was chosen into the columns of a rule."""
        cleaned = super().clean()
        cleaned["recalled"] = not cleaned.pop("checked", False)
        if cleaned.get("form_code") == STATE:
            cleaned |= {"form_code": "", "level": AwardForm.Level.STATE}
        return cleaned


class HoldForm(RuleForm):
    """Who is not to be put forward, why and since when."""

    field_order = ["subject", "kind"]
    subject = forms.ChoiceField(label="Đơn vị, tập thể, cá nhân")
    kind = forms.ChoiceField(label="Loại việc", choices=Hold.Kind)
    reason = inputs.LineField(label="Lý do", max_length=300, help_text="Việc gì, cơ quan nào đang xem xét.")
    source = inputs.LineField(label="Căn cứ (số, ngày văn bản)", max_length=200)
    starts_on = inputs.DateField(label="Từ ngày")
    ends_on = inputs.DateField(
        label="Đến hết ngày", required=False, help_text="Để trống khi chưa biết; ghi sau bằng nút Kết thúc."
    )

    def __init__(self, *args, agency, **kwargs):
        super().__init__(*args, **kwargs)
        self.subjects = Subjects(agency)
        self.fields["subject"].choices = [("", "Chọn đối tượng"), *self.subjects.choices]

    def clean(self):
        """Turn the choice of the subject into what the rule takes."""
        cleaned = super().clean()
        return cleaned | self.subjects.chosen(cleaned.pop("subject", None))


class HoldLiftForm(RuleForm):
    """The last day of a pause and the paper that says so."""

    last_day = inputs.DateField(
        label="Kết thúc, đến hết ngày",
        help_text="Với kỷ luật: ngày cuối của thời gian kỷ luật; thành tích chỉ tính từ sau ngày này.",
    )
    source = inputs.LineField(label="Căn cứ kết thúc (số, ngày văn bản)", max_length=200)


class WorkforceForm(RuleForm):
    """How many people there are, and how many of them reached what."""

    people = inputs.IntegerField(label="Tổng số người", min_value=1, max_value=1_000_000, unit="người")
    women = inputs.IntegerField(label="Trong đó nữ", max_value=1_000_000, unit="người")
    completed = inputs.IntegerField(label="Hoàn thành nhiệm vụ", max_value=1_000_000, unit="người")
    advanced = inputs.IntegerField(label="Lao động tiên tiến", max_value=1_000_000, unit="người")
    fighters = inputs.IntegerField(label="Chiến sĩ thi đua cơ sở", max_value=1_000_000, unit="người")
    source = inputs.LineField(
        label="Căn cứ (số, ngày văn bản)",
        max_length=200,
        help_text="Quyết định công nhận danh hiệu, báo cáo đánh giá của năm.",
    )


class CouncilVoteForm(RuleForm):
    """What the minutes of a council say about one nomination."""

    council = inputs.LineField(label="Hội đồng", max_length=200)
    held_on = inputs.DateField(label="Ngày họp", latest=clock.today)
    members = inputs.IntegerField(
        label="Tổng số thành viên Hội đồng",
        min_value=1,
        max_value=999,
        help_text="Đếm cả người vắng mặt: tỷ lệ tính trên tổng số thành viên.",
    )
    in_favour = inputs.IntegerField(label="Số phiếu đồng ý", max_value=999)
    source = inputs.LineField(label="Biên bản (số, ngày)", max_length=200)


class WaiverForm(RuleForm):
    """Which rule a nomination may pass by, and why."""

    rule = forms.ChoiceField(label="Điều kiện còn thiếu", widget=forms.RadioSelect)
    reason = inputs.LineField(
        label="Lý do cho phép",
        max_length=300,
        help_text="Ghi văn bản, ý kiến làm căn cứ. Lý do hiện trên trang của đề nghị.",
    )

    def __init__(self, *args, findings, **kwargs):
        super().__init__(*args, **kwargs)
        self.rules = {str(found.rule.pk): found.rule for found in findings}
        self.fields["rule"].choices = [(str(found.rule.pk), found.sentence) for found in findings]
        if len(findings) == 1:
            self.fields["rule"].initial = str(findings[0].rule.pk)

    def clean(self):
        """Turn the choice into the rule."""
        cleaned = super().clean()
        cleaned["rule"] = self.rules.get(cleaned.get("rule"))
        return cleaned


def _codes():
    """(code, latest name) of every form of the catalogue, in ceremony order."""
    rows = AwardForm.objects.order_by("ceremony_order", "valid_from").values_list("code", "name")
    return list(dict(rows).items())
