"""A published criteria table is corrected: opened with a reason, published anew or put back as it was."""

from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from blocs import (
    ballots,
    corrections,
    criteria,
    drafts,
    exemptions,
    leaving,
    moving,
    outline,
    publishing,
    snapshots,
    standards,
)
from blocs.models import CriteriaRevision, CriteriaTable, Criterion, Grade, Season
from core import clock
from core.models import Entry
from core.rules import RuleError
from tests import world
from tests.blocs import trees

pytestmark = pytest.mark.django_db

REASON = "Sửa điểm nhóm II theo Hướng dẫn số 12"


@pytest.fixture
def table():
    """A published table: I.1 60 points, II.1 40, bonus and penalty of 5, grades and a ladder."""
    table = world.fill(world.season().criteria)
    standards.set_grades(
        table, graded_by="percent", grades=(("Tốt", Decimal(70)), ("Đạt", Decimal(50))), by=None
    )
    standards.set_ladder(table, steps=("group:2", "protocol"), by=None)
    return publishing.publish(table, by=None)


def now(table):
    return CriteriaTable.objects.whole().select_related("season__bloc").get(pk=table.pk)


def criterion(table, code="II.1"):
    return next(row for row in Criterion.objects.filter(group__table=table) if row.code == code)


def change(table, code="II.1", **facts):
    return criteria.change_criterion(criterion(table, code), **facts, by=None)


def two_more(table):
    """Replace II.1 of 40 points by II.1 of 30 and II.2 of 10."""
    change(table, max_points=Decimal(30))
    group = criterion(table).group
    return criteria.add_criterion(
        group, name="Chuyển đổi số", guidance="", max_points=Decimal(10), evidence_required=False, by=None
    )


def refusal(rule, *args, **facts):
    with pytest.raises(RuleError) as refused:
        rule(*args, by=None, **facts)
    return str(refused.value)


def test_a_correction_needs_a_reason(table):
    said = "Hãy ghi lý do sửa bảng tiêu chí đã công bố rồi gửi lại."

    assert refusal(corrections.begin, table, reason="  ") == said


def test_a_draft_is_not_corrected():
    draft = world.fill(world.season().criteria)

    assert refusal(corrections.begin, draft, reason=REASON).startswith(
        "Việc này không làm được ở trạng thái “Đang soạn”."
    )


@pytest.mark.parametrize("phase", ["conference", "awarding", "closed"])
def test_the_table_is_not_corrected_once_the_appraisal_is_over(table, phase):
    Season.objects.filter(pk=table.season_id).update(phase=phase)

    assert refusal(corrections.begin, table, reason=REASON).startswith(
        "Bảng tiêu chí sửa được đến hết bước Thẩm định; năm này đang ở bước "
    )


def test_what_was_published_is_kept_and_the_draft_acts_work_again(table):
    frozen = "Bảng tiêu chí đã công bố nên không sửa được nữa."
    assert refusal(criteria.set_total_cap, table, total_cap=Decimal(99)) == frozen
    kept = corrections.begin(table, reason=REASON, by=None)
    two_more(table)

    assert (kept.number, kept.sha256, kept.paper) == (0, now(table).sha256, now(table).paper)
    assert now(table).state == "correcting"
    assert [len(group.criteria.all()) for group in now(table).groups.all()] == [1, 2, 1, 1]


def test_the_second_click_on_begin_is_refused(table):
    corrections.begin(table, reason=REASON, by=None)

    assert "trạng thái “Đang sửa”" in refusal(corrections.begin, table, reason=REASON)
    assert CriteriaRevision.objects.count() == 1


def test_publishing_again_is_the_next_revision_and_the_former_one_stays(table):
    former = now(table)
    corrections.begin(table, reason=REASON, by=None)
    two_more(table)
    corrections.publish(table, by=None)

    found, kept = now(table), CriteriaRevision.objects.get()
    assert (found.state, found.revision) == ("published", 1)
    assert found.sha256 == publishing.fingerprint(found) != former.sha256
    assert (kept.sha256, kept.paper_id, kept.published_at) == (
        former.sha256,
        former.paper_id,
        former.published_at,
    )
    assert (kept.reason, kept.superseded_at is None) == (REASON, False)
    assert found.paper.title == "Bảng tiêu chí sửa lần 1 năm 2023 - Khối thử"
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        Criterion.every.update(name="khác")


