"""The kinds of criteria: what each needs, what it may not have, how it is said, how it is frozen."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, transaction

from blocs import criteria, kinds, outline, publishing
from blocs.kinds import Rule
from blocs.models import Criterion, Exemption, Level, RatioStep
from blocs.outline import Item, Outline, Part
from tests import world

from . import trees
from .trees import LEVELS, STEPS


@pytest.fixture
def table():
    return trees.fill(world.season().criteria)


WORDS = {
    "points": (Rule(max_points=Decimal(10)), ""),
    "a ratio to a target": (
        Rule("ratio", Decimal(10), unit="đề án", target=Decimal(1200)),
        "Tỷ lệ đạt chỉ tiêu (1.200 đề án) nhân 10 điểm.",
    ),
    "a ratio to what was pledged, rewarded beyond": (
        Rule("ratio", Decimal(10), ceiling=Decimal(12)),
        "Tỷ lệ đạt chỉ tiêu (số đã đăng ký) nhân 10 điểm, vượt được đến 12 điểm.",
    ),
    "a ratio by steps": (
        Rule("ratio", Decimal(20), unit="%", target=Decimal(100), steps=STEPS),
        "So với chỉ tiêu (100%), từ 100%: 20 điểm; từ 95%: 15 điểm; từ 80%: 5 điểm.",
    ),
    "levels": (
        Rule("levels", Decimal(25), levels=LEVELS),
        "Xuất sắc: 25 điểm; Tốt: 20 điểm; Không xếp loại: 0 điểm.",
    ),
    "units": (
        Rule("units", Decimal(6), unit="sáng kiến", per_unit=Decimal("1.5")),
        "Mỗi sáng kiến 1,5 điểm, không quá 6 điểm.",
    ),
}


@pytest.mark.parametrize(("rule", "words"), WORDS.values(), ids=WORDS)
def test_a_rule_says_in_one_sentence_how_points_come_about(rule, words):
    assert (rule.words, kinds.faults(rule)) == (words, {})


def ratio(*steps, **facts):
    steps = tuple((Decimal(percent), Decimal(points)) for percent, points in steps)
    return Rule("ratio", Decimal(10), steps=steps, **facts)


def levels(*rows):
    return Rule("levels", Decimal(10), levels=tuple((label, Decimal(points)) for label, points in rows))


WRONG = {
    "steps that rise": (
        ratio((90, 10), (100, 8)),
        {"steps": "Tỷ lệ và điểm phải giảm dần từ bậc cao nhất xuống; xem lại bậc thứ 2."},
    ),
    "steps with the same points": (
        ratio((100, 10), (90, 10)),
        {"steps": "Tỷ lệ và điểm phải giảm dần từ bậc cao nhất xuống; xem lại bậc thứ 2."},
    ),
    "a highest step below the maximum": (ratio((100, 8)), {"steps": "Bậc cao nhất phải được 10 điểm."}),
    "a highest step over the ceiling": (
        ratio((120, 15), (100, 10), ceiling=Decimal(12)),
        {"steps": "Bậc cao nhất phải được từ 10 đến 12 điểm."},
    ),
    "a step from nothing": (
        ratio((100, 10), (0, 1)),
        {"steps": "Tỷ lệ của bậc phải lớn hơn 0, điểm không được âm."},
    ),
    "a target of nothing": (
        ratio(target=Decimal(0)),
        {"target": "Chỉ tiêu phải lớn hơn 0. Để trống thì lấy số đơn vị đã đăng ký."},
    ),
    "a ceiling below the maximum": (
        ratio(ceiling=Decimal(9)),
        {"ceiling": "Điểm cao nhất khi vượt chỉ tiêu không được dưới điểm tối đa."},
    ),
    "one level": (levels(("Tốt", 10)), {"levels": "Hãy ghi ít nhất hai mức, mức cao nhất trước."}),
    "levels that do not fall": (
        levels(("Tốt", 10), ("Khá", 5), ("Trung bình", 6)),
        {"levels": "Điểm phải giảm dần từ mức cao nhất xuống; xem lại mức thứ 3."},
    ),
    "two levels of one name": (
        levels(("Tốt", 10), ("Tốt", 5)),
        {"levels": "Hai mức không được cùng tên."},
    ),
    "a best level below the maximum": (
        levels(("Tốt", 9), ("Khá", 5)),
        {"levels": "Mức cao nhất phải bằng điểm tối đa (10 điểm)."},
    ),
    "a level below zero": (levels(("Tốt", 10), ("Kém", -1)), {"levels": "Điểm của mức không được âm."}),
    "units of what": (
        Rule("units", Decimal(10), per_unit=Decimal(2)),
        {"unit": "Hãy ghi tính cho mỗi đơn vị nào, ví dụ sáng kiến."},
    ),
    "units worth nothing": (
        Rule("units", Decimal(10), unit="giải"),
        {"per_unit": "Hãy ghi số điểm cho mỗi đơn vị."},
    ),
    "one unit over the maximum": (
        Rule("units", Decimal(10), unit="giải", per_unit=Decimal(11)),
        {"per_unit": "Điểm mỗi đơn vị phải lớn hơn 0 và không quá điểm tối đa."},
    ),
    "what another kind knows": (
        Rule("points", Decimal(10), target=Decimal(5)),
        {"target": "Cách tính “chấm điểm” không dùng mục này."},
    ),
}


@pytest.mark.parametrize(("rule", "said"), WRONG.values(), ids=WRONG)
def test_a_rule_that_cannot_stand_is_told_why(rule, said):
    assert kinds.faults(rule) == said


@pytest.mark.django_db
def test_what_is_kept_is_the_rule_that_was_given(table):
    rules = {code: kinds.rule_of(trees.criterion(table, code)) for code in ("I.1", "I.2.1", "II.1", "T.1")}

    assert rules == {
        "I.1": Rule("ratio", Decimal(20), ceiling=Decimal(22)),
        "I.2.1": Rule("ratio", Decimal(20), unit="đề án", target=Decimal(12), steps=STEPS),
        "II.1": Rule("levels", Decimal(25), levels=LEVELS),
        "T.1": Rule("units", Decimal(5), unit="bằng", per_unit=Decimal("2.5")),
    }


@pytest.mark.django_db
def test_without_a_target_a_ratio_waits_for_what_each_member_pledges(table):
    assert kinds.rule_of(trees.criterion(table, "I.1")).target is None
    assert publishing.faults(trees.whole(table)) == []


@pytest.mark.django_db
def test_a_rule_that_cannot_stand_writes_nothing(table):
    before = trees.content(table)
    with pytest.raises(ValidationError) as refused:
        trees.add(trees.group(table, "II"), "Mức", 5, kind="levels", levels=LEVELS)

    assert refused.value.message_dict == {"levels": ["Mức cao nhất phải bằng điểm tối đa (5 điểm)."]}
    assert trees.content(table) == before


@pytest.mark.django_db
def test_another_kind_leaves_nothing_of_the_former_one(table):
    criteria.change_criterion(
        trees.criterion(table, "I.2.1"), kind="levels", max_points=Decimal(25), levels=LEVELS, by=None
    )

    changed = trees.criterion(table, "I.2.1")
    assert kinds.rule_of(changed) == Rule("levels", Decimal(25), levels=LEVELS)
    assert not RatioStep.objects.filter(criterion=changed).exists()


@pytest.mark.django_db
def test_what_stays_the_same_is_not_written_again(table):
    steps = list(RatioStep.objects.values_list("pk", flat=True))
    criteria.change_criterion(trees.criterion(table, "I.2.1"), name="Đề án", by=None)

    assert list(RatioStep.objects.values_list("pk", flat=True)) == steps


@pytest.mark.django_db
@pytest.mark.parametrize(
    "facts",
    [
        {"kind": "points"},
        {"kind": "units"},
        {"per_unit": Decimal(1)},
        {"target": Decimal(0)},
        {"ceiling": Decimal(19)},
    ],
)
def test_the_database_refuses_facts_that_do_not_fit_the_kind(table, facts):
    with pytest.raises(IntegrityError), transaction.atomic():
        Criterion.objects.filter(path="01.002.001").update(**facts)


@pytest.mark.django_db
def test_the_database_keeps_steps_levels_and_exemptions_of_a_published_table_frozen(table):
    freed = trees.criterion(table, "II.2")
    agency = world.members(table.season.bloc)[2]
    row = {"criterion": freed, "agency": agency, "name": "Ban Ba", "reason": "Không có thủ tục"}
    Exemption.objects.create(**row)
    publishing.publish(table, by=None)

    for model, facts in ((RatioStep, {"points": 1}), (Level, {"label": "x"}), (Exemption, {"reason": "x"})):
        with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
            model.objects.update(**facts)
        with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
            model.objects.all().delete()
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        Level.objects.create(criterion=freed, position=1, label="Thêm", points=1)


@pytest.mark.django_db
def test_the_database_keeps_groups_and_criteria_frozen_after_the_tables_were_made_anew(table):
    publishing.publish(table, by=None)

    for act in (
        lambda: table.groups.filter(path="01.002").update(name="Khác"),
        lambda: Criterion.objects.filter(path="01.001").update(name="Khác"),
        lambda: table.grades.create(label="Tốt", at_least=50),
        lambda: table.ladder.create(position=9, kind="vote"),
    ):
        with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
            act()


FLAT = Outline(
    parts=(
        Part("scored", "Nhiệm vụ", Decimal(60), (Item("Kế hoạch", Decimal(60), "Đủ 100%"),)),
        Part("penalty", "Điểm trừ", Decimal(5), (Item("Chậm", Decimal(5), evidence_required=False),)),
    ),
    total_cap=Decimal(100),
)
PUBLISHED_BEFORE = "bd217bd17b12814bc22efc57486f22c4f8fe5a1483e067fd2180224de04cd8eb"


def test_a_table_published_before_there_were_kinds_still_verifies():
    assert outline.fingerprint(FLAT, bloc="Khối thử", year=2023) == PUBLISHED_BEFORE


@pytest.mark.django_db
def test_the_hash_follows_the_tree_the_rules_and_the_exemptions(table):
    seen = {publishing.fingerprint(trees.whole(table))}
    levels = (("Xuất sắc", Decimal(25)), ("Tốt", Decimal(19)))
    for act in (
        lambda: criteria.change_criterion(trees.criterion(table, "I.1"), ceiling=Decimal(21), by=None),
        lambda: criteria.change_criterion(trees.criterion(table, "I.1"), target=Decimal(9), by=None),
        lambda: criteria.change_criterion(trees.criterion(table, "I.2.1"), steps=STEPS[:2], by=None),
        lambda: criteria.change_criterion(trees.criterion(table, "II.1"), levels=levels, by=None),
        lambda: criteria.change_criterion(trees.criterion(table, "T.1"), unit="bằng khen", by=None),
        lambda: criteria.remove_criterion(trees.criterion(table, "I.2.2.2"), by=None),
        lambda: Exemption.objects.create(
            criterion=trees.criterion(table, "II.2"),
            agency=world.members(table.season.bloc)[2],
            name="Ban Ba",
            reason="Không có thủ tục",
        ),
    ):
        act()
        seen.add(publishing.fingerprint(trees.whole(table)))

    assert len(seen) == 8
