"""Two people at one activity at the same moment, on a real PostgreSQL."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from blocs import activities, phases, states
from blocs.models import Activity, Season
from core.rules import RuleError
from tests import world

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


@pytest.mark.parametrize("turn", range(3))
def test_an_activity_is_either_held_or_cancelled(turn):
    activity = activities.plan(world.season(), name="Về nguồn", by=None)

    said = at_once(
        lambda: activities.hold(activity_now(activity), starts_on=world.LONG_AGO, by=None),
        lambda: activities.cancel(activity_now(activity), reason="Mưa bão", by=None),
    )

    assert sorted(said) == ["done", "refused"]
    assert activity_now(activity).state == ("held" if said[0] == "done" else "cancelled")


@pytest.mark.parametrize("turn", range(3))
def test_nothing_slips_in_beside_the_closing_of_a_year(turn):
    season = world.season()
    for phase in states.KEYS[:-2]:
        phases.advance(season, frm=phase, by=None)

    closing, planning = at_once(
        lambda: phases.advance(Season.objects.get(pk=season.pk), frm="awarding", by=None),
        lambda: activities.plan(Season.objects.get(pk=season.pk), name="Muộn", by=None),
    )

    assert closing == "done"
    assert Activity.objects.count() == (1 if planning == "done" else 0)


def activity_now(activity):
    return Activity.objects.select_related("season").get(pk=activity.pk)