def test_what_a_former_revision_said_still_gives_its_hash(table):
    corrections.begin(table, reason=REASON, by=None)
    change(table, name="Tên mới")
    standards.set_ladder(table, steps=(), by=None)
    standards.set_grades(table, graded_by="points", grades=(), by=None)
    corrections.publish(table, by=None)

    kept = CriteriaRevision.objects.get()
    content = corrections.outline_at(table, 0)
    assert outline.fingerprint(content, bloc="Khối thử", year=2023) == kept.sha256
    assert corrections.outline_at(table, 1) == outline.of(now(table))
    assert corrections.outline_at(table, 7) is None


def test_a_former_revision_cannot_be_changed_any_more(table):
    corrections.begin(table, reason=REASON, by=None)
    change(table, name="Tên mới")
    corrections.publish(table, by=None)

    for act in (lambda rows: rows.update(reason="khác"), lambda rows: rows.delete()):
        with pytest.raises(DatabaseError, match="kept as it was"), transaction.atomic():
            act(CriteriaRevision.objects.all())


def test_the_paper_names_revision_reason_and_the_former_hash(table):
    former = table.sha256
    corrections.begin(table, reason=REASON, by=None)
    two_more(table)
    corrections.publish(table, by=None)

    said = [block.get("text") for block in now(table).paper.blocks if isinstance(block, dict)]
    day = clock.today()
    assert [text for text in said if text and "sửa lần 1" in str(text)] == [
        f"Bảng tiêu chí sửa lần 1, thay cho bản công bố lần đầu ngày {day:%d/%m/%Y} (mã {former[:12]}). "
        f"Lý do sửa: {REASON}."
    ]


def test_a_correction_that_changes_nothing_is_not_published(table):
    corrections.begin(table, reason=REASON, by=None)

    assert refusal(corrections.publish, table) == (
        "Bảng chưa khác bản đã công bố. Hãy sửa tiếp, hoặc hủy bản sửa."
    )


def test_a_correction_with_faults_is_not_published(table):
    corrections.begin(table, reason=REASON, by=None)
    change(table, max_points=Decimal(30))

    assert refusal(corrections.publish, table) == (
        "Chưa công bố được bản sửa: nhóm II ghi tối đa 40,00 điểm nhưng các tiêu chí cộng lại là 30,00 điểm."
    )


def test_abandoning_puts_every_row_back_with_its_id(table):
    before = snapshots.take(now(table))
    corrections.begin(table, reason=REASON, by=None)
    added = two_more(table)
    criteria.remove_criterion(criterion(table, "I.1"), by=None)
    criteria.remove_criterion(criterion(table, "T.1"), by=None)
    moving.up(now(table).groups.get(position=2, parent=None), by=None)
    standards.set_ladder(table, steps=("vote",), by=None)
    standards.set_grades(table, graded_by="points", grades=(("Giỏi", Decimal(9)),), by=None)
    criteria.set_total_cap(table, total_cap=Decimal(77), by=None)
    corrections.abandon(table, reason="Nhầm", by=None)

    found = now(table)
    assert snapshots.take(found) == before
    assert (found.state, found.revision, publishing.fingerprint(found)) == ("published", 0, found.sha256)
    assert not Criterion.every.filter(pk=added.pk).exists()
    assert not CriteriaRevision.objects.exists()
    assert [entry.act for entry in Entry.objects.about(table)[:1]] == ["abandon"]


def test_abandoning_or_publishing_twice_is_refused(table):
    corrections.begin(table, reason=REASON, by=None)
    corrections.abandon(table, by=None)
    over = "Bảng tiêu chí không còn đang sửa: có người vừa công bố hoặc hủy bản sửa. Hãy tải lại trang."

    assert refusal(corrections.abandon, table) == over
    assert refusal(corrections.publish, table) == over


def test_a_second_correction_keeps_both_former_versions(table):
    for number in (1, 2):
        corrections.begin(table, reason=f"Lần {number}", by=None)
        change(table, name=f"Tên {number}")
        corrections.publish(table, by=None)

    assert now(table).revision == 2
    assert [(row.number, row.reason) for row in table.revisions.all()] == [(1, "Lần 2"), (0, "Lần 1")]


def test_a_published_criterion_leaves_only_with_the_publication(table):
    corrections.begin(table, reason=REASON, by=None)
    two_more(table)
    left = criterion(table)
    criteria.remove_criterion(left, by=None)

    assert [row.pk for row in leaving.of(table)] == [left.pk]
    assert [row.code for row in Criterion.objects.filter(group__name="Nhóm 40 điểm")] == ["II.1"]
    change(table, max_points=Decimal(40))
    corrections.publish(table, by=None)
    assert not Criterion.every.filter(pk=left.pk).exists()


