"""Forms of the quotas: the numbers of a letter, a member's own number, a reason to let pass."""

from django import forms

from awards.cataloguing import catalogue
from awards.models import Quota
from awards.models.catalogue import Recipient
from blocs import seasons
from core import inputs
from core.forms import RuleForm
from members.models import Agency


class QuotaForm(RuleForm):
    """The numbers of one quota."""

    total = inputs.IntegerField(
        label="Hạn mức chung",
        min_value=0,
        max_value=9999,
        required=False,
        help_text="Để trống nếu không giới hạn.",
    )
    per_member = inputs.IntegerField(
        label="Hạn mức mỗi đơn vị",
        min_value=0,
        max_value=9999,
        required=False,
        help_text="Để trống nếu không giới hạn. Số riêng của từng đơn vị nhập sau, ở trang hạn mức.",
    )
    percent = inputs.AmountField(
        label="Hoặc theo tỷ lệ, %",
        max_value=100,
        required=False,
        help_text="Của số đơn vị thành viên, trừ khi ghi một tổng khác ở dưới.",
    )
    rounding = forms.ChoiceField(
        label="Kết quả lẻ thì",
        choices=[("", "Chọn cách làm tròn"), *Quota.Rounding.choices],
        required=False,
        help_text="Ghi theo văn bản giao hạn mức.",
    )
    base_count = inputs.IntegerField(
        label="Tổng của cả tỉnh, bộ, ngành",
        min_value=1,
        max_value=999999,
        required=False,
        help_text="Chỉ khi tỷ lệ tính trên cả tỉnh, bộ, ngành. Ví dụ: 85.",
    )
    base_name = inputs.LineField(
        label="Tổng ấy gồm",
        max_length=120,
        required=False,
        help_text="Ví dụ: tập thể dẫn đầu cụm, khối của tỉnh.",
    )
    source = inputs.LineField(
        label="Văn bản giao hạn mức",
        max_length=200,
        help_text="Ví dụ: Công văn của Hội đồng Thi đua - Khen thưởng Trung ương.",
    )
    letter_number = inputs.LineField(
        label="Số văn bản", max_length=60, required=False, help_text="Ví dụ: 12/HĐTĐKT."
    )
    letter_on = inputs.DateField(label="Ngày văn bản", required=False)


class NewQuotaForm(QuotaForm):
    """A quota for one form and one kind of recipient."""

    field_order = ["what"]
    what = forms.ChoiceField(label="Hình thức, đối tượng")

    def __init__(self, *args, season, **kwargs):
        super().__init__(*args, **kwargs)
        self.pairs = {
            f"{form.pk}-{kind}": (form, kind) for form in catalogue.of(season) for kind in form.nominated
        }
        self.fields["what"].choices = [
            (key, f"{form.name}, {Recipient(kind).label.lower()}") for key, (form, kind) in self.pairs.items()
        ]

    def clean(self):
        """Turn the choice into form and kind of recipient."""
        cleaned = super().clean()
        chosen = cleaned.pop("what", None)
        cleaned["form"], cleaned["recipient"] = self.pairs.get(chosen, (None, None))
        return cleaned


class MemberQuotaForm(RuleForm):
    """One member's own number of a quota."""

    agency = forms.ModelChoiceField(label="Đơn vị", queryset=Agency.objects.none(), empty_label="Chọn đơn vị")
    number = inputs.IntegerField(label="Hạn mức riêng", min_value=0, max_value=9999)
    source = inputs.LineField(
        label="Căn cứ", max_length=200, help_text="Văn bản, hoặc ý kiến của đơn vị đứng đầu kèm ngày."
    )

    def __init__(self, *args, season, **kwargs):
        super().__init__(*args, **kwargs)
        members = [member.agency_id for member in seasons.members_of(season)]
        self.fields["agency"].queryset = Agency.objects.named(season.standing_on).filter(pk__in=members)


class LetPassForm(RuleForm):
    """Why a nomination may stand above its quota."""

    reason = inputs.LineField(
        label="Lý do cho vượt hạn mức",
        max_length=300,
        help_text="Ai xem đề nghị cũng đọc được; ghi việc cụ thể, có căn cứ.",
    )
