"""Grades and the ladder for ties: set in a draft, copied with it, frozen and hashed with it."""

import hashlib
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from blocs import criteria, drafts, outline, publishing, seasons, standards
from blocs.models import CriteriaTable, Grade, Season, TieStep
from core.rules import RuleError
from tests import world

pytestmark = pytest.mark.django_db

GRADES = (("Hoàn thành xuất sắc nhiệm vụ", Decimal(90)), ("Hoàn thành tốt nhiệm vụ", Decimal(70)))
LADDER = ("group:1", "penalty", "vote", "protocol")


@pytest.fixture
def table():
    return world.fill(world.season().criteria)


def whole(table):
    return CriteriaTable.objects.whole().select_related("season__bloc").get(pk=table.pk)


def set_both(table):
    standards.set_grades(table, graded_by="percent", grades=GRADES, by=None)
    standards.set_ladder(table, steps=LADDER, by=None)


def refusal(rule, *args, **facts):
    with pytest.raises(RuleError) as refused:
        rule(*args, by=None, **facts)
    return str(refused.value)


def test_grades_and_ladder_are_read_back_in_their_order(table):
    set_both(table)

    found = outline.of(whole(table))
    assert (found.graded_by, found.grades, found.ladder) == ("percent", GRADES, LADDER)
    assert [str(step) for step in table.ladder.all()] == [
        "điểm nhóm I cao hơn",
        "điểm trừ ít hơn",
        "số phiếu bình xét cao hơn",
        "thứ tự đơn vị trong khối",
    ]


@pytest.mark.parametrize(
    ("grades", "said"),
    [
        (
            (("Tốt", Decimal(70)), ("Xuất sắc", Decimal(90))),
            "Ngưỡng xếp loại phải giảm dần từ mức cao nhất xuống; hãy xếp lại các mức.",
        ),
        (
            (("Xuất sắc", Decimal(90)), ("Tốt", Decimal(90))),
            "Ngưỡng xếp loại phải giảm dần từ mức cao nhất xuống; hãy xếp lại các mức.",
        ),
        ((("Xuất sắc", Decimal(101)),), "Ngưỡng xếp loại tính theo phần trăm không được quá 100."),
    ],
)
def test_thresholds_that_do_not_fall_are_refused(table, grades, said):
    assert refusal(standards.set_grades, table, graded_by="percent", grades=grades) == said
    assert not table.grades.exists()


def test_two_grades_of_one_name_are_refused_and_the_former_stay(table):
    set_both(table)

    with pytest.raises(ValidationError) as refused:
        standards.set_grades(
            table, graded_by="points", grades=(("Tốt", Decimal(90)), ("Tốt", Decimal(70))), by=None
        )

    assert refused.value.messages == ["Hai mức xếp loại không được cùng tên."]
    assert outline.of(whole(table)).grades == GRADES


@pytest.mark.parametrize(
    ("steps", "said"),
    [
        (("vote", "vote"), "Mỗi cách phân định chỉ dùng một lần. Hãy bỏ bước trùng."),
        (("group:7",), "Có bước phân định theo một nhóm mà bảng không có. Hãy chọn lại."),
        (("group:98",), "Có bước phân định theo một nhóm mà bảng không có. Hãy chọn lại."),
        (("group",), "Có bước phân định theo một nhóm mà bảng không có. Hãy chọn lại."),
        (
            ("protocol", "vote"),
            "Thứ tự đơn vị trong Khối phải là bước cuối, vì sau đó không còn đơn vị nào bằng nhau.",
        ),
    ],
)
def test_a_ladder_that_cannot_stand_is_refused(table, steps, said):
    assert refusal(standards.set_ladder, table, steps=steps) == said
    assert not table.ladder.exists()


def test_a_group_takes_its_step_of_the_ladder_along(table):
    set_both(table)
    criteria.remove_group(table.groups.get(position=1), by=None)

    assert [(step.position, step.key) for step in table.ladder.all()] == [
        (1, "penalty"),
        (2, "vote"),
        (3, "protocol"),
    ]


def test_the_next_year_takes_grades_and_ladder_over(table):
    set_both(table)
    following = world.season(world.bloc(["C1", "C2"], name="Khối sau")).criteria
    drafts.copy(whole(table), to=following, by=None)

    assert outline.of(whole(following)) == outline.of(whole(table))


def test_a_published_table_keeps_its_grades_and_ladder(table):
    set_both(table)
    publishing.publish(table, by=None)
    frozen = "Bảng tiêu chí đã công bố nên không sửa được nữa."

    assert refusal(standards.set_grades, table, graded_by="points", grades=()) == frozen
    assert refusal(standards.set_ladder, table, steps=()) == frozen
    for rows in (Grade.objects, TieStep.objects):
        with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
            rows.all().delete()
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        Grade.objects.update(at_least=1)


def test_the_hash_of_a_table_published_before_there_were_grades_still_verifies(table):
    criteria.remove_group(table.groups.get(position=2), by=None)
    former = (
        '{"bloc":"Khối thử","groups":['
        '{"criteria":[["Tiêu chí 60","","60.00",true]],"kind":"scored","max":"60.00","name":"Nhóm 60 điểm"},'
        '{"criteria":[["Tiêu chí 5","","5.00",true]],"kind":"bonus","max":"5.00","name":"Điểm thưởng"},'
        '{"criteria":[["Tiêu chí 5","","5.00",true]],"kind":"penalty","max":"5.00","name":"Điểm trừ"}'
        '],"total_cap":null,"year":2023}'
    )

    assert publishing.fingerprint(whole(table)) == hashlib.sha256(former.encode()).hexdigest()


def test_grades_and_ladder_change_the_hash(table):
    hashes = {publishing.fingerprint(whole(table))}
    standards.set_grades(table, graded_by="percent", grades=GRADES, by=None)
    hashes.add(publishing.fingerprint(whole(table)))
    standards.set_grades(table, graded_by="points", grades=GRADES, by=None)
    hashes.add(publishing.fingerprint(whole(table)))
    standards.set_ladder(table, steps=LADDER, by=None)
    hashes.add(publishing.fingerprint(whole(table)))

    assert len(hashes) == 4


def test_filling_a_draft_that_holds_something_is_refused(table):
    content = outline.of(whole(table))

    assert refusal(drafts.fill, table, content, act="criteria.copy") == (
        "Bảng đã có nhóm tiêu chí. Chỉ lấy được mẫu vào bảng còn trống."
    )


def test_replacing_leaves_exactly_the_new_content(table):
    set_both(table)
    content = outline.Outline(
        parts=(outline.Part("scored", "Nhóm mới", Decimal(10), (outline.Item("Việc", Decimal(10)),)),),
        total_cap=Decimal(12),
        ladder=("group:1",),
    )
    drafts.replace(table, content, act="criteria.import", by=None)

    assert outline.of(whole(table)) == content


def test_a_year_opened_again_has_the_rules_of_the_year_before(table):
    set_both(table)
    publishing.publish(world.planned(table.season).criteria, by=None)
    Season.objects.filter(pk=table.season_id).update(phase="appraisal")
    opened = seasons.open_season(table.season.bloc, year=2024, by=None)

    assert outline.of(whole(opened.criteria)) == outline.of(whole(table))
