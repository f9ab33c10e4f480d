"""Persons and their accounts; the collectives inside an agency."""

from django.db import transaction

from core import accounts, records
from core.models import User
from core.rules import RuleError
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
    if person.user is None:
        raise RuleError(f"{person} chưa có tài khoản.")
    return accounts.reset_password(person.user, by=by)


def form_collective(agency, *, name, by):
    """Enter a collective of `agency`."""
    return records.keep(Collective(agency=agency, name=name), by=by, act="collective.form")


def rename_collective(collective, *, name, by):
    """Correct a collective's name."""
    return records.change(collective, name=name, by=by, act="collective.rename")
