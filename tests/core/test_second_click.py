"""A row sent twice by one click too many is the row that stands already; everything else is a new row."""

from datetime import date, time

import pytest

from blocs import activities
from blocs.models import Activity
from core import clock
from tests import world

pytestmark = pytest.mark.django_db

DAY = date(2023, 3, 1)
TYPED = {"name": "Hội thao", "kind": "culture", "note": "Sân 1"}


@pytest.fixture
def season():
    return world.season()


@pytest.fixture
def clerk(season):
    return world.head_of(season)


def planned(season, by, at=time(9, 0), **facts):
    with clock.at(DAY, at):
        return activities.plan(season, **TYPED | facts, by=by)


def test_the_same_facts_from_the_same_hand_within_seconds_are_one_row(season, clerk):
    assert planned(season, clerk) == planned(season, clerk, at=time(9, 0, 20), name=" Hội  thao ")


def test_a_later_another_or_a_changed_entry_is_a_row_of_its_own(season, clerk):
    other = world.person(world.members(season.bloc)[0], "leader", username="lanh-dao").user
    planned(season, clerk)

    planned(season, clerk, at=time(9, 0, 21))
    planned(season, other)
    planned(season, clerk, note="Sân 2")

    assert Activity.objects.count() == 4


def test_acts_of_the_software_itself_are_never_taken_for_a_click(season):
    assert planned(season, None) != planned(season, None)


def test_what_was_removed_meanwhile_is_entered_anew(season, clerk):
    activity = planned(season, clerk)
    facts = {"item": "Áo ấm", "quantity": 2, "by": clerk}
    gift = activities.add_gift(activity, **facts)
    activities.remove_gift(gift, by=clerk)

    activities.add_gift(activity, **facts)

    assert activity.gifts.count() == 1
