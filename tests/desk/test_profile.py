"""An agency's profile: places and honours under the names of their day, for who may see them."""

from datetime import date

import pytest
from django.urls import reverse

from core import clock
from desk import profile
from members import successions
from members.models import Agency, Post
from tests import world
from tests.awards import scene
from tests.members.reorganised import NEW, founded

pytestmark = pytest.mark.django_db
DAY = date(2024, 6, 1)
AFTER = date(2024, 7, 1)


@pytest.fixture
def season():
    """The year 2023, its honours decided; then its third member merges."""
    with clock.at(date(2023, 12, 20)):
        made = scene.concluded_season()
        scene.issued_decision(made)
    third = world.members(made.bloc)[2]
    into = founded(valid_from=DAY)
    successions.merge([third], into=into, happens_on=DAY, decision="1-QĐ/TW", by=None)
    return made


def test_places_and_honours_of_a_predecessor_stand_with_the_name_of_their_day(season):
    new = Agency.objects.get(names__name=NEW)
    with clock.at(AFTER):
        found = profile.of(world.head_of(season), new)

    assert [(row.name, row.standing.season.year, row.standing.rank) for row in found.places] == [
        ("Ban Ba", 2023, 3)
    ]
    assert [(row.name, row.whom) for row in found.honours] == [("Ban Ba", "1 tập thể, 1 cá nhân")]


def test_a_stranger_sees_names_and_lineage_and_nothing_of_a_bloc(season, client):
    new = Agency.objects.get(names__name=NEW)
    client.force_login(world.person(world.agency("Ngoài"), Post.Kind.CLERK, username="ngoai").user)
    with clock.at(AFTER):
        found = client.get(reverse("desk:agency", args=[new.pk])).context["profile"]

    assert [kin.name for kin in found.lineage.predecessors] == ["Ban Ba"]
    assert (found.places, found.honours, found.belongings) == ([], [], [])


def test_its_years_come_as_excel(season, client):
    new = Agency.objects.get(names__name=NEW)
    client.force_login(world.head_of(season))
    with clock.at(AFTER):
        answer = client.get(reverse("desk:agency", args=[new.pk]), {"format": "xlsx"})

    assert answer.headers["Content-Type"].endswith("spreadsheetml.sheet")


def test_a_long_history_asks_no_more_than_a_short_one(season, client, django_assert_max_num_queries):
    new = Agency.objects.get(names__name=NEW)
    client.force_login(world.head_of(season))
    with clock.at(AFTER):
        client.get(reverse("desk:agency", args=[new.pk]))
        with django_assert_max_num_queries(15):
            client.get(reverse("desk:agency", args=[new.pk]))
