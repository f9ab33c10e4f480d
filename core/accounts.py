"""Accounts: an officer opens, resets and closes them; nobody signs up by himself."""

import secrets

from allauth.account.adapter import DefaultAccountAdapter
from django.db import transaction

from core import history, records
from core.models import User

READABLE = "abcdefghjkmnpqrstuvwxyz23456789"  # no letters that look alike on paper


class ClosedAdapter(DefaultAccountAdapter):
    """How allauth treats our accounts."""

    def is_open_for_signup(self, request):
        """Nobody signs up: rights come from posts that an officer records."""
        return False

    def set_password(self, user, password):
        """Store a password its owner chose; from here the account is the owner's alone."""
        user.must_change_password = False
        super().set_password(user, password)


def open_account(username, *, by):
    """Make an account with a temporary password and return (user, password). The password is shown once."""
    password = temporary_password()
    user = User(username=username, must_change_password=True)
    user.set_password(password)
    return records.keep(user, by=by, act="account.open"), password


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
    """Shut the account: it cannot sign in any more; its history stays."""
    user.is_active = False
    return records.keep(user, by=by, act="account.close", reason=reason)


def temporary_password():
    """Return twelve easily read characters in three groups."""
    return "-".join("".join(secrets.choice(READABLE) for _ in range(4)) for _ in range(3))
