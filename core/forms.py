"""Forms: they take what was typed and hand it to one act."""

from allauth.account import forms as account_forms
from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from core.rules import RuleError


class RuleForm(forms.Form):
    """A form whose POST carries out one act of a rule module."""

    required_css_class = "is-required"

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
        messages = getattr(refusal, "error_dict", {NON_FIELD_ERRORS: refusal.error_list})
        for name, errors in messages.items():
            self.add_error(name if name in self.fields else None, errors)


class LoginForm(account_forms.LoginForm):
    """Sign-in by user name and password."""


class OwnPasswordForm(account_forms.ChangePasswordForm):
    """A person changes the own password; required after an officer has set one."""
