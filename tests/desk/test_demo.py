"""The demo year: built through the rules, the same every time, never mixed with real data."""

import pytest
from django.db import transaction
from django.db.models import Count

from blocs.models import Bloc, Season
from core.models import Entry, User
from desk.demo import build
from documents.models import Document

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def logins(django_db_setup, django_db_blocker):
    """The demo, built once for the tests that only look at it; what `build` returned."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build.build()
        transaction.set_rollback(True)


def test_the_demo_holds_both_blocs_where_their_year_stands(logins):
    seasons = Season.objects.order_by("pk").values_list("bloc__short_name", "year", "phase")

    assert list(seasons) == [
        ("Các cơ quan Đảng Trung ương", 2023, "scoring"),
        ("Nội chính Trung ương", 2023, "appraisal"),
    ]
    assert [bloc.memberships.count() for bloc in Bloc.objects.order_by("pk")] == [14, 8]


def test_members_of_the_demo_have_got_as_far_as_its_story_says(logins):
    central, internal = Season.objects.order_by("pk")

    assert counted(central.pledges) == {"handed_in": 14}
    assert counted(central.sheets) == {"submitted": 6, "draft": 6}
    assert counted(internal.sheets) == {"submitted": 5, "appraised": 3}


def test_the_blocs_of_the_demo_do_something_together(logins):
    central, internal = Season.objects.order_by("pk")

    assert counted(central.activities.order_by()) == {"held": 4, "planned": 1}
    assert counted(internal.activities.order_by()) == {"held": 2, "planned": 1}
    assert sum(activity.gifts_value or 0 for activity in central.activities.all()) == 32_000_000
    assert (central.movements.count(), internal.movements.count()) == (2, 1)


def test_everything_of_the_demo_is_marked_as_sample(logins):
    assert set(Bloc.objects.values_list("sample", flat=True)) == {True}
    assert set(Document.objects.values_list("sample", flat=True)) == {True}


def test_the_demo_happens_on_its_own_days(logins):
    assert Entry.objects.last().at.date() == build.BEGAN
    assert max(Entry.objects.values_list("at", flat=True)).date() < build.TODAY


def test_every_login_of_the_demo_works(logins):
    for login in logins:
        assert User.objects.get(username=login["username"]).check_password(login["password"]), login


def counted(rows):
    """How many of `rows` are in each state."""
    return dict(rows.values_list("state").annotate(count=Count("pk")))
