"""Forms: they take what was typed and hand it to one act."""

from allauth.account import forms as account_forms
from allauth.account.adapter import get_adapter
from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from core import accounts, inputs
from core.rules import RuleError


class RuleForm(forms.Form):
    """A form whose POST carries out one act of a rule module."""

    required_css_class = "is-required"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if field.error_messages.get("required") == forms.Field.default_error_messages["required"]:
                field.error_messages["required"] = inputs.FILL_IN

    def attempt(self, act, *args, **facts):
        """Call `act(*args, **facts, **cleaned_data)` when the form is valid; True when it was carried out.

        A refusal (RuleError, ValidationError) becomes an error of the form, so that nothing typed is
        lost. What the act returned is in `self.result`.
        """
        if not self.is_valid():
            return False
        try:
            self.result = act(*args, **facts, **self.cleaned_data)
        except RuleError as refusal:
            self.add_error(None, str(refusal))
        except ValidationError as refusal:
            self._take(refusal)
        return self.is_valid()

    def _take(self, refusal):
        by_field = hasattr(refusal, "error_dict")  # only one of the two lists is there
        messages = refusal.error_dict if by_field else {NON_FIELD_ERRORS: refusal.error_list}
        for name, errors in messages.items():
            self.add_error(name if name in self.fields else None, errors)


class UsernameField(forms.RegexField):
    """A user name as officers hand it out: small letters without accents, digits, dot, dash, underscore."""

    def __init__(self, **kwargs):
        kwargs.setdefault("label", "Tên đăng nhập")
        kwargs.setdefault("help_text", "Chữ không dấu, chữ số, dấu chấm, dấu gạch. Ví dụ: btctw.ha")
        invalid = "Chỉ dùng chữ không dấu, chữ số, dấu chấm, dấu gạch ngang và gạch dưới."
        super().__init__(
            regex=r"^[a-z0-9][a-z0-9._-]*$", max_length=60, error_messages={"invalid": invalid}, **kwargs
        )

    def to_python(self, value):
        """User names are lower case."""
        return super().to_python(value).lower()


class LoginForm(account_forms.LoginForm):
    """Sign-in by user name and password."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        typed = {"autocapitalize": "none", "spellcheck": "false", "autofocus": not self.is_bound}
        _speak(self.fields["login"], "Tên đăng nhập", **typed)
        _speak(self.fields["password"], "Mật khẩu")

    def clean(self):
        """Check the password; a closed account is told so, but only to who knows its password."""
        try:
            cleaned = super().clean()
        except ValidationError as refusal:
            if refusal.code == "username_password_mismatch":
                self.add_error("password", "Nhập lại mật khẩu, chú ý phím Caps Lock.")
            raise
        if self.user and not self.user.is_active:
            raise get_adapter().validation_error("account_inactive")
        return cleaned


class OwnPasswordForm(account_forms.ChangePasswordForm):
    """A person changes the own password; required after an officer has set one."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _speak(self.fields["oldpassword"], "Mật khẩu hiện tại")
        _speak(self.fields["password1"], "Mật khẩu mới")
        _speak(self.fields["password2"], "Nhập lại mật khẩu mới")
        self.fields["password1"].help_text = accounts.password_rules()

    def clean(self):
        """Ask for the new password twice, and for one that is new."""
        cleaned = forms.Form.clean(self)
        new = cleaned.get("password1")
        if new and new == cleaned.get("oldpassword"):
            self.add_error("password1", get_adapter().validation_error("same_as_current"))
        elif new and "password2" in cleaned and new != cleaned["password2"]:
            self.add_error("password2", "Hai lần nhập chưa giống nhau; hãy nhập lại mật khẩu mới.")
        return cleaned


def _speak(field, label, **attrs):
    """Give a field of allauth our words: its own placeholders repeat the label and leave no help."""
    field.label = label
    field.error_messages["required"] = inputs.FILL_IN
    field.help_text = ""
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs.update(attrs)
