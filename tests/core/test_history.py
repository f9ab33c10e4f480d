"""The history grows and never changes."""

import pytest
from django.db import DatabaseError, transaction

from core import accounts
from core.models import Entry

pytestmark = pytest.mark.django_db


def test_opening_an_account_is_entered_without_the_password():
    user, _ = accounts.open_account("bdntw.ha", by=None)

    entry = Entry.objects.about(user).get()

    assert entry.act == "account.open"
    assert entry.after["username"] == "bdntw.ha"
    assert "password" not in entry.after


def test_an_entry_cannot_be_changed():
    user, _ = accounts.open_account("bdntw.ha", by=None)

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Entry.objects.about(user).update(reason="khác")


def test_an_entry_cannot_be_deleted():
    user, _ = accounts.open_account("bdntw.ha", by=None)

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Entry.objects.about(user).delete()
