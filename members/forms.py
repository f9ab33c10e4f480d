"""Forms of the directory: agencies, persons, posts, collectives, accounts."""

from django import forms

from core import clock, inputs
from core.forms import RuleForm, UsernameField
from members import namesakes, provinces
from members.models import Agency, Person, Post


class AgencyForm(RuleForm):
    """What is not dated about an agency."""

    kind = forms.ChoiceField(label="Loại cơ quan", choices=Agency.Kind)
    place = inputs.LineField(
        label="Địa danh", max_length=80, initial="Hà Nội", help_text="Ghi trước ngày tháng trên văn bản."
    )
    superior = inputs.LineField(
        label="Cơ quan chủ quản",
        max_length=200,
        required=False,
        help_text="Dòng trên tên cơ quan ở đầu văn bản. Để trống nếu không có.",
    )
    province = forms.ChoiceField(
        label="Tỉnh, thành phố",
        required=False,
        choices=lambda: [("", "Không ghi"), *provinces.choices()],
    )
    address = inputs.LineField(label="Địa chỉ", max_length=200, required=False)
    phone = inputs.LineField(label="Điện thoại", max_length=40, required=False)
    email = forms.EmailField(
        label="Thư điện tử",
        max_length=254,
        required=False,
        error_messages={"invalid": "Hãy nhập địa chỉ thư có dạng ten@coquan.vn, hoặc để trống."},
    )


class NameForm(RuleForm):
    """A name that is used from a date on."""

    name = inputs.LineField(label="Tên đầy đủ", max_length=200)
    short_name = inputs.LineField(label="Tên ngắn", max_length=80, help_text="Dùng ở những cột hẹp.")
    code = inputs.LineField(
        label="Ký hiệu", max_length=20, help_text="Dùng trong số, ký hiệu văn bản. Ví dụ: BTCTW."
    )
    valid_from = inputs.DateField(label="Dùng từ ngày")


class NewAgencyForm(NameForm, AgencyForm):
    """A new agency with its first name."""

    valid_from = inputs.DateField(
        label="Mang tên này từ ngày", help_text="Không rõ thì ghi ngày đầu của năm thi đua đầu tiên."
    )
    field_order = ["name", "short_name", "code", "valid_from", "kind", "place", "superior"]  # then contacts


class PersonForm(RuleForm):
    """A person's particulars."""

    honorific = forms.ChoiceField(label="Xưng hô", choices=Person.Honorific)
    family_name = inputs.LineField(label="Họ", max_length=40)
    middle_name = inputs.LineField(label="Tên đệm", max_length=80, required=False)
    given_name = inputs.LineField(label="Tên", max_length=40)
    title = inputs.LineField(
        label="Học hàm, học vị, cấp bậc",
        max_length=60,
        required=False,
        help_text="Ví dụ: PGS.TS., Thượng tướng.",
    )
    position = inputs.LineField(label="Chức vụ", max_length=200, required=False)
    personal_code = inputs.LineField(
        label="Mã cá nhân",
        max_length=20,
        required=False,
        help_text="Số hiệu cán bộ hoặc số định danh cá nhân; mỗi mã chỉ của một người. Để trống nếu chưa có.",
    )


class NewPersonForm(PersonForm):
    """A person's particulars; where the name is known already, it is asked whether this is another one."""

    another = forms.BooleanField(
        label="Đây là người khác, trùng tên với người đã có", required=False, widget=forms.HiddenInput
    )

    def known(self, user):
        """The Namesakes of the name that was typed; the box is seen when there is somebody."""
        parts = [self.data.get(name, "") for name in ("family_name", "middle_name", "given_name")]
        found = namesakes.of(" ".join(filter(None, parts)), user) if self.is_bound else None
        if found:
            self.fields["another"].widget = forms.CheckboxInput()
        return found


class TransferForm(RuleForm):
    """Where a person works from now on, and as what."""

    agency = forms.ModelChoiceField(
        label="Chuyển đến cơ quan", queryset=Agency.objects.none(), empty_label=None
    )
    position = inputs.LineField(label="Chức vụ tại cơ quan mới", max_length=200, required=False)

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = Agency.objects.named().going_on().exclude(pk=person.agency_id)


class JoinForm(RuleForm):
    """The record that is joined into the one kept, and why."""

    gone = forms.ModelChoiceField(queryset=Person.objects.none(), widget=forms.HiddenInput)
    reason = inputs.LineField(
        label="Lý do, căn cứ",
        max_length=300,
        help_text="Vì sao chắc chắn là một người. Ví dụ: cùng số hiệu cán bộ theo hồ sơ của Ban.",
    )

    def __init__(self, *args, kept, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["gone"].queryset = Person.objects.exclude(pk=kept.pk)


class PostForm(RuleForm):
    """A post that gives rights from a date on."""

    kind = forms.ChoiceField(label="Chức trách", choices=Post.Kind)
    agency = forms.ModelChoiceField(label="Tại cơ quan", queryset=Agency.objects.none(), empty_label=None)
    starts_on = inputs.DateField(label="Từ ngày")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = Agency.objects.named().going_on()
        self.fields["starts_on"].initial = clock.today


class EndPostForm(RuleForm):
    """The last day of a post."""

    ends_on = inputs.DateField(
        label="Đến hết ngày",
        help_text="Ngày cuối cùng còn quyền làm việc. Ghi ngày hôm qua thì quyền hết ngay khi lưu.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["ends_on"].initial = clock.today


class HandOverForm(RuleForm):
    """Who holds the post next, and the last day of who holds it now."""

    successor = forms.ModelChoiceField(label="Người nhận", queryset=Person.objects.none(), empty_label=None)
    last_day = inputs.DateField(
        label="Người đang giữ làm đến hết ngày", help_text="Người nhận có quyền từ ngày hôm sau."
    )

    def __init__(self, *args, post, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["successor"].queryset = post.agency.people.exclude(pk=post.person_id)
        self.fields["last_day"].initial = clock.today


class AccountForm(RuleForm):
    """The user name of a new account."""

    username = UsernameField()


class CollectiveForm(RuleForm):
    """A collective's name."""

    name = inputs.LineField(label="Tên tập thể", max_length=200)
