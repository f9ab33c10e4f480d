"""The form of the first start."""

from allauth.account.adapter import get_adapter
from django import forms

from blocs.models import Bloc
from blocs.models.blocs import Form
from core import inputs
from core.forms import RuleForm, UsernameField
from members.models import Agency, Person

SECTIONS = (  # where each part of the form begins
    ("code", "Máy chủ"),
    ("agency_name", "Cơ quan quản lý khối"),
    ("honorific", "Tài khoản của anh, chị"),
    ("bloc_name", "Khối thi đua đầu tiên"),
)


class FirstRunForm(RuleForm):
    """Own agency, own account, first bloc."""

    code = forms.CharField(
        label="Mã cài đặt", max_length=20, help_text="Hiện trên màn hình máy chủ khi khởi động."
    )
    agency_name = inputs.LineField(label="Tên cơ quan quản lý khối", max_length=200)
    agency_short = inputs.LineField(
        label="Tên ngắn của cơ quan", max_length=80, help_text="Dùng ở những cột hẹp."
    )
    agency_code = inputs.LineField(
        label="Ký hiệu của cơ quan", max_length=20, help_text="Dùng trong số, ký hiệu văn bản. Ví dụ: BTĐKT."
    )
    kind = forms.ChoiceField(label="Loại cơ quan", choices=Agency.Kind)
    place = inputs.LineField(
        label="Địa danh", max_length=80, initial="Hà Nội", help_text="Ghi trước ngày tháng trên văn bản."
    )
    honorific = forms.ChoiceField(label="Xưng hô", choices=Person.Honorific)
    family_name = inputs.LineField(label="Họ", max_length=40)
    middle_name = inputs.LineField(label="Tên đệm", max_length=80, required=False)
    given_name = inputs.LineField(label="Tên", max_length=40)
    username = UsernameField()
    password = forms.CharField(
        label="Mật khẩu",
        widget=forms.PasswordInput,
        strip=False,
        help_text="Từ 10 ký tự, không chỉ gồm chữ số.",
    )
    again = forms.CharField(label="Nhập lại mật khẩu", widget=forms.PasswordInput, strip=False)
    bloc_name = inputs.LineField(label="Tên khối thi đua đầu tiên", max_length=200)
    bloc_short = inputs.LineField(label="Tên ngắn của khối", max_length=60, help_text="Hiện ở đầu trình đơn.")
    level = forms.ChoiceField(label="Cấp", choices=Bloc.Level)
    form = forms.ChoiceField(label="Thể thức văn bản", choices=Form)

    @property
    def sections(self):
        """Its parts as pairs of a title and the fields below it."""
        titles, parts = dict(SECTIONS), []
        for field in self:
            if field.name in titles:
                parts.append((titles[field.name], []))
            parts[-1][1].append(field)
        return parts

    def clean_password(self):
        """Hold the first password to the same rules as every other."""
        return get_adapter().clean_password(self.cleaned_data["password"])

    def clean(self):
        """Both passwords must agree."""
        values = super().clean()
        if "password" in values and values.get("again") != values["password"]:
            self.add_error("again", "Hai lần nhập mật khẩu chưa giống nhau.")
        return values


def as_facts(values):
    """Sort the form's values into what each rule takes."""
    return {
        "code": values["code"],
        "agency": {
            "name": values["agency_name"],
            "short_name": values["agency_short"],
            "code": values["agency_code"],
            "kind": values["kind"],
            "place": values["place"],
        },
        "person": {name: values[name] for name in ("honorific", "family_name", "middle_name", "given_name")},
        "account": {"username": values["username"], "password": values["password"]},
        "bloc": {
            "name": values["bloc_name"],
            "short_name": values["bloc_short"],
            "level": values["level"],
            "form": values["form"],
        },
    }
