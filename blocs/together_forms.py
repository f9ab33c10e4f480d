"""Forms of what a bloc does together: activities with gifts, participants and photos, movements."""

from django import forms
from django.db.models import Q

from blocs.models import Activity, TitleOption
from core import clock, inputs
from core.forms import RuleForm
from members.models import Agency


class ActivityForm(RuleForm):
    """Something the bloc does together; members are offered as hosts before other agencies."""

    name = inputs.LineField(label="Tên hoạt động", max_length=300)
    kind = forms.ChoiceField(
        label="Loại", choices=[("", "Chưa phân loại"), *Activity.Kind.choices], required=False
    )
    host = forms.ModelChoiceField(
        label="Đơn vị chủ trì",
        queryset=Agency.objects.none(),
        required=False,
        empty_label="Chưa phân công",
        help_text="Đơn vị thành viên đứng trước; cơ quan ngoài Khối cũng chọn được.",
    )
    starts_on = inputs.DateField(label="Từ ngày", required=False)
    ends_on = inputs.DateField(label="Đến ngày", required=False, help_text="Để trống nếu chỉ trong một ngày.")
    due_on = inputs.DateField(
        label="Hạn hoàn thành",
        required=False,
        help_text="Qua ngày này mà chưa tổ chức thì hoạt động được nêu là quá hạn. "
        "Để trống thì tính theo ngày tổ chức.",
    )
    place = inputs.LineField(label="Nơi tổ chức", max_length=300, required=False)
    note = inputs.BlockField(label="Ghi chú", max_length=2000, required=False)

    def __init__(self, *args, members, day, **kwargs):
        super().__init__(*args, **kwargs)
        own = Q(pk__in=[member.agency_id for member in members])
        hosts = Agency.objects.named(day).annotate(is_member=own)
        self.fields["host"].queryset = hosts.order_by("-is_member", "sort_key", "id")


class HoldForm(RuleForm):
    """An activity took place."""

    starts_on = inputs.DateField(label="Từ ngày", latest=clock.today)
    ends_on = inputs.DateField(
        label="Đến ngày",
        latest=clock.today,
        required=False,
        help_text="Để trống nếu chỉ trong một ngày.",
    )


class GiftForm(RuleForm):
    """What was given, so many of one item."""

    item = inputs.LineField(
        label="Quà tặng", max_length=300, help_text="Ví dụ: suất học bổng cho học sinh nghèo."
    )
    quantity = inputs.IntegerField(label="Số lượng", min_value=1, max_value=1_000_000)
    unit_value_vnd = inputs.MoneyField(
        label="Trị giá mỗi phần (đồng)",
        min_value=1,
        max_value=1_000_000_000_000,
        required=False,
        help_text="Để trống nếu chưa biết trị giá.",
    )


class MovementForm(RuleForm):
    """A movement the bloc takes part in."""

    name = inputs.LineField(label="Tên phong trào", max_length=300)
    launched_by = inputs.LineField(
        label="Nơi phát động", max_length=200, required=False, help_text="Ví dụ: Thủ tướng Chính phủ."
    )
    starts_on = inputs.DateField(label="Từ ngày", required=False)
    ends_on = inputs.DateField(label="Đến ngày", required=False)
    content = inputs.BlockField(
        label="Nội dung",
        max_length=4000,
        required=False,
        help_text="Mục tiêu, việc làm chính, cách thực hiện.",
    )
    note = inputs.BlockField(label="Ghi chú", max_length=2000, required=False)


class ResultsForm(RuleForm):
    """What came of a movement."""

    results = inputs.BlockField(
        label="Kết quả",
        max_length=4000,
        help_text="Ghi khi sơ kết hoặc kết thúc phong trào; sửa được khi cần.",
    )


class ParticipantsForm(RuleForm):
    """How many people of each member came."""

    def __init__(self, *args, members, **kwargs):
        super().__init__(*args, **kwargs)
        for member in members:
            self.fields[str(member.agency_id)] = inputs.IntegerField(
                label=member.name, min_value=1, max_value=100_000, unit="người", required=False
            )

    def clean(self):
        """Hand the numbers over as one mapping of agency ids."""
        return {"people": {int(name): count for name, count in super().clean().items()}}


class PhotoForm(RuleForm):
    """A photo with what it shows."""

    upload = forms.FileField(
        label="Ảnh",
        help_text="Ảnh JPEG, PNG hoặc WebP, tối đa 15 MB. Ảnh được lưu lại không kèm vị trí chụp.",
        error_messages={"required": "Hãy chọn ảnh."},
        allow_empty_file=True,  # the rule refuses it, in its own words
    )
    caption = inputs.LineField(label="Chú thích", max_length=300, required=False)


class CaptionForm(RuleForm):
    """What a photo shows."""

    caption = inputs.LineField(label="Chú thích", max_length=300, required=False)


class FlagForm(RuleForm):
    """What the rotating flag is called."""

    name = inputs.LineField(
        label="Tên cờ", max_length=200, help_text="Ví dụ: Cờ luân lưu đơn vị dẫn đầu phong trào thi đua."
    )


class HandOverForm(RuleForm):
    """The flag goes to a member."""

    to = forms.ModelChoiceField(label="Đơn vị nhận cờ", queryset=Agency.objects.none())
    on = inputs.DateField(label="Ngày trao", latest=clock.today, initial=clock.today)
    occasion = inputs.LineField(
        label="Dịp trao", max_length=300, required=False, help_text="Ví dụ: Hội nghị tổng kết năm 2023."
    )

    def __init__(self, *args, members, **kwargs):
        super().__init__(*args, **kwargs)
        own = [member.agency_id for member in members]
        self.fields["to"].queryset = Agency.objects.named().filter(pk__in=own)


class IssuePlanForm(RuleForm):
    """The day of the plan and, from its second version on, why it was changed."""

    issued_on = inputs.DateField(label="Ngày ban hành", latest=clock.today, initial=clock.today)
    reason = inputs.BlockField(label="Lý do sửa đổi", max_length=2000)

    def __init__(self, *args, again, **kwargs):
        super().__init__(*args, **kwargs)
        if not again:
            del self.fields["reason"]


class TitleForm(RuleForm):
    """A title that members may register for."""

    name = inputs.LineField(
        label="Danh hiệu, hình thức", max_length=200, help_text="Ví dụ: Cờ thi đua của Chính phủ."
    )
    given_to = forms.ChoiceField(label="Dành cho", choices=TitleOption.For)
