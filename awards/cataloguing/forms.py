"""Forms of the catalogue: what a title or form of commendation says, its next version, the text read."""

from django import forms

from awards.cataloguing import versions
from awards.models import AwardForm
from awards.models.catalogue import Recipient
from core import inputs
from core.forms import RuleForm

Level, Kind, Certificate = AwardForm.Level, AwardForm.Kind, AwardForm.Certificate
DOUBLES = [("", "Chưa rõ"), ("yes", "Gấp hai lần cá nhân"), ("no", "Không")]
ANSWERS = {"yes": True, "no": False}


class FactsForm(RuleForm):
    """All that one version says but for its days."""

    name = inputs.LineField(label="Tên", max_length=200)
    short_name = inputs.LineField(
        label="Tên ngắn", max_length=60, help_text="Đứng cạnh tên người, tên đơn vị trong các bảng."
    )
    kind = forms.ChoiceField(label="Loại", choices=Kind)
    level = forms.ChoiceField(label="Cấp", choices=Level)
    decided_by = inputs.LineField(label="Ai quyết định", max_length=200)
    own = forms.BooleanField(label="Đơn vị đứng đầu quyết định: vào sổ vàng và in tại đây", required=False)
    recipients = forms.MultipleChoiceField(
        label="Dành cho",
        choices=Recipient,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Hãy chọn ít nhất một loại đối tượng."},
        help_text="Khối gồm các cơ quan nên không đề nghị hộ gia đình; danh mục chỉ ghi để biết.",
    )
    ceremony_order = inputs.IntegerField(
        label="Thứ tự trao",
        min_value=1,
        max_value=999,
        help_text="Số nhỏ trao trước. Nghị định 152/2025/NĐ-CP, Điều 29: cấp cao trước, cùng cấp thì danh "
        "hiệu trước hình thức.",
    )
    certificate = forms.ChoiceField(
        label="Giấy kèm theo", choices=[("", "Chưa rõ"), *Certificate.choices], required=False
    )
    prize_coefficient = inputs.AmountField(
        label="Hệ số tiền thưởng",
        max_value="99.99",
        required=False,
        help_text="Số lần mức lương cơ sở, ví dụ 1,5. Để trống nếu chưa biết.",
    )
    doubles_for_collectives = forms.TypedChoiceField(
        label="Tiền thưởng của tập thể", choices=DOUBLES, coerce=ANSWERS.get, empty_value=None, required=False
    )
    prize_source = inputs.LineField(label="Căn cứ tiền thưởng", max_length=200, required=False)
    source = inputs.BlockField(
        label="Căn cứ",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        help_text="Số, ngày văn bản, điều khoản.",
    )
    transition = inputs.BlockField(
        label="Quy định chuyển tiếp",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        required=False,
        help_text="Ví dụ: Hồ sơ đã tiếp nhận trước ngày 01/10/2026 theo quy định cũ.",
    )
    transition_source = inputs.LineField(label="Căn cứ chuyển tiếp", max_length=200, required=False)

    def clean(self):
        """Turn the kinds of recipients into the columns of the row."""
        cleaned = super().clean()
        if "recipients" in self.fields:
            chosen = cleaned.pop("recipients", [])
            cleaned |= {f"for_{kind}": kind in chosen for kind in Recipient.values}
        return cleaned

    @property
    def hidden(self):
        """(name, value) of all that was typed, for the page between the form and the act."""
        return [
            (name, value) for name in self.fields for value in self.data.getlist(self.add_prefix(name), [])
        ]


class NewVersionForm(FactsForm):
    """What the next version says; it begins with what the last one said."""

    field_order = ["valid_from"]
    valid_from = inputs.DateField(label="Áp dụng từ ngày")
    checked_source = inputs.LineField(
        label="Văn bản gốc đã đọc",
        max_length=200,
        required=False,
        help_text="Để trống nếu chưa đọc: danh mục ghi “Chưa đối chiếu văn bản gốc”.",
    )


class ReviseForm(FactsForm):
    """What a version says; of a used one only its sources and what nobody has told yet."""

    def __init__(self, *args, row, used, **kwargs):
        super().__init__(*args, initial=facts_of(row), **kwargs)
        if used:
            for name in list(self.fields):
                if name not in versions.CITED and not versions.was_unknown(row, name):
                    del self.fields[name]


class CheckForm(RuleForm):
    """Which text was read."""

    checked_source = inputs.LineField(
        label="Văn bản gốc đã đọc",
        max_length=200,
        help_text="Số, ngày, điều khoản; đọc ở bản công bố chính thức.",
    )


class EndForm(RuleForm):
    """The last day of a form that nothing follows, and the text that says so."""

    last_day = inputs.DateField(label="Áp dụng đến hết ngày")
    ended_by = inputs.LineField(
        label="Văn bản cho hết áp dụng", max_length=200, help_text="Số, ngày, điều khoản."
    )


def facts_of(row):
    """Return what a version says as the form shows it."""
    facts = {name: getattr(row, name) for name in FactsForm.base_fields if name != "recipients"}
    doubles = {answer: key for key, answer in ANSWERS.items()}.get(row.doubles_for_collectives, "")
    return facts | {"recipients": row.recipients, "doubles_for_collectives": doubles}
