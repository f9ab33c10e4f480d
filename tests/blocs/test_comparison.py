"""Two tables side by side: every criterion of both stands there once, and what differs is said."""

from decimal import Decimal

import pytest
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from blocs import comparison, criteria, presets, publishing, seasons
from blocs.models import Season
from blocs.outline import Item, Outline, Part
from tests import world

SMALL = {"max_examples": 80, "deadline": None}


def table(*groups):
    """An Outline of scored groups: (name, {criterion: points})."""
    return Outline(
        tuple(
            Part(
                "scored",
                name,
                Decimal(99),
                tuple(Item(key, Decimal(points)) for key, points in items.items()),
            )
            for name, items in groups
        )
    )


def told(before, after):
    """(code before, code after, state, changes) of every criterion."""
    return [
        (pair.before and pair.before.code, pair.after and pair.after.code, pair.state, pair.changes)
        for section in comparison.compare(before, after)
        for pair in section.pairs
    ]


def test_one_that_came_between_moves_nobody():
    before = table(("Nhiệm vụ", {"Kế hoạch": 1, "Đề án": 2}))
    after = table(("Nhiệm vụ", {"Kế hoạch": 1, "Phối hợp": 5, "Đề án": 2}))

    assert told(before, after) == [
        ("I.1", "I.1", "same", ()),
        (None, "I.2", "added", ()),
        ("I.2", "I.3", "same", ()),
    ]


def test_what_changed_is_said_in_short_words():
    before = table(("Nhiệm vụ", {"Hoàn thành kế hoạch công tác năm": 40, "Cải cách": 5}))
    after = Outline(
        (
            Part(
                "scored",
                "Nhiệm vụ",
                Decimal(99),
                (
                    Item("Hoàn thành kế hoạch công tác trong năm", Decimal("45.5"), "Mỗi việc 1 điểm"),
                    Item("Cải cách", Decimal(5), evidence_required=False),
                ),
            ),
        )
    )

    assert [changes for *_, changes in told(before, after)] == [
        ("sửa tên", "điểm 40 → 45,5", "sửa cách chấm"),
        ("không bắt buộc minh chứng",),
    ]


def test_a_criterion_that_went_to_another_group_is_moved_and_not_new():
    before = table(("Một", {"A": 1, "Đề án": 2}), ("Hai", {"B": 3}))
    after = table(("Một", {"A": 1}), ("Hai", {"B": 3, "Đề án": 2}))

    assert told(before, after)[-1] == ("I.2", "II.2", "moved", ("chuyển từ I.2",))


def test_of_two_that_changed_places_one_is_moved():
    before = table(("Một", {"A": 1, "B": 2, "C": 3}))
    after = table(("Một", {"B": 2, "C": 3, "A": 1}))

    assert [(row[1], row[2]) for row in told(before, after)] == [
        ("I.1", "same"),
        ("I.2", "same"),
        ("I.3", "moved"),
    ]


def test_a_group_that_is_gone_stands_at_the_end_with_what_it_held():
    before = table(("Một", {"A": 1}), ("Hai", {"B": 3}))
    after = table(("Một", {"A": 1}))
    gone = comparison.compare(before, after)[-1]

    assert (gone.state, gone.before[0], [pair.state for pair in gone.pairs]) == ("removed", "II", ["removed"])


def test_a_renamed_group_is_the_same_group():
    found = comparison.compare(table(("Nhiệm vụ", {"A": 1})), table(("Nhiệm vụ chính trị", {"A": 1})))

    assert [(section.state, section.changes) for section in found] == [("changed", ("sửa tên",))]


NAMES = st.sampled_from(["A", "B", "C", "Kế hoạch năm", "Kế hoạch của năm", "Đề án", "Dân chủ"])
GROUPS = st.lists(
    st.tuples(st.sampled_from(["Một", "Hai", "Ba"]), st.dictionaries(NAMES, st.integers(1, 9), max_size=4)),
    min_size=1,
    max_size=3,
    unique_by=lambda group: group[0],
)


@settings(**SMALL)
@given(GROUPS, GROUPS)
def test_every_criterion_of_both_tables_stands_there_exactly_once(first, second):
    before, after = table(*first), table(*second)
    rows = told(before, after)

    assert sorted(row[0] for row in rows if row[0]) == sorted(codes(before))
    assert [row[1] for row in rows if row[1]] == codes(after)


@settings(**SMALL)
@given(GROUPS)
def test_a_table_beside_itself_is_the_same(groups):
    assert {row[2] for row in told(table(*groups), table(*groups))} <= {"same"}


def codes(content):
    return [entry.code for entry in comparison._entries(content)]


# the page


