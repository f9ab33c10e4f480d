"""Blocs: who belongs to them from which day, in which order."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from blocs import founding
from blocs.models import Bloc, Membership
from core.rules import RuleError
from members.models import Post
from tests import world

pytestmark = pytest.mark.django_db


def names(bloc, day=None):
    return [row.name for row in bloc.memberships.on(day).named()]


def test_agencies_join_at_the_end_of_the_protocol_order():
    assert names(world.bloc(["Ban Hai", "Ban Một", "Ban Ba"])) == ["Ban Hai", "Ban Một", "Ban Ba"]


def test_a_member_moves_up_one_place_and_the_first_stays():
    bloc = world.bloc(["A1", "A2", "A3"])
    founding.move_up(bloc.memberships.get(order=3), by=None)
    founding.move_up(bloc.memberships.get(order=1), by=None)

    assert names(bloc) == ["A1", "A3", "A2"]


def test_who_left_is_still_a_member_of_the_past():
    bloc = world.bloc(["A1", "A2"])
    founding.leave(bloc.memberships.get(order=1), left_on=date(2023, 7, 1), reason="QĐ 12", by=None)

    assert names(bloc, date(2023, 6, 30)) == ["A1", "A2"]
    assert names(bloc, date(2023, 7, 1)) == ["A2"]


def test_nobody_joins_twice():
    bloc = world.bloc(["A1", "A2"])
    first = world.members(bloc)[0]

    with pytest.raises(RuleError) as refusal:
        founding.join(bloc, agency=first, joined_on=date(2023, 1, 1), by=None)

    assert str(refusal.value) == "A1 đang là thành viên của Khối."


def test_nobody_comes_back_before_having_left():
    bloc = world.bloc(["A1", "A2"])
    first = world.members(bloc)[0]
    founding.leave(bloc.memberships.get(order=1), left_on=date(2023, 7, 1), reason="QĐ 12", by=None)

    with pytest.raises(RuleError) as refusal:
        founding.join(bloc, agency=first, joined_on=date(2023, 6, 30), by=None)

    assert str(refusal.value) == "A1 còn là thành viên của Khối vào ngày 30/06/2023."


def test_the_database_refuses_two_members_in_one_place():
    bloc = world.bloc(["A1", "A2"])

    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.filter(bloc=bloc, order=2).update(order=1)


def test_staff_see_the_blocs_of_their_agency_and_officers_those_they_manage():
    body = world.agency("Cơ quan quản lý", code="QL")
    ours, theirs = world.bloc(["A1", "A2"], body=body, name="Khối một"), world.bloc(["B1"], name="Khối hai")
    clerk = world.person(world.members(ours)[0], Post.Kind.CLERK, username="ha").user
    officer = world.officer(body)
    stranger = world.person(world.agency("Ngoài khối"), Post.Kind.CLERK, username="xa").user

    assert list(Bloc.objects.visible_to(clerk)) == [ours]
    assert list(Bloc.objects.visible_to(officer)) == [ours]
    assert list(Bloc.objects.visible_to(stranger)) == []
    assert theirs in Bloc.objects.all()
