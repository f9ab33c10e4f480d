"""Two officers reorganise the same agency at the same moment, on a real PostgreSQL."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from core.rules import RuleError
from members import successions
from members.models import Agency, Post, Succession, SuccessionLink
from tests import world
from tests.members.reorganised import DAY, DECISION

pytestmark = [pytest.mark.races, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def real_postgresql():
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL: set DATABASE_URL (make test does)")


def at_once(*acts):
    """Call all `acts` at the same moment, each on its own connection; return "done" or "refused" for each."""
    start = Barrier(len(acts))

    def run(act):
        start.wait(timeout=10)
        try:
            act()
        except RuleError:
            return "refused"
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(run, acts))


def merge(one, into):
    """One agency into another, as they are now."""
    now = Agency.objects.in_bulk([one.pk, into.pk])
    successions.merge([now[one.pk]], into=now[into.pk], happens_on=DAY, by=None, **DECISION)


@pytest.mark.parametrize("turn", range(3))
def test_an_agency_merges_into_one_of_two_only(turn):
    one, two, three = (world.agency(f"Ban {name}") for name in ("Một", "Hai", "Ba"))
    clerk = world.person(one, Post.Kind.CLERK)

    said = at_once(lambda: merge(one, two), lambda: merge(one, three))

    assert sorted(said) == ["done", "refused"]
    assert (Succession.objects.count(), SuccessionLink.objects.count()) == (1, 1)
    assert clerk.posts.filter(ends_on=None).count() == 1


@pytest.mark.parametrize("turn", range(3))
def test_two_agencies_never_take_each_other_over(turn):
    one, two = world.agency("Ban Một"), world.agency("Ban Hai")

    said = at_once(lambda: merge(one, two), lambda: merge(two, one))

    assert sorted(said) == ["done", "refused"]
    assert SuccessionLink.objects.count() == 1