@pytest.mark.django_db
def test_the_page_counts_what_is_new_and_the_opening_says_what_was_taken_over(client):
    season = world.planned(world.season())
    presets.install(season.criteria, "hundred", by=None)
    publishing.publish(season.criteria, by=None)
    Season.objects.filter(pk=season.pk).update(phase="appraisal")
    client.force_login(world.head_of(season))

    opened = client.post(reverse("blocs:season_new", args=[season.bloc.pk]), {"year": 2024}, follow=True)

    following = Season.objects.get(year=2024)
    assert [str(message) for message in opened.context["messages"]] == [
        "Đã mở năm thi đua 2024. Đã lấy từ năm 2023: 5 nhóm, 12 tiêu chí, 4 mức xếp loại, "
        "4 bước phân định khi bằng điểm, 4 mốc thời gian. Các đơn vị thành viên theo sổ của Khối."
    ]
    criteria.add_criterion(
        following.criteria.groups.first(),
        name="Việc mới",
        guidance="",
        max_points=Decimal(5),
        evidence_required=False,
        by=None,
    )
    page = client.get(reverse("blocs:criteria_compare", args=[following.criteria.pk]))
    assert page.context["counts"] == {"added": 1, "removed": 0, "changed": 0, "moved": 0, "same": 12}
    assert page.context["standards_differ"] is False


@pytest.mark.django_db
def test_the_first_year_has_nothing_to_compare_with(client):
    season = world.season()
    client.force_login(world.head_of(season))

    assert seasons.taken_over(season) == ""
    page = client.get(reverse("blocs:criteria_compare", args=[season.criteria.pk]))
    assert "Chưa có năm trước để so" in page.text


# a tree


def tree(*inner):
    """One group that holds a criterion, a group with `inner`, and another criterion."""
    group = Part("scored", "Tham mưu", Decimal(20), inner)
    items = Item("Kế hoạch", Decimal(20)), Item("Đột xuất", Decimal(20))
    return Outline((Part("scored", "Nhiệm vụ", Decimal(60), (items[0], group, items[1])),))


def seen(before, after):
    """Every section with its codes, level and what is said of it, then the codes in it."""
    return [
        (
            section.after and section.after[0],
            section.level,
            section.state,
            section.changes,
            [(pair.after or pair.before).code for pair in section.pairs],
        )
        for section in comparison.compare(before, after)
    ]


def test_a_group_in_a_group_stands_where_it_is_read_and_what_follows_goes_on():
    same = tree(Item("Đề án", Decimal(20)))

    assert seen(same, same) == [
        ("I", 1, "same", (), ["I.1"]),
        ("I.2", 2, "same", (), ["I.2.1"]),
        ("I", 1, "same", (), ["I.3"]),
    ]
    assert [section.continues for section in comparison.compare(same, same)] == [False, False, True]


def test_a_group_that_went_into_another_is_said_to_come_from_there():
    before = Outline(
        (Part("scored", "Một", Decimal(9)), Part("scored", "Hai", Decimal(5), (Item("A", Decimal(5)),)))
    )
    inner = Part("scored", "Hai", Decimal(5), (Item("A", Decimal(5)),))
    after = Outline((Part("scored", "Một", Decimal(9), (inner,)),))

    assert seen(before, after)[1] == ("I.1", 2, "changed", ("chuyển từ II",), ["I.1.1"])
    assert told(before, after) == [("II.1", "I.1.1", "same", ())]


def test_an_inner_group_that_is_gone_stands_at_the_end_with_what_it_held():
    before = tree(Item("Đề án", Decimal(20)))
    after = Outline((Part("scored", "Nhiệm vụ", Decimal(60), (Item("Kế hoạch", Decimal(20)),)),))

    assert seen(before, after)[-1] == (None, 2, "removed", (), ["I.2.1"])


RULES = {
    "another way": (
        {},
        {"kind": "units", "unit": "giải", "per_unit": Decimal(1)},
        "cách tính: chấm điểm → theo số lượng",
    ),
    "a target": ({"target": Decimal(9)}, {}, "chỉ tiêu 9 → như đã đăng ký"),
    "a ceiling": ({}, {"ceiling": Decimal(25)}, "điểm khi vượt chỉ tiêu không quá điểm tối đa → 25"),
    "a unit": ({"unit": "việc"}, {"unit": "đề án"}, "đơn vị tính: việc → đề án"),
    "steps": ({}, {"steps": ((Decimal(100), Decimal(20)),)}, "sửa bậc điểm"),
    "who is freed": ({}, {"exemptions": (("Ban Ba", "x"),)}, "không áp dụng cho Ban Ba"),
    "who is freed no more": ({"exemptions": (("Ban Ba", "x"),)}, {}, "lại áp dụng cho Ban Ba"),
    "why": (
        {"exemptions": (("Ban Ba", "x"),)},
        {"exemptions": (("Ban Ba", "y"),)},
        "sửa lý do không áp dụng",
    ),
}


@pytest.mark.parametrize(("was", "now", "words"), RULES.values(), ids=RULES)
def test_what_changed_in_the_rule_of_a_criterion_is_said(was, now, words):
    ways = [{} if now.get("kind") == "units" else {"kind": "ratio"}, {"kind": "ratio"}]
    before, after = (
        Item("Đề án", Decimal(20), **way | facts) for way, facts in zip(ways, (was, now), strict=True)
    )

    assert told(tree(before), tree(after))[1] == ("I.2.1", "I.2.1", "changed", (words,))
