"""Two people at one book at the same moment, on a real PostgreSQL."""

from datetime import date

import pytest
from django.db import connection

from blocs import flags, funds, phases, states
from blocs.models import FlagHolding, FundEntry, Season
from core import clock
from tests import world
from tests.blocs.test_activity_races import at_once

pytestmark = [pytest.mark.races, pytest.mark.django_db(transaction=True)]

MARCH = date(2023, 3, 10)


@pytest.fixture(autouse=True)
def real_postgresql():
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL: set DATABASE_URL (make test does)")


def now(season):
    return Season.objects.select_related("bloc").get(pk=season.pk)


def received(season):
    return funds.receive(now(season), day=MARCH, amount=1000, content="Thu", by=None)


def test_entries_at_once_get_numbers_without_gaps():
    season = world.season()

    assert at_once(*[lambda: received(season)] * 4) == ["done"] * 4
    assert list(season.fund_entries.values_list("number", flat=True)) == [1, 2, 3, 4]
    assert funds.book(season).balance == 4000


def test_a_double_click_takes_back_once():
    entry = received(world.season())

    said = at_once(*[lambda: funds.take_back(FundEntry.objects.get(pk=entry.pk), reason="Nhầm", by=None)] * 2)
    assert sorted(said) == ["done", "refused"]
    assert FundEntry.objects.count() == 2


@pytest.mark.parametrize("turn", range(3))
def test_the_balance_is_carried_once_and_nothing_slips_in_behind_it(turn):
    season = world.season()
    received(season)
    for phase in states.KEYS[: states.KEYS.index("appraisal")]:
        phases.advance(season, frm=phase, by=None)
    later = world.season(season.bloc, 2024)

    first, second, entry = at_once(
        lambda: funds.carry(now(later), by=None),
        lambda: funds.carry(now(later), by=None),
        lambda: received(season),
    )
    assert sorted([first, second]) == ["done", "refused"]
    assert funds.book(later).opening == (2000 if entry == "done" else 1000)
    assert funds.book(later).opening == funds.book(season).balance


def test_the_flag_goes_to_one_member_a_day():
    season = world.season()
    one, two, _ = world.members(season.bloc)
    flag = flags.introduce(season.bloc, name="Cờ luân lưu", by=None)
    day = clock.today()

    said = at_once(
        lambda: flags.hand_over(flag, to=one, on=day, by=None),
        lambda: flags.hand_over(flag, to=two, on=day, by=None),
    )
    assert sorted(said) == ["done", "refused"]
    assert FlagHolding.objects.count() == 1
