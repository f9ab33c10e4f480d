"""Forms of the fund's book."""

from django import forms
from django.db.models import Q

from blocs.models import Activity
from core import clock, inputs
from core.forms import RuleForm
from members.models import Agency

MOST = 1_000_000_000_000  # đồng


class EntryForm(RuleForm):
    """What an entry of either kind says."""

    day = inputs.DateField(label="Ngày", latest=clock.today, initial=clock.today)
    amount = inputs.MoneyField(label="Số tiền (đồng)", min_value=1, max_value=MOST)
    content = inputs.LineField(label="Nội dung", max_length=300)
    reference = inputs.LineField(
        label="Chứng từ", max_length=100, required=False, help_text="Số phiếu thu, phiếu chi, hóa đơn."
    )


class ReceiveForm(EntryForm):
    """What came in; members are offered as contributors before other agencies."""

    field_order = ["agency", "amount", "day", "content", "reference"]
    agency = forms.ModelChoiceField(
        label="Đơn vị đóng góp",
        queryset=Agency.objects.none(),
        required=False,
        empty_label="Không do đơn vị nào đóng góp",
    )

    def __init__(self, *args, members, day, **kwargs):
        super().__init__(*args, **kwargs)
        own = Q(pk__in=[member.agency_id for member in members])
        offered = Agency.objects.named(day).annotate(is_member=own)
        self.fields["agency"].queryset = offered.order_by("-is_member", "sort_key", "id")
        self.fields["content"].help_text = "Ví dụ: đóng góp quỹ hoạt động năm 2023."


class SpendForm(EntryForm):
    """What was spent, on an activity of the year where there is one."""

    field_order = ["activity", "amount", "day", "content", "reference"]
    activity = forms.ModelChoiceField(
        label="Chi cho hoạt động",
        queryset=Activity.objects.none(),
        required=False,
        empty_label="Không thuộc hoạt động nào",
    )

    def __init__(self, *args, season, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["activity"].queryset = season.activities.exclude(state=Activity.State.CANCELLED)
