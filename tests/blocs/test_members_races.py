"""A file of members written twice at the same moment, on a real PostgreSQL."""

import pytest
from django.db import connection

from blocs import members_import
from blocs.models import Membership
from members.models import Agency, Invitation
from tests.blocs.test_activity_races import at_once

from .member_rows import bloc, person, staged, two

pytestmark = [pytest.mark.races, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def real_postgresql():
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL: set DATABASE_URL (make test does)")


def test_a_double_click_writes_the_file_once():
    made, officer = bloc()
    token = staged(made, officer, *two(**person())).token

    said = at_once(*[lambda: members_import.take(made, token=token, by=officer)] * 3)

    assert sorted(said) == ["done", "refused", "refused"]
    assert (Membership.objects.count(), Invitation.objects.count()) == (2, 1)
    assert Agency.objects.filter(names__code="BNCTW").count() == 1
