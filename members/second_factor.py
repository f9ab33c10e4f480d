"""The second step of sign-in: a code of an app on the own phone (TOTP), and recovery codes for a lost phone.

Whoever hands out rights or prints certificates must have it where SECOND_FACTOR says "required"; elsewhere
it is offered, or off. allauth.mfa keeps the keys and asks for the code at sign-in; what is done with them is
done here, so that it stands in the history.
"""

from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret, validate_totp_code
from django.conf import settings
from django.db import transaction

from core import history, sessions
from core.models import User
from core.rules import RuleError
from members import acting
from members.models import Post

HOLDERS = (Post.Kind.COUNCIL_OFFICER, Post.Kind.CERTIFICATE_OFFICER)
NOTHING = "Tài khoản này chưa bật xác thực hai bước."
OFF = "Hệ thống này không dùng xác thực hai bước."


class Adapter(DefaultMFAAdapter):
    """How allauth.mfa treats our accounts."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "Mã chưa đúng. Hãy nhập mã đang hiện trên ứng dụng; nếu vẫn không được, "
        "kiểm tra giờ trên điện thoại."
    }

    def is_mfa_enabled(self, user, types=None):
        """Nobody is asked for a code where the second factor is switched off."""
        return is_offered() and super().is_mfa_enabled(user, types)

    def get_totp_issuer(self):
        """The name under which the app shows the code."""
        return "Khối thi đua"


@dataclass(frozen=True)
class Standing:
    """How an account stands: since when it has a second factor, how many recovery codes are left."""

    since: datetime | None = None
    codes_left: int = 0


def is_offered():
    """Say whether this installation knows a second factor at all."""
    return settings.SECOND_FACTOR != "off"


def is_required(user):
    """Say whether `user` must have a second factor today."""
    return settings.SECOND_FACTOR == "required" and bool(acting.agencies_of(user, HOLDERS))


def is_on(user):
    """Say whether `user` has a second factor."""
    return Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists()


def is_lacking(user):
    """Say whether `user` may do nothing before setting up a second factor."""
    return is_required(user) and not is_on(user)


def standing(user):
    """Return the Standing of an account."""
    kept = {row.type: row for row in Authenticator.objects.filter(user=user)}
    app = kept.get(Authenticator.Type.TOTP)
    codes = kept.get(Authenticator.Type.RECOVERY_CODES)
    if app is None:
        return Standing()
    return Standing(app.created_at, len(codes.wrap().get_unused_codes()) if codes else 0)


def new_key():
    """Return a fresh key for an app; it counts once `switch_on` has seen a code made from it."""
    return generate_totp_secret()


def address_of(user, key):
    """Return what the QR code tells the app."""
    return Adapter().build_totp_url(user, key)


def switch_on(user, *, key, code, here):
    """Protect the account by `key` and return its recovery codes, to be shown once.

    Sessions other than the one with the key `here` end: they began with the password alone. Raises RuleError
    when `code` is not made from `key` or the account is protected already.
    """
    if not is_offered():
        raise RuleError(OFF)
    if not validate_totp_code(key, code):
        raise RuleError(Adapter.error_messages["incorrect_code"])
    with transaction.atomic():
        _lock(user)
        if is_on(user):
            raise RuleError("Tài khoản này đã bật xác thực hai bước.")
        TOTP.activate(user, key)
        history.record(user, "second_factor.on", by=user)
        sessions.end_others(user, here=here, by=user)
        return _fresh_codes(user)


def renew_codes(user):
    """Make new recovery codes and return them, to be shown once; the old ones are dead."""
    with transaction.atomic():
        _lock(user)
        if not is_on(user):
            raise RuleError("Hãy bật xác thực hai bước trước.")
        history.record(user, "second_factor.new_codes", by=user)
        return _fresh_codes(user)


def switch_off(user):
    """Give up the second factor. Raises RuleError for who must have one."""
    if is_required(user):
        raise RuleError("Chức trách của anh, chị cần xác thực hai bước nên không tắt được.")
    with transaction.atomic():
        _lock(user)
        if _remove(user):
            history.record(user, "second_factor.off", by=user)


def reset(user, *, by, reason):
    """Take the second factor off an account whose owner has lost phone and recovery codes.

    Another officer does it, or with `by=None` whoever runs the server. Open sessions end; the owner sets it
    up anew at the next sign-in. Raises RuleError for the own account or when there is nothing to take off.
    """
    if user is None:
        raise RuleError(NOTHING)
    if user == by:
        raise RuleError("Hãy nhờ một cán bộ quản lý Khối khác đặt lại giúp anh, chị.")
    with transaction.atomic():
        _lock(user)
        if not _remove(user):
            raise RuleError(NOTHING)
        history.record(user, "second_factor.reset", by=by, reason=reason)
        sessions.end_all(user)


def _lock(user):
    User.objects.select_for_update().get(pk=user.pk)


def _remove(user):
    removed, _ = Authenticator.objects.filter(user=user).delete()
    return removed


def _fresh_codes(user):
    Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).delete()
    return RecoveryCodes.activate(user).get_unused_codes()
