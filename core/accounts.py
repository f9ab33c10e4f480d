"""Accounts: an officer opens, resets and closes them; nobody signs up by himself."""

import secrets
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.password_validation import get_default_password_validators
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import resolve_url
from django.urls import Resolver404, resolve

from core import history, records, sessions
from core.models import User

READABLE = "abcdefghjkmnpqrstuvwxyz23456789"  # no letters that look alike on paper


REFUSALS = {  # what sign-in and the change of password say, by allauth's codes
    "account_inactive": "Tài khoản này đã khóa. Nếu vẫn cần dùng, hãy liên hệ người quản trị.",
    "enter_current_password": "Mật khẩu hiện tại chưa đúng.",
    "same_as_current": "Mật khẩu mới phải khác mật khẩu hiện tại.",
    "too_many_login_attempts": "Quá nhiều lần đăng nhập sai. Hãy chờ 5 phút rồi thử lại, "
    "hoặc nhờ người quản trị cấp lại mật khẩu.",
    "username_password_mismatch": "Tên đăng nhập hoặc mật khẩu chưa đúng.",
}
WEAK = {  # what a refused password lacks, by Django's codes
    "password_too_short": "Mật khẩu cần ít nhất %(min_length)d ký tự.",
    "password_too_common": "Mật khẩu này có nhiều người dùng, dễ bị đoán ra; hãy chọn mật khẩu khác.",
    "password_entirely_numeric": "Mật khẩu cần có cả chữ, không chỉ chữ số.",
    "password_too_similar": "Mật khẩu quá giống tên đăng nhập hoặc họ tên; hãy chọn mật khẩu khác.",
}
DONE = {  # what is said after an act, by allauth's template names; signing in needs no words
    "account/messages/logged_out.txt": "Đã đăng xuất.",
    "account/messages/password_changed.txt": "Đã đổi mật khẩu.",
}


class ClosedAdapter(DefaultAccountAdapter):
    """How allauth treats our accounts."""

    error_messages = DefaultAccountAdapter.error_messages | REFUSALS

    def is_open_for_signup(self, request):
        """Nobody signs up: rights come from posts that an officer records."""
        return False

    def clean_password(self, password, user=None):
        """Return `password`; raise ValidationError with a sentence for each thing it lacks."""
        try:
            return super().clean_password(password, user)
        except ValidationError as refusal:
            raise ValidationError(
                [ValidationError(WEAK[lack.code], lack.code, lack.params) for lack in refusal.error_list]
            ) from refusal

    def set_password(self, user, password):
        """Store a password its owner chose; from here the account is the owner's alone."""
        with transaction.atomic():
            user.must_change_password = False
            super().set_password(user, password)
            history.record(user, "account.change_password", by=user)

    def login(self, request, user):
        """Sign in, and note on the session from where, for the owner's list of open sessions."""
        super().login(request, user)
        sessions.stamp(request)

    def get_password_change_redirect_url(self, request):
        """After the change, work goes on."""
        return resolve_url(settings.LOGIN_REDIRECT_URL)

    def is_safe_url(self, url):
        """Say whether to go to `url` after sign-in: a page of ours that can be opened, not an act."""
        return super().is_safe_url(url) and _opens(url)

    def add_message(self, request, level, message_template=None, *args, **kwargs):
        """Say what was done in our words, or nothing."""
        if sentence := DONE.get(message_template):
            messages.add_message(request, level, sentence)


def open_account(username, *, by):
    """Make an account with a temporary password and return (user, password). The password is shown once."""
    password = temporary_password()
    user = User(username=username, must_change_password=True)
    user.set_password(password)
    return records.keep(user, by=by, act="account.open"), password


def open_own(username, *, password="", hashed="", by=None):
    """Make an account whose owner chose the password; for the first officer and for the demo.

    `hashed` is a password that was hashed before: the demo's many accounts share one, and a hash takes long.
    """
    user = User(username=username, password=hashed)
    if not hashed:
        user.set_password(password)
    return records.keep(user, by=by, act="account.open")


def reset_password(user, *, by):
    """Give `user` a new temporary password and return it; the owner changes it at the next sign-in."""
    password = temporary_password()
    with transaction.atomic():
        user.set_password(password)
        user.must_change_password = True
        user.save(update_fields=["password", "must_change_password"])
        history.record(user, "account.reset_password", by=by)
    return password


def close(user, *, by, reason):
    """Shut the account: it cannot sign in any more, its open sessions end now; its history stays."""
    with transaction.atomic():
        records.change(user, is_active=False, by=by, act="account.close", reason=reason)
        sessions.end_all(user)


def reopen(user, *, by, reason):
    """Open a closed account again and return its new temporary password, to be shown once."""
    with transaction.atomic():
        records.change(user, is_active=True, by=by, act="account.reopen", reason=reason)
        return reset_password(user, by=by)


def temporary_password():
    """Return twelve easily read characters in three groups."""
    return "-".join("".join(secrets.choice(READABLE) for _ in range(4)) for _ in range(3))


def shortest_password():
    """Return how many characters a password must have at least."""
    return max(getattr(rule, "min_length", 0) for rule in get_default_password_validators())


def password_rules():
    """Return in words what a password must be like; `clean_password` asks for no more and no less."""
    return (
        f"Ít nhất {shortest_password()} ký tự, không chỉ gồm chữ số, "
        "không phải mật khẩu nhiều người dùng, không giống tên đăng nhập hoặc họ tên."
    )


def _opens(url):
    """Whether `url` leads to a page; an act only takes POST, and signing out again is no place to go."""
    try:
        found = resolve(urlsplit(url).path)
    except Resolver404:
        return False
    return getattr(found.func, "kind", "reads") != "writes" and found.url_name != "account_logout"
