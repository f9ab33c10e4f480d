"""Groups in groups: one numbering, places that follow from the path, moves that never break the tree."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from blocs import criteria, drafts, moving, outline, publishing, seasons, standards, tree
from blocs.models import CriteriaGroup, CriteriaTable, Criterion, Season
from core.models import Entry
from core.rules import RuleError
from tests import world

from . import trees

pytestmark = pytest.mark.django_db

AS_BUILT = [
    "I Nhiệm vụ",
    "I.1 Kế hoạch năm",
    "I.2 Tham mưu",
    "I.2.1 Đề án đúng hạn",
    "I.2.2 Sáng kiến",
    "I.2.2.1 Được công nhận",
    "I.2.2.2 Áp dụng ngoài cơ quan",
    "I.3 Việc đột xuất",
    "II Xây dựng cơ quan",
    "II.1 Xếp loại tổ chức đảng",
    "II.2 Cải cách hành chính",
    "+ Điểm thưởng",
    "T.1 Bằng khen",
    "− Điểm trừ",
    "Tr.1 Chậm báo cáo",
]


@pytest.fixture
def table():
    return trees.fill(world.season().criteria)


def refusal(act, *args, **facts):
    with pytest.raises(RuleError) as refused:
        act(*args, **facts)
    return str(refused.value)


def test_groups_and_criteria_of_one_group_are_counted_together(table):
    assert trees.said(table) == AS_BUILT


def test_a_group_in_a_group_is_of_its_kind(table):
    inner = criteria.add_group(
        table, parent=trees.group(table, "+"), name="Sáng tạo", max_points=Decimal(2), by=None
    )

    assert (inner.kind, inner.code, inner.path) == ("bonus", "T.2", "98.002")


def test_the_tree_holds_every_row_once_in_its_place(table):
    first, second, *_ = tree.of(trees.whole(table))

    assert [row.code for row in first.criteria] == ["I.1", "I.2.1", "I.2.2.1", "I.2.2.2", "I.3"]
    assert [node.row.code for node in first.children] == ["I.1", "I.2", "I.3"]
    assert [row.code for row in second.criteria] == ["II.1", "II.2"]


def test_what_is_added_after_a_criterion_pushes_groups_and_criteria_down(table):
    added = criteria.add_criterion(
        trees.group(table, "I"),
        name="Phối hợp",
        max_points=Decimal(5),
        after=trees.criterion(table, "I.1"),
        **trees.FACTS,
    )

    assert added.code == "I.2"
    assert trees.said(table)[:6] == [
        "I Nhiệm vụ",
        "I.1 Kế hoạch năm",
        "I.2 Phối hợp",
        "I.3 Tham mưu",
        "I.3.1 Đề án đúng hạn",
        "I.3.2 Sáng kiến",
    ]


def test_a_group_moves_past_a_criterion_with_all_that_stands_in_it(table):
    moving.up(trees.group(table, "I.2"), by=None)

    assert trees.said(table)[1:6] == [
        "I.1 Tham mưu",
        "I.1.1 Đề án đúng hạn",
        "I.1.2 Sáng kiến",
        "I.1.2.1 Được công nhận",
        "I.1.2.2 Áp dụng ngoài cơ quan",
    ]


def test_a_row_goes_into_the_group_before_it_and_out_again(table):
    late = trees.criterion(table, "I.3")
    moving.into(late, by=None)
    assert trees.said(table)[7] == "I.2.3 Việc đột xuất"

    moving.out(late, by=None)  # the page that sends it may be older than the move
    assert trees.said(table) == AS_BUILT


def test_a_row_without_a_group_before_it_stays(table):
    moving.into(trees.criterion(table, "I.1"), by=None)
    moving.into(trees.group(table, "I"), by=None)

    assert trees.said(table) == AS_BUILT


def test_a_criterion_never_comes_to_the_top_and_bonus_stays_what_it_is(table):
    moving.out(trees.criterion(table, "I.1"), by=None)
    moving.out(trees.criterion(table, "T.1"), by=None)
    moving.into(trees.group(table, "+"), by=None)
    moving.down(trees.group(table, "II"), by=None)

    assert trees.said(table) == AS_BUILT


def test_a_group_comes_to_the_top_right_after_the_one_it_was_in(table):
    moving.out(trees.group(table, "I.2"), by=None)

    assert trees.said(table)[:4] == ["I Nhiệm vụ", "I.1 Kế hoạch năm", "I.2 Việc đột xuất", "II Tham mưu"]
    assert trees.said(table)[8] == "III Xây dựng cơ quan"


def test_a_top_group_that_goes_into_another_is_no_step_of_the_ladder_any_more(table):
    standards.set_ladder(table, steps=("group:1", "group:2"), by=None)
    moving.into(trees.group(table, "II"), by=None)

    assert [step.key for step in table.ladder.all()] == ["group:1"]
    assert "I.4.1 Xếp loại tổ chức đảng" in trees.said(table)


def test_the_history_tells_from_where_to_where(table):
    moving.into(trees.criterion(table, "I.3"), by=None)

    entry = Entry.objects.get(act="criteria.move_in")
    assert (entry.before["path"], entry.after["path"]) == ("01.003", "01.002.003")


def test_only_top_groups_tell_equal_totals_apart(table):
    assert [key for key, _ in outline.steps_of(trees.content(table).parts)] == [
        "group:1",
        "group:2",
        "penalty",
        "bonus",
        "vote",
        "protocol",
    ]


TOO_DEEP = "Bảng có nhiều nhất 6 cấp, kể cả tiêu chí. Hãy đặt dòng này ở cấp trên."


def deep(table, levels):
    """Groups in groups down to this level, and the last of them."""
    group = trees.group(table, "I")
    while group.level < levels:
        group = criteria.add_group(table, parent=group, name="Sâu", max_points=Decimal(1), by=None)
    return group


def test_a_table_is_at_most_six_levels_deep(table):
    last = deep(table, 5)

    assert trees.add(last, "Sâu nhất", 1).level == 6
    assert refusal(criteria.add_group, table, parent=last, name="Nữa", max_points=1, by=None) == TOO_DEEP


def test_a_group_does_not_move_to_where_its_own_rows_would_be_too_deep(table):
    trees.add(deep(table, 5), "Sâu nhất", 1)
    criteria.add_group(table, name="Trước", max_points=Decimal(1), by=None)
    moving.up(trees.group(table, "III"), by=None)
    moving.up(trees.group(table, "II"), by=None)
    before = trees.said(table)

    assert refusal(moving.into, trees.group(table, "II"), by=None) == TOO_DEEP
    assert trees.said(table) == before


def test_removing_a_group_takes_all_that_stands_in_it(table):
    criteria.remove_group(trees.group(table, "I.2"), by=None)

    assert trees.said(table)[:4] == [
        "I Nhiệm vụ",
        "I.1 Kế hoạch năm",
        "I.2 Việc đột xuất",
        "II Xây dựng cơ quan",
    ]
    gone = Entry.objects.filter(act="criteria.remove_group").order_by("pk")
    assert [entry.before["name"] for entry in gone] == ["Sáng kiến", "Tham mưu"]


def test_what_stands_in_a_group_has_to_make_up_its_points_at_every_level(table):
    assert publishing.faults(trees.whole(table)) == []

    criteria.change_group(trees.group(table, "I.2.2"), name="Sáng kiến", max_points=Decimal(12), by=None)
    assert publishing.faults(trees.whole(table)) == [
        "nhóm I.2 ghi tối đa 30,00 điểm nhưng các tiêu chí, nhóm con cộng lại là 32,00 điểm",
        "nhóm I.2.2 ghi tối đa 12,00 điểm nhưng các tiêu chí cộng lại là 10,00 điểm",
    ]


def test_an_empty_group_in_a_group_is_a_fault(table):
    criteria.add_group(table, parent=trees.group(table, "+"), name="Trống", max_points=Decimal(1), by=None)

    assert publishing.faults(trees.whole(table)) == ["nhóm T.2 chưa có tiêu chí"]


def test_nothing_moves_in_a_published_table(table):
    publishing.publish(table, by=None)
    frozen = "Bảng tiêu chí đã công bố nên không sửa được nữa."

    for act in (moving.up, moving.down, moving.into, moving.out):
        assert refusal(act, trees.group(table, "I.2"), by=None) == frozen
        assert refusal(act, trees.criterion(table, "I.3"), by=None) == frozen


def test_a_second_click_adds_no_second_row(table):
    head = world.head_of(table.season)
    facts = {"name": "Mới", "max_points": Decimal(5), "by": head}
    for _ in range(2):
        group = criteria.add_group(table, parent=trees.group(table, "I"), **facts)
        criteria.add_criterion(group, guidance="", evidence_required=True, **facts)

    assert trees.said(table)[8:11] == ["I.4 Mới", "I.4.1 Mới", "II Xây dựng cơ quan"]


def test_a_draft_written_at_once_says_the_same(table):
    content = trees.content(table)
    drafts.replace(table, content, act="criteria.import", by=None)

    assert trees.content(table) == content


def test_the_next_year_takes_the_tree_over(table):
    season = world.planned(table.season)
    publishing.publish(table, by=None)
    Season.objects.filter(pk=season.pk).update(phase="appraisal")
    following = seasons.open_season(season.bloc, year=2024, by=None)

    assert trees.content(following.criteria) == trees.content(table)


def test_the_database_knows_two_rows_in_one_place_for_a_mistake(table):
    with pytest.raises(DatabaseError), transaction.atomic():
        CriteriaGroup.objects.filter(table=table, path="02").update(path="01")
    with pytest.raises(DatabaseError), transaction.atomic():
        Criterion.objects.filter(path="01.001").update(position=0)


def test_a_second_bonus_group_is_still_refused(table):
    with pytest.raises(ValidationError):
        criteria.add_group(table, kind="bonus", name="Thưởng nữa", max_points=3, by=None)


def test_a_whole_table_takes_six_queries_and_a_tree_none(table, django_assert_num_queries):
    with django_assert_num_queries(6):
        found = trees.whole(table)
    with django_assert_num_queries(0):
        tree.of(found)
    with django_assert_num_queries(3):
        tree.of(CriteriaTable.objects.with_criteria().get(pk=table.pk))
