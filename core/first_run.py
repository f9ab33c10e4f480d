"""The very first start: an installation nobody has an account on yet."""

from django.contrib.contenttypes.models import ContentType
from django.utils.crypto import constant_time_compare, salted_hmac

from core.models import User
from core.rules import RuleError

PATH = "set-up/"  # where the front door shows its page


def is_open():
    """Say whether nobody has an account yet."""
    return not User.objects.exists()


def code():
    """Return the set-up code of this installation; only who can read the server's screen knows it."""
    return salted_hmac("core.first_run", "set-up").hexdigest()[:8]


def address(place):
    """Return the address that opens the set-up at `place` (http://…) with the code filled in."""
    return f"{place}/{PATH}?code={code()}"


def check(given):
    """Let the first set-up go on, once: call inside the transaction that makes the first account.

    Raises RuleError when somebody was faster or the code is wrong.
    """
    # Any row that surely exists serves as the lock: there is no user row to lock yet.
    ContentType.objects.select_for_update().get(app_label="core", model="user")
    if not is_open():
        raise RuleError("Hệ thống đã được cài đặt. Hãy đăng nhập bằng tài khoản của anh, chị.")
    if not constant_time_compare(given.strip().lower(), code()):
        raise RuleError("Mã cài đặt chưa đúng. Mã hiện trên màn hình của máy chủ khi khởi động.")
