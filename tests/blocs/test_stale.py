"""Two people at one year: neither undoes what the other has just done."""

from datetime import date

import pytest

from blocs import criteria, founding, moving, publishing, seasons
from blocs.models import Criterion, Membership, Season
from core.rules import RuleError
from tests import world

pytestmark = pytest.mark.django_db


def test_describing_a_year_does_not_turn_back_its_phase():
    season = world.planned(world.season())
    publishing.publish(world.fill(season.criteria), by=None)
    season = Season.objects.get(pk=season.pk)
    stale = Season.objects.get(pk=season.pk)
    seasons.conclude_planning(season, by=None)

    seasons.describe(
        stale, theme="Mới", form="party", standing_on=date(2023, 12, 31), clerk_submits=False, by=None
    )

    season = Season.objects.get(pk=season.pk)
    assert (season.phase, season.theme) == ("pledging", "Mới")


def test_a_member_moved_up_meanwhile_keeps_its_place_when_it_leaves():
    bloc = world.bloc()
    last = bloc.memberships.last()
    stale = Membership.objects.get(pk=last.pk)
    founding.move_up(last, by=None)

    founding.leave(stale, left_on=date(2023, 5, 1), reason="Sáp nhập", by=None)

    assert Membership.objects.get(pk=last.pk).order == 2
    with pytest.raises(RuleError) as second:
        founding.leave(last, left_on=date(2024, 5, 1), reason="Sáp nhập", by=None)
    assert str(second.value) == "Đơn vị này đã rời Khối từ ngày 01/05/2023."


def test_a_second_click_on_up_moves_the_criterion_once_more_and_breaks_nothing():
    table = world.season().criteria
    group = world.fill(table, scored=(10,), bonus=0, penalty=0).groups.get()
    facts = {"guidance": "", "max_points": 1, "evidence_required": False, "by": None}
    for name in ("hai", "ba"):
        criteria.add_criterion(group, name=name, **facts)
    third = group.criteria.last()
    screens = [Criterion.objects.get(pk=third.pk) for _ in range(3)]

    for seen in screens:
        moving.up(seen, by=None)

    assert [row.name for row in group.criteria.all()] == ["ba", "Tiêu chí 10", "hai"]


def test_a_criterion_removed_meanwhile_is_removed_once():
    table = world.season().criteria
    group = world.fill(table, scored=(10,), bonus=0, penalty=0).groups.get()
    criterion = group.criteria.get()
    stale = Criterion.objects.get(pk=criterion.pk)
    criteria.remove_criterion(criterion, by=None)

    with pytest.raises(RuleError) as refusal:
        criteria.remove_criterion(stale, by=None)

    assert str(refusal.value) == (
        "Mục này vừa được người khác bỏ. Hãy tải lại trang để xem tình hình mới nhất."
    )
