"""Tests that need real transactions leave nothing behind, not even in the history that only grows."""

import pytest
from django.db import DatabaseError

from core import accounts
from core.models import Entry, User

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("turn", ["first", "second"])
def test_each_test_starts_from_an_empty_database(turn):
    assert (User.objects.count(), Entry.objects.count()) == (0, 0)

    accounts.open_account("bdntw.ha", by=None)


def test_the_history_is_still_guarded_afterwards():
    accounts.open_account("bdntw.ha", by=None)

    with pytest.raises(DatabaseError, match="append-only"):
        Entry.objects.all().delete()
