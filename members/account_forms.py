"""Forms about accounts: invited to one, closed, reopened, protected by a second factor."""

from allauth.account.adapter import get_adapter
from allauth.mfa.base import forms as mfa_forms
from django import forms
from django.core.cache import cache

from core import accounts, clock, inputs, limits
from core.forms import RuleForm, UsernameField
from core.models import User
from members.models import Post

REPLAY = "second-factor:{}:{}"  # the cache's key for a code its owner has used
VALID = 3 * 30  # seconds a code is valid for, with one step before and one after


class InvitationForm(RuleForm):
    """Whom to invite is known; here, the post that comes with the account."""

    kind = forms.ChoiceField(
        label="Giao luôn chức trách",
        required=False,
        help_text="Chức trách cho quyền làm việc tại cơ quan của người được mời.",
    )
    starts_on = inputs.DateField(label="Từ ngày", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", "Không giao thêm"), *Post.Kind.choices]
        self.fields["starts_on"].initial = clock.today

    def clean(self):
        """A post begins on some day."""
        values = super().clean()
        if values.get("kind") and not values.get("starts_on") and "starts_on" not in self.errors:
            self.add_error("starts_on", inputs.FILL_IN)
        return values


class LetterForm(RuleForm):
    """Where an invitation is sent."""

    to = forms.EmailField(
        label="Địa chỉ thư điện tử",
        max_length=254,
        help_text="Thư riêng của người được mời: ai đọc được thư đều mở được tài khoản.",
        error_messages={
            "required": "Hãy nhập địa chỉ thư.",
            "invalid": "Hãy nhập địa chỉ thư có dạng ten@coquan.vn.",
        },
    )


class CodeForm(RuleForm):
    """The code of an invitation, from the link or from the slip."""

    code = inputs.LineField(
        label="Mã mời",
        max_length=60,
        help_text="Năm nhóm bốn ký tự trên phiếu mời; không phân biệt chữ hoa, chữ thường và dấu gạch.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs.update(
            {"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        )


class OwnAccountForm(RuleForm):
    """User name and password as the invited person chooses them."""

    code = forms.CharField(widget=forms.HiddenInput)
    username = UsernameField()
    password = forms.CharField(
        label="Mật khẩu", strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )
    again = forms.CharField(
        label="Nhập lại mật khẩu",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.person = person
        self.fields["username"].widget.attrs.update({"autocomplete": "username", "autocapitalize": "none"})
        self.fields["password"].help_text = accounts.password_rules()

    def clean(self):
        """Hold the password to the rules, and ask for it twice."""
        values = super().clean()
        again = values.pop("again", None)
        if password := values.get("password"):
            owner = User(
                username=values.get("username", ""),
                first_name=self.person.given_name,
                last_name=f"{self.person.family_name} {self.person.middle_name}".strip(),
            )
            try:
                get_adapter().clean_password(password, owner)
            except forms.ValidationError as weak:
                self.add_error("password", weak)
            if again is not None and again != password:
                self.add_error("again", "Hai lần nhập mật khẩu chưa giống nhau.")
        return values


class ReasonForm(RuleForm):
    """Why an account is closed, opened again or loses its second factor."""

    reason = inputs.LineField(label="Lý do", max_length=300, help_text="Được ghi vào lịch sử.")


class PasswordForm(RuleForm):
    """The own password once more, before something about the account changes."""

    password = forms.CharField(
        label="Mật khẩu của anh, chị",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self):
        """Return the password when it is the person's own; an open screen is not enough to guess it."""
        password = self.cleaned_data["password"]
        if limits.exceeded_by(self.user.pk, "own-password", most=5, seconds=5 * 60):
            raise forms.ValidationError("Quá nhiều lần nhập. Hãy chờ 5 phút rồi thử lại.")
        if not self.user.check_password(password):
            raise forms.ValidationError(accounts.REFUSALS["enter_current_password"])
        return password

    def clean(self):
        """The act does not take the password, it only asks for it."""
        values = super().clean()
        values.pop("password", None)
        return values


class FirstCodeForm(PasswordForm):
    """The first code of the app, which proves that it has taken the key; and the own password."""

    code = forms.CharField(label="Mã 6 chữ số trên ứng dụng", max_length=10)
    field_order = ["code", "password"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs.update({"autocomplete": "one-time-code", "inputmode": "numeric"})


class SecondFactorForm(mfa_forms.AuthenticateForm):
    """The second step of sign-in: a code of the app, or a recovery code. No code is taken twice."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["code"]
        field.label = "Mã xác thực"
        field.help_text = "6 chữ số đang hiện trên ứng dụng, hoặc một mã dự phòng gồm 8 chữ số."
        field.error_messages["required"] = inputs.FILL_IN
        field.widget.attrs.pop("placeholder", None)
        field.widget.attrs.update({"inputmode": "numeric", "autofocus": True})

    def clean_code(self):
        """Return the code when it is right and fresh."""
        code = super().clean_code()
        digits = "".join(filter(str.isdigit, code))
        if not cache.add(REPLAY.format(self.user.pk, digits), True, timeout=VALID):
            raise forms.ValidationError("Mã này vừa dùng rồi. Hãy chờ mã mới trên ứng dụng.")
        return code
