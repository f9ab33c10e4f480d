"""Two at the managing body of one bloc at once, on a real PostgreSQL: the second sees what the first did."""

from datetime import date

import pytest
from django.db import connection

from blocs import custody
from blocs.models import Bloc
from core import clock
from core.models import Entry
from core.rules import RuleError
from tests import world
from tests.behind import behind
from tests.members.reorganised import NEW, merged

pytestmark = [pytest.mark.races, pytest.mark.django_db(transaction=True)]
AFTER = date(2025, 2, 10)


@pytest.fixture(autouse=True)
def real_postgresql():
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL: set DATABASE_URL (make test does)")


def test_a_successor_that_somebody_let_follow_meanwhile_is_told_as_the_body_that_goes_on():
    bloc = world.bloc()
    merged(bloc.managing_body)

    def follow():
        with clock.at(AFTER):
            return custody.follow(bloc, by=None)

    refused = behind(follow, follow)

    assert isinstance(refused, RuleError)
    assert str(refused) == f"{NEW} đang quản lý Khối và đang hoạt động, nên không có gì phải ghi."
    assert Bloc.objects.get(pk=bloc.pk).managing_body.name == NEW
    assert Entry.objects.about(bloc).filter(act=custody.ACT).count() == 1
