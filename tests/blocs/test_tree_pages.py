"""The outline page with a tree, and the form of each kind of criterion; both without a script."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from blocs import kinds, publishing
from blocs.kinds import Rule
from blocs.models import Criterion
from tests import world

from . import trees

pytestmark = pytest.mark.django_db
TYPED = {"name": "Sáng kiến", "max_points": "6", "evidence_required": "on"}


@pytest.fixture
def table():
    return trees.fill(world.season().criteria)


@pytest.fixture
def head(client, table):
    client.force_login(world.head_of(table.season))
    return client


def lines(page):
    """Code and offered moves of each row."""
    moves = ("up", "down", "into", "out")
    return [
        (line.row.code, *(name for name in moves if getattr(line, name))) for line in page.context["lines"]
    ]


def test_the_page_offers_each_row_the_moves_it_can_make(head, table):
    assert lines(head.get(table.get_absolute_url())) == [
        ("I", "down"),
        ("I.1", "down"),
        ("I.2", "up", "down", "out"),
        ("I.2.1", "down", "out"),
        ("I.2.2", "up", "out"),
        ("I.2.2.1", "down", "out"),
        ("I.2.2.2", "up", "out"),
        ("I.3", "up", "into"),
        ("II", "up", "into"),
        ("II.1", "down"),
        ("II.2", "up"),
        ("+",),
        ("T.1",),
        ("−",),
        ("Tr.1",),
    ]


def test_each_button_moves_its_row_and_the_page_goes_on_there(head, table):
    late = trees.criterion(table, "I.3")
    inner = trees.group(table, "I.2")
    head.post(reverse("blocs:criterion_into", args=[late.pk]))
    answer = head.post(reverse("blocs:criterion_out", args=[late.pk]))
    assert answer.url == f"{table.get_absolute_url()}#tc-{late.pk}"

    head.post(reverse("blocs:group_up", args=[inner.pk]))
    answer = head.post(reverse("blocs:group_out", args=[inner.pk]))
    assert answer.url == f"{table.get_absolute_url()}#nhom-{inner.pk}"
    head.post(reverse("blocs:group_into", args=[inner.pk]))
    assert trees.said(table)[:4] == ["I Nhiệm vụ", "I.1 Kế hoạch năm", "I.2 Việc đột xuất", "I.3 Tham mưu"]


def test_a_group_is_added_inside_a_group(head, table):
    group = trees.group(table, "II")
    url = reverse("blocs:subgroup_new", args=[group.pk])

    assert head.get(url).status_code == 200
    head.post(url, {"name": "Đoàn thể", "max_points": "5"})
    assert trees.group(table, "II.3").parent == group


def test_a_refused_group_keeps_what_was_typed(head, table):
    group = trees.group(table, "II")
    for _ in range(4):
        group = trees.criteria.add_group(table, parent=group, name="Sâu", max_points=Decimal(1), by=None)
    answer = head.post(reverse("blocs:subgroup_new", args=[group.pk]), {"name": "Sâu nữa", "max_points": "1"})

    assert answer.context["form"].non_field_errors() == [
        "Bảng có nhiều nhất 6 cấp, kể cả tiêu chí. Hãy đặt dòng này ở cấp trên."
    ]
    assert answer.context["form"]["name"].value() == "Sâu nữa"


def test_removing_a_group_says_what_goes_with_it(head, table):
    page = head.get(reverse("blocs:group_remove", args=[trees.group(table, "I").pk]))

    assert (page.context["inside"], page.context["count"]) == (2, 5)


KINDS = {
    "points": ({}, Rule("points", Decimal(6))),
    "ratio": (
        {"kind": "ratio", "unit": "đề án", "target": "1.200,5", "ceiling": "7"},
        Rule("ratio", Decimal(6), unit="đề án", target=Decimal("1200.5"), ceiling=Decimal(7)),
    ),
    "steps": (
        {"kind": "ratio", "percent_1": "100", "brings_1": "6", "percent_2": "92,5", "brings_2": "4"},
        Rule(
            "ratio",
            Decimal(6),
            steps=((Decimal(100), Decimal(6)), (Decimal("92.5"), Decimal(4))),
        ),
    ),
    "levels": (
        {"kind": "levels", "label_1": "Tốt", "worth_1": "6", "label_3": "Khá", "worth_3": "4,5"},
        Rule("levels", Decimal(6), levels=(("Tốt", Decimal(6)), ("Khá", Decimal("4.5")))),
    ),
    "units": (
        {"kind": "units", "unit": "sáng kiến", "per_unit": "2"},
        Rule("units", Decimal(6), unit="sáng kiến", per_unit=Decimal(2)),
    ),
}


@pytest.mark.parametrize(("typed", "rule"), KINDS.values(), ids=KINDS)
def test_a_criterion_of_each_kind_is_typed_and_shown_again(head, table, typed, rule):
    head.post(reverse("blocs:criterion_new", args=[trees.group(table, "II").pk]), TYPED | typed)
    added = trees.criterion(table, "II.3")
    assert kinds.rule_of(added) == rule

    form = head.get(reverse("blocs:criterion_edit", args=[added.pk])).context["form"]
    shown = {field.html_name: field.value() for field in form if field.value() not in (None, "")}
    assert set(shown) == set(TYPED) | {"kind"} | set(typed) - {"label_3", "worth_3"} | (
        {"label_2", "worth_2"} if "label_3" in typed else set()
    )


def test_what_was_typed_for_another_kind_is_not_taken(head, table):
    left = {"target": "năm", "label_1": "Tốt", "kind": "units", "unit": "giải", "per_unit": "2"}
    head.post(reverse("blocs:criterion_new", args=[trees.group(table, "II").pk]), TYPED | left)

    assert kinds.rule_of(trees.criterion(table, "II.3")) == Rule(
        "units", Decimal(6), unit="giải", per_unit=Decimal(2)
    )


WRONG = {
    "half a level": (
        {"kind": "levels", "label_1": "Tốt", "worth_1": "6", "label_2": "Khá"},
        {"worth_2": ["Hãy điền cả hai ô của dòng này, hoặc để trống cả hai."]},
    ),
    "levels that rise": (
        {"kind": "levels", "label_1": "Khá", "worth_1": "4", "label_2": "Tốt", "worth_2": "6"},
        {"__all__": ["Điểm phải giảm dần từ mức cao nhất xuống; xem lại mức thứ 2."]},
    ),
    "units of nothing": (
        {"kind": "units", "per_unit": "2"},
        {"unit": ["Hãy ghi tính cho mỗi đơn vị nào, ví dụ sáng kiến."]},
    ),
    "a ceiling below": (
        {"kind": "ratio", "ceiling": "5"},
        {"ceiling": ["Điểm cao nhất khi vượt chỉ tiêu không được dưới điểm tối đa."]},
    ),
    "a kind there is not": (
        {"kind": "magic"},
        {"kind": ["Hãy chọn một giá trị hợp lệ. magic không phải là một trong các giá trị khả dụng."]},
    ),
}


@pytest.mark.parametrize(("typed", "said"), WRONG.values(), ids=WRONG)
def test_what_cannot_stand_is_said_at_its_field_and_nothing_is_written(head, table, typed, said):
    url = reverse("blocs:criterion_new", args=[trees.group(table, "II").pk])
    form = head.post(url, TYPED | typed).context["form"]

    assert list(form.errors) == list(said)
    if "kind" not in said:
        assert form.errors == said
    assert Criterion.objects.filter(name="Sáng kiến").count() == 0


def test_the_page_says_how_points_come_about(head, table):
    page = head.get(table.get_absolute_url()).text

    assert "Mỗi sáng kiến 2 điểm, không quá 6 điểm." in page
    assert "Xuất sắc: 25 điểm; Tốt: 20 điểm; Không xếp loại: 0 điểm." in page


def test_a_published_table_offers_nothing_to_edit(head, table):
    criterion = trees.criterion(table, "I.2.1")
    publishing.publish(table, by=None)

    page = head.get(table.get_absolute_url())
    assert "data-row" not in page.text
    answer = head.post(reverse("blocs:criterion_into", args=[criterion.pk]))
    assert answer.status_code in (302, 409)
    assert trees.criterion(table, "I.2.1").pk == criterion.pk


def test_a_stranger_moves_nothing(client, table):
    client.force_login(world.person(world.agency("Ban Lạ"), "clerk", username="nguoi-la").user)
    for name in ("criterion_into", "criterion_out"):
        row = trees.criterion(table, "I.3")
        assert client.post(reverse(f"blocs:{name}", args=[row.pk])).status_code == 404
    for name in ("group_into", "group_out", "subgroup_new"):
        row = trees.group(table, "I.2")
        assert client.post(reverse(f"blocs:{name}", args=[row.pk])).status_code == 404


def test_the_page_asks_the_same_for_few_and_many_groups_in_groups(head, table):
    counts = []
    for number in range(3):
        parent = trees.group(table, "I.2.2")
        group = trees.criteria.add_group(
            table, parent=parent, name=f"Thêm {number}", max_points=Decimal(1), by=None
        )
        trees.add(group, "Việc", 1, kind="levels", levels=(("Có", Decimal(1)), ("Không", Decimal(0))))
        with CaptureQueriesContext(connection) as asked:
            head.get(table.get_absolute_url())
        counts.append(len(asked))

    assert counts[1:] == [counts[0]] * 2
    assert counts[0] <= 17