def test_a_criterion_that_leaves_can_stay_after_all(table):
    corrections.begin(table, reason=REASON, by=None)
    two_more(table)
    left = criterion(table)
    criteria.remove_criterion(left, by=None)
    corrections.stay(table, left.pk, by=None)

    assert corrections.stay(table, left.pk, by=None) is None
    assert [row.name for row in criterion(table).group.criteria.all()] == ["Chuyển đổi số", left.name]


def test_a_group_goes_with_its_last_criterion(table):
    corrections.begin(table, reason=REASON, by=None)
    group = criterion(table).group
    assert refusal(criteria.remove_group, group) == (
        "Nhóm II đã công bố. Hãy bỏ từng tiêu chí của nhóm; nhóm không còn tiêu chí thì được bỏ cùng lúc "
        "công bố bản sửa."
    )
    criteria.remove_criterion(criterion(table), by=None)
    assert corrections.faults(table) == []
    corrections.publish(table, by=None)

    found = outline.of(now(table))
    assert [part.name for part in found.parts] == ["Nhóm 60 điểm", "Điểm thưởng", "Điểm trừ"]
    assert found.ladder == ("protocol",)


def test_a_new_group_is_removed_at_once(table):
    corrections.begin(table, reason=REASON, by=None)
    group = criteria.add_group(table, kind="scored", name="Mới", max_points=Decimal(5), by=None)
    criteria.remove_group(group, by=None)

    assert now(table).groups.count() == 4


def test_the_whole_table_is_not_replaced_in_a_correction(table):
    content = outline.of(now(table))
    corrections.begin(table, reason=REASON, by=None)

    assert refusal(drafts.replace, table, content, act="criteria.import") == (
        "Bảng đã công bố thì sửa từng dòng: thay cả bảng sẽ làm mất liên hệ với điểm và chỉ tiêu các đơn vị "
        "đã ghi."
    )


def test_the_plain_publishing_does_not_end_a_correction(table):
    corrections.begin(table, reason=REASON, by=None)
    change(table, name="Tên mới")

    assert refusal(publishing.publish, table) == (
        "Bản sửa của bảng đã công bố được công bố ở trang Ảnh hưởng của bản sửa."
    )


def test_grades_are_kept_in_the_order_they_had(table):
    corrections.begin(table, reason=REASON, by=None)
    kept = leaving.open_revision(table)

    laid = snapshots.lay_out(table, kept.content)
    assert [grade.label for grade in laid.grades.all()] == ["Tốt", "Đạt"]
    assert [step.key for step in laid.ladder.all()] == ["group:2", "protocol"]
    assert Grade.objects.count() == 2


@pytest.fixture
def tree():
    """A published table with nested groups, every kind of criterion, an exemption and a rule of votes."""
    table = trees.fill(world.season().criteria)
    member = world.members(table.season.bloc)[2]
    exemptions.add(trees.criterion(table, "I.3"), agency=member, reason="Không có việc", by=None)
    standards.set_ballot(table, ballot=ballots.USUAL, by=None)
    return publishing.publish(table, by=None)


def test_a_tree_with_all_kinds_is_put_back_with_every_row_of_its_own(tree):
    before, content = snapshots.take(now(tree)), outline.of(now(tree))
    corrections.begin(tree, reason=REASON, by=None)
    change(tree, "I.2.1", kind="points")
    change(tree, "II.1", kind="points")
    for _ in ("I.2.2.1", "I.2.2.2"):
        criteria.remove_criterion(trees.criterion(tree, "I.2.2.1"), by=None)
    exemptions.withdraw(trees.criterion(tree, "I.3").exemptions.get(), by=None)
    moving.out(trees.group(tree, "I.2"), by=None)
    standards.set_ballot(tree, ballot=None, by=None)
    assert outline.of(now(tree)) != content
    assert snapshots.outline_of(tree, leaving.open_revision(tree).content) == content
    corrections.abandon(tree, by=None)

    assert snapshots.take(now(tree)) == before
    assert outline.of(now(tree)) == content


def test_a_nested_group_goes_with_its_last_criteria_and_the_rest_is_numbered_anew(tree):
    corrections.begin(tree, reason=REASON, by=None)
    for name in ("Được công nhận", "Áp dụng ngoài cơ quan"):
        criteria.remove_criterion(Criterion.objects.get(group__table=tree, name=name), by=None)
    change(tree, "I.2.1", max_points=Decimal(30), steps=())
    assert corrections.faults(tree) == []
    corrections.publish(tree, by=None)

    assert trees.said(tree)[:5] == [
        "I Nhiệm vụ",
        "I.1 Kế hoạch năm",
        "I.2 Tham mưu",
        "I.2.1 Đề án đúng hạn",
        "I.3 Việc đột xuất",
    ]
