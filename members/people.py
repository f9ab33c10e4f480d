"""Persons and their accounts; the collectives inside an agency."""

from django.db import transaction

from core import accounts, records
from core.models import User
from core.rules import RuleError
from members import posts
from members.models import Collective, Person


def record(agency, *, by, **facts):
    """Enter a person of `agency` (honorific, title, family, middle and given name, position)."""
    return records.keep(Person(agency=agency, **facts), by=by, act="person.record")


def correct(person, *, by, **facts):
    """Correct a person's particulars."""
    return records.change(person, **facts, by=by, act="person.correct")


def give_account(person, *, username, by):
    """Open an account for the person and return its temporary password, to be shown once.

    Raises RuleError when the person has one or the user name is taken.
    """
    with transaction.atomic():
        row = Person.objects.select_for_update().get(pk=person.pk)
        if row.user_id:
            raise RuleError(f"{person} đã có tài khoản. Nếu quên mật khẩu, hãy cấp lại mật khẩu.")
        if User.objects.filter(username__iexact=username).exists():
            raise RuleError(f"Tên đăng nhập “{username}” đã có người dùng. Hãy chọn tên khác.")
        user, password = accounts.open_account(username, by=by)
        link_account(person, user=user, by=by)
    return password


def link_account(person, *, user, by):
    """Tie an account that exists to the person."""
    return records.change(person, user=user, by=by, act="person.account")


def reset_password(person, *, by):
    """Give the person's account a new temporary password and return it, to be shown once."""
    if not _account_of(person).is_active:
        raise RuleError(
            f"Tài khoản của {person} đang khóa. Hãy mở lại tài khoản; mật khẩu mới được cấp ngay khi ấy."
        )
    return accounts.reset_password(person.user, by=by)


def close_account(person, *, reason, by):
    """Shut the person's account and end its sessions at once; posts and history stay.

    Raises RuleError for the own account and for the last one that can appoint.
    """
    with transaction.atomic():
        user = _account_of(person)
        if user == by:
            raise RuleError("Không khóa được tài khoản của chính mình. Hãy nhờ một cán bộ quản lý Khối khác.")
        if posts.last_who_appoints(person):
            raise RuleError(posts.LAST_OFFICER)
        if not user.is_active:
            raise RuleError(f"Tài khoản của {person} đã khóa từ trước.")
        accounts.close(user, reason=reason, by=by)


def reopen_account(person, *, reason, by):
    """Open the person's closed account again and return its new temporary password, to be shown once."""
    with transaction.atomic():
        user = _account_of(person)
        if user.is_active:
            raise RuleError(f"Tài khoản của {person} đang mở. Hãy tải lại trang để xem tình hình mới nhất.")
        return accounts.reopen(user, reason=reason, by=by)


def _account_of(person):
    """The person's account as it stands now."""
    user = User.objects.filter(person=person).first()
    if user is None:
        raise RuleError(f"{person} chưa có tài khoản.")
    return user


def form_collective(agency, *, name, by):
    """Enter a collective of `agency`."""
    return records.keep(Collective(agency=agency, name=name), by=by, act="collective.form")


def rename_collective(collective, *, name, by):
    """Correct a collective's name."""
    return records.change(collective, name=name, by=by, act="collective.rename")
