"""Two people at the same moment, on a real PostgreSQL: closing, recording, checking in, voting."""

import pytest
from django.db import connection

from awards.models import Nomination
from awards.nominating import nominations
from blocs.models import Season
from conferences import agenda
from conferences.attending import attendance, delegates
from conferences.endorsing import elections, endorsement
from conferences.models import AgendaItem, Attendance, Conference, Delegate, Election, Resolution
from conferences.running import meetings, resolutions
from documents.models import Document
from tests import world
from tests.awards import scene as honours
from tests.desk.test_races import at_once

from . import scene

pytestmark = [pytest.mark.races, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def real_postgresql():
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL: set DATABASE_URL (make test does)")


def test_two_who_close_at_once_issue_one_paper():
    conference = scene.ready(scene.season())

    answers = at_once(*[lambda: meetings.close(scene.now(conference), by=None)] * 2)

    assert answers == ["done", "refused"]
    assert Document.objects.filter(kind="minutes").count() == 1
    assert Season.objects.get(year=2023).phase == "awarding"


def test_two_who_record_the_election_at_once_record_one():
    conference = scene.opened(scene.season())
    places = scene.places(conference.season)

    answers = at_once(
        lambda: elections.record(scene.now(conference), places=places, by=None),
        lambda: elections.record(scene.now(conference), places=places[:1], by=None),
    )

    assert answers == ["done", "refused"]
    assert (Election.objects.count(), Season.objects.filter(year=2024).count()) == (1, 1)
    lines = list(Election.objects.get().lines.values_list("agency", flat=True))
    assert list(Season.objects.get(year=2024).terms.values_list("agency", flat=True)) == lines


def test_two_who_open_at_once_open_once():
    conference = scene.staffed(scene.planned(scene.season()))

    assert at_once(*[lambda: meetings.open(scene.now(conference), by=None)] * 2) == ["done", "refused"]


def test_one_delegate_checked_in_at_two_tables_came_once():
    delegate = scene.person(scene.planned(world.season(), "thematic"), came=False)

    assert at_once(*[lambda: attendance.check_in(delegate, by=None)] * 3) == ["done"] * 3
    assert Attendance.objects.count() == 1


def test_the_leaders_invited_twice_at_once_stand_once_on_the_list():
    conference = scene.planned(world.season(), "thematic")
    for agency in world.members(conference.season.bloc):
        world.person(agency, "leader")

    assert at_once(*[lambda: delegates.invite_agency_leads(conference, by=None)] * 2) == ["done", "done"]
    assert Delegate.objects.count() == 3


def test_points_and_resolutions_added_at_once_get_places_of_their_own():
    conference = scene.opened(world.season(), "thematic")

    answers = at_once(
        *[lambda: agenda.add(conference, title="A", by=None)] * 2,
        *[lambda: resolutions.add(conference, text="B", by=None)] * 2,
    )

    assert answers == ["done"] * 4
    assert list(AgendaItem.objects.values_list("position", flat=True)) == [1, 2]
    assert list(Resolution.objects.values_list("position", flat=True)) == [1, 2]


@pytest.mark.parametrize("turn", range(3))
def test_of_two_who_become_secretary_at_once_one_is(turn):
    conference = scene.planned(world.season(), "thematic")
    people = [scene.person(conference, place, f"Người số {place}", came=False) for place in (1, 2)]

    def named(row):
        facts = {"full_name": row.full_name, "agency": row.agency}
        delegates.correct(row, **facts, role="secretary", by=None)

    assert at_once(*[lambda row=row: named(row) for row in people]) == ["done", "refused"]
    assert Delegate.objects.filter(role="secretary").count() == 1


def test_a_secretary_invited_while_another_is_named_leaves_one():
    conference = scene.planned(world.season(), "thematic")
    first = scene.person(conference, 1, "Người số 1", came=False)
    facts = {"full_name": "Người số 1", "agency": first.agency, "role": "secretary"}
    second = {"full_name": "Người số 2", "agency": world.members(conference.season.bloc)[1]}

    answers = at_once(
        lambda: delegates.correct(first, **facts, by=None),
        lambda: delegates.invite(conference, **second, role="secretary", by=None),
    )

    assert answers == ["done", "refused"]
    assert Delegate.objects.filter(role="secretary").count() == 1


def test_two_clicks_at_the_same_moment_add_one_guest_and_one_point():
    conference = scene.planned(world.season(), "thematic")
    clerk = scene.user_of(conference.season)
    guest = {"body": "Ban Thi đua", "full_name": "Ngô Thị Lan", "role": "guest"}

    answers = at_once(
        *[lambda: delegates.invite(conference, **guest, by=clerk)] * 2,
        *[lambda: agenda.add(conference, title="A", by=clerk)] * 2,
    )

    assert answers == ["done"] * 4
    assert (Delegate.objects.count(), AgendaItem.objects.count()) == (1, 1)


def test_two_who_plan_the_yearend_conference_at_once_plan_one():
    season = world.season()

    assert at_once(*[lambda: scene.planned(season)] * 2) == ["done", "refused"]
    assert Conference.objects.count() == 1


def test_votes_and_a_withdrawal_at_once_leave_one_result():
    season = scene.season()
    flag = honours.nomination(season, code="government-flag")
    conference = scene.opened(season)

    answers = at_once(
        lambda: endorsement.endorse(conference, {scene.now(flag): 3}, 3, by=None),
        lambda: nominations.withdraw(scene.now(flag), reason="Đơn vị rút", by=None),
    )

    assert answers == ["done", "refused"]
    assert Nomination.objects.get().state in ("endorsed", "withdrawn")


def test_closing_and_a_last_check_out_never_leave_minutes_of_an_empty_room():
    conference = scene.ready(scene.season())
    people = list(conference.delegates.all())

    def empty_the_room():
        for delegate in people:
            attendance.undo(delegate, by=None)

    at_once(lambda: meetings.close(scene.now(conference), by=None), empty_the_room)

    closed = scene.now(conference).state == "closed"
    assert closed is Document.objects.filter(kind="minutes").exists()
    assert not closed or Attendance.objects.exists()
