"""The criteria table: a draft that is edited, a published table that cannot change."""

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from blocs import criteria, moving, publishing
from blocs.models import CriteriaTable, Criterion
from core.rules import RuleError
from tests import world

pytestmark = pytest.mark.django_db
FACTS = {"name": "Thêm", "guidance": "", "max_points": 1, "evidence_required": False}


@pytest.fixture
def table():
    return world.season().criteria


def whole(table):
    return CriteriaTable.objects.whole().get(pk=table.pk)


def codes(table):
    return [row.code for group in whole(table).groups.all() for row in group.criteria.all()]


def test_codes_are_roman_for_scored_groups_and_letters_for_the_others(table):
    assert codes(world.fill(table)) == ["I.1", "II.1", "T.1", "Tr.1"]


def test_removing_a_group_closes_the_gap(table):
    world.fill(table, scored=(30, 30, 40))
    criteria.remove_group(table.groups.get(position=1), by=None)

    assert [str(group) for group in table.groups.all()][:2] == ["I. Nhóm 30 điểm", "II. Nhóm 40 điểm"]


def test_a_criterion_moves_up_within_its_group(table):
    world.fill(table, scored=(60,), bonus=0, penalty=0)
    group = table.groups.get()
    second = criteria.add_criterion(group, **{**FACTS, "name": "Hai"}, by=None)
    moving.up(second, by=None)

    assert [row.name for row in group.criteria.all()] == ["Hai", "Tiêu chí 60"]


def test_a_criterion_moves_down_and_the_last_stays(table):
    world.fill(table, scored=(60,), bonus=0, penalty=0)
    group = table.groups.get()
    criteria.add_criterion(group, **{**FACTS, "name": "Hai"}, by=None)
    first = group.criteria.first()
    moving.down(first, by=None)
    moving.down(first, by=None)

    assert [(row.position, row.name) for row in group.criteria.all()] == [(1, "Hai"), (2, "Tiêu chí 60")]


def test_a_criterion_is_added_right_after_another(table):
    world.fill(table, scored=(60,), bonus=0, penalty=0)
    group = table.groups.get()
    first = group.criteria.get()
    criteria.add_criterion(group, **{**FACTS, "name": "Cuối"}, by=None)
    added = criteria.add_criterion(group, **{**FACTS, "name": "Giữa"}, after=first, by=None)

    assert added.code == "I.2"
    assert [row.name for row in group.criteria.all()] == ["Tiêu chí 60", "Giữa", "Cuối"]


def test_a_scored_group_moves_and_bonus_and_penalty_stay(table):
    world.fill(table, scored=(60, 40))
    first, bonus = table.groups.get(position=1), table.groups.get(kind="bonus")
    moving.down(first, by=None)
    moving.down(first, by=None)
    moving.up(bonus, by=None)

    assert [str(group) for group in table.groups.all()] == [
        "I. Nhóm 40 điểm",
        "II. Nhóm 60 điểm",
        "+. Điểm thưởng",
        "−. Điểm trừ",
    ]


def test_the_last_of_fifteen_groups_moves_too(table):
    world.fill(table, scored=range(1, 16), bonus=0, penalty=0)

    moving.up(table.groups.get(position=15), by=None)

    assert [group.name for group in table.groups.all()][-2:] == ["Nhóm 15 điểm", "Nhóm 14 điểm"]


def test_a_table_has_one_bonus_group(table):
    world.fill(table)

    with pytest.raises(ValidationError) as refusal:
        criteria.add_group(table, kind="bonus", name="Thưởng nữa", max_points=3, by=None)

    assert refusal.value.messages == ["Bảng đã có một nhóm điểm thưởng hoặc điểm trừ như vậy."]


def test_a_sixteenth_scored_group_is_refused(table):
    world.fill(table, scored=range(1, 16), bonus=0, penalty=0)

    with pytest.raises(RuleError) as refusal:
        criteria.add_group(table, kind="scored", name="Thứ mười sáu", max_points=3, by=None)

    assert str(refusal.value) == "Một bảng có nhiều nhất 15 nhóm chấm điểm."


def test_points_of_zero_are_refused(table):
    with pytest.raises(ValidationError) as refusal:
        criteria.add_group(table, kind="scored", name="Không điểm", max_points=0, by=None)

    assert refusal.value.messages == ["Điểm tối đa của nhóm phải lớn hơn 0."]


def test_an_empty_table_cannot_be_published(table):
    assert publishing.faults(whole(table)) == ["bảng chưa có nhóm chấm điểm nào"]


def test_a_group_whose_points_do_not_add_up_keeps_the_table_from_being_published(table):
    world.fill(table, scored=(60,), bonus=0, penalty=0)
    criteria.add_criterion(table.groups.get(), **FACTS, by=None)

    with pytest.raises(RuleError) as refusal:
        publishing.publish(table, by=None)

    assert str(refusal.value) == (
        "Chưa công bố được bảng tiêu chí: nhóm I ghi tối đa 60,00 điểm "
        "nhưng các tiêu chí cộng lại là 61,00 điểm."
    )
    assert CriteriaTable.objects.get(pk=table.pk).is_draft


def test_publishing_freezes_the_table_with_hash_and_paper(table):
    publishing.publish(world.fill(table), by=None)

    published = whole(table)
    assert published.sha256 == publishing.fingerprint(published)
    assert published.paper.title == "Bảng tiêu chí năm 2023 - Khối thử"


def test_the_hash_follows_the_content_and_not_the_database(table):
    other = world.season(world.bloc(["B1", "B2"], name="Khối khác")).criteria
    world.fill(table)
    world.fill(other)

    first, second = whole(table), whole(other)
    second.season.bloc.name = first.season.bloc.name

    assert publishing.fingerprint(first) == publishing.fingerprint(second)
    criteria.change_group(other.groups.first(), name="Khác", max_points=60, by=None)
    assert publishing.fingerprint(first) != publishing.fingerprint(whole(other))


def test_nothing_of_a_published_table_can_be_edited(table):
    publishing.publish(world.fill(table), by=None)
    group, criterion = table.groups.first(), Criterion.objects.first()

    for act in (
        lambda: criteria.add_group(table, kind="scored", name="Thêm", max_points=1, by=None),
        lambda: criteria.change_group(group, name="Khác", max_points=1, by=None),
        lambda: criteria.remove_group(group, by=None),
        lambda: criteria.add_criterion(group, **FACTS, by=None),
        lambda: criteria.change_criterion(criterion, **FACTS, by=None),
        lambda: criteria.remove_criterion(criterion, by=None),
        lambda: moving.up(criterion, by=None),
        lambda: criteria.set_total_cap(table, total_cap=100, by=None),
        lambda: publishing.publish(table, by=None),
    ):
        with pytest.raises(RuleError) as refusal:
            act()
        assert str(refusal.value) == "Bảng tiêu chí đã công bố nên không sửa được nữa."


def test_the_database_itself_keeps_a_published_table_frozen(table):
    publishing.publish(world.fill(table), by=None)

    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        Criterion.objects.update(max_points=1)
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        Criterion.objects.all().delete()
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        table.groups.update(name="Khác")


def test_a_hash_without_publication_is_refused_by_the_database(table):
    with pytest.raises(DatabaseError), transaction.atomic():
        CriteriaTable.objects.filter(pk=table.pk).update(sha256="a" * 64)
