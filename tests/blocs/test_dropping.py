"""Rows of a draft dropped where they were dragged to."""

from decimal import Decimal

import pytest
from django.urls import reverse

from blocs import criteria, dropping, publishing
from blocs.models import CriteriaGroup, Criterion, TieStep
from core import records
from core.models import Entry
from core.rules import RuleError
from members.models import Post
from tests import world

pytestmark = pytest.mark.django_db


def add(group, name, points=5):
    return criteria.add_criterion(
        group, name=name, guidance="", max_points=Decimal(points), evidence_required=False, by=None
    )


@pytest.fixture
def table():
    """I Việc (I.1 Một, I.2 Nhóm con (I.2.1 Hai), I.3 Ba), II Xây dựng (II.1 Bốn), bonus and penalty."""
    draft = world.season().criteria
    work = criteria.add_group(draft, name="Việc", max_points=Decimal(60), by=None)
    add(work, "Một")
    inner = criteria.add_group(draft, parent=work, name="Nhóm con", max_points=Decimal(10), by=None)
    add(inner, "Hai")
    add(work, "Ba")
    add(criteria.add_group(draft, name="Xây dựng", max_points=Decimal(40), by=None), "Bốn")
    for kind, name in (("bonus", "Thưởng"), ("penalty", "Trừ")):
        add(criteria.add_group(draft, kind=kind, name=name, max_points=Decimal(5), by=None), f"{name} một")
    return draft


def said(table):
    """Code and name of every row in the order of the page, without bonus and penalty."""
    rows = [*CriteriaGroup.objects.filter(table=table), *Criterion.objects.filter(group__table=table)]
    return [f"{row.code} {row.name}" for row in sorted(rows, key=lambda row: row.path) if row.path < "98"]


def row(table, name):
    found = CriteriaGroup.objects.filter(table=table, name=name).first()
    return found or Criterion.objects.get(group__table=table, name=name)


def drop(table, name, where, on):
    dropping.drop(row(table, name), on=row(table, on), where=where, by=None)


def test_a_criterion_comes_before_or_after_another(table):
    drop(table, "Ba", "before", "Một")
    assert said(table)[:3] == ["I Việc", "I.1 Ba", "I.2 Một"]

    drop(table, "Ba", "after", "Hai")
    assert said(table)[:5] == ["I Việc", "I.1 Một", "I.2 Nhóm con", "I.2.1 Hai", "I.2.2 Ba"]


def test_a_criterion_comes_first_inside_another_group(table):
    drop(table, "Một", "inside", "Xây dựng")

    assert said(table)[-3:] == ["II Xây dựng", "II.1 Một", "II.2 Bốn"]


def test_a_group_takes_along_what_stands_in_it(table):
    drop(table, "Nhóm con", "inside", "Xây dựng")

    assert said(table) == [
        "I Việc",
        "I.1 Một",
        "I.2 Ba",
        "II Xây dựng",
        "II.1 Nhóm con",
        "II.1.1 Hai",
        "II.2 Bốn",
    ]


def test_a_group_comes_to_the_top_and_a_top_group_into_another(table):
    drop(table, "Nhóm con", "before", "Xây dựng")
    assert [line for line in said(table) if "." not in line] == ["I Việc", "II Nhóm con", "III Xây dựng"]

    drop(table, "Xây dựng", "inside", "Việc")
    assert said(table)[1:3] == ["I.1 Xây dựng", "I.1.1 Bốn"]


def test_the_scored_groups_end_before_the_bonus(table):
    drop(table, "Việc", "before", "Thưởng")

    assert [line for line in said(table) if "." not in line] == ["I Xây dựng", "II Việc"]


def test_a_group_that_leaves_the_top_is_no_step_of_the_ladder_any_more(table):
    records.keep(
        TieStep(table=table, group=row(table, "Xây dựng"), kind="group", position=1), by=None, act="x"
    )
    drop(table, "Xây dựng", "inside", "Việc")

    assert not TieStep.objects.filter(table=table).exists()


WRONG = {
    "in itself": (
        "Việc",
        "inside",
        "Nhóm con",
        "Một nhóm không nằm trong chính nó được. Hãy thả sang nhóm khác.",
    ),
    "beside a row of its own": (
        "Việc",
        "after",
        "Một",
        "Một nhóm không nằm trong chính nó được. Hãy thả sang nhóm khác.",
    ),
    "in a criterion": ("Ba", "inside", "Một", "Tiêu chí không chứa dòng khác. Hãy thả vào một nhóm."),
    "a criterion at the top": (
        "Ba",
        "before",
        "Việc",
        "Tiêu chí phải nằm trong một nhóm. Hãy thả vào trong nhóm.",
    ),
    "the bonus elsewhere": (
        "Thưởng",
        "before",
        "Việc",
        "Nhóm điểm thưởng và nhóm điểm trừ luôn đứng cuối bảng.",
    ),
    "a scored row in the bonus": (
        "Ba",
        "inside",
        "Thưởng",
        "Dòng chấm điểm, thưởng và trừ không đổi chỗ cho nhau. Hãy bỏ dòng rồi thêm ở nhóm kia.",
    ),
}


@pytest.mark.parametrize(("name", "where", "on", "told"), WRONG.values(), ids=WRONG)
def test_where_a_row_may_not_stand_is_told_and_nothing_moves(table, name, where, on, told):
    before = said(table)
    with pytest.raises(RuleError) as refusal:
        drop(table, name, where, on)

    assert (str(refusal.value), said(table)) == (told, before)


def test_a_row_of_another_table_and_a_published_one_are_refused(table):
    other = world.fill(world.season(world.bloc(["D1", "D2"], name="Khối khác")).criteria)
    with pytest.raises(RuleError) as refusal:
        dropping.drop(row(table, "Ba"), on=row(other, "Tiêu chí 60"), where="after", by=None)
    assert str(refusal.value) == "Hai dòng không cùng một bảng. Hãy tải lại trang."

    publishing.publish(other, by=None)
    with pytest.raises(RuleError) as refusal:
        drop(other, "Tiêu chí 60", "inside", "Nhóm 40 điểm")
    assert str(refusal.value) == "Bảng tiêu chí đã công bố nên không sửa được nữa."


def test_the_history_tells_the_former_place(table):
    drop(table, "Ba", "before", "Một")

    entry = Entry.objects.about(row(table, "Ba")).get(act="criteria.drop")
    assert (entry.before["position"], entry.after["position"]) == (3, 1)


def test_the_page_goes_on_at_the_row(client, table):
    client.force_login(world.head_of(table.season))
    moved, on = row(table, "Ba"), row(table, "Một")
    url = reverse("blocs:criterion_drop", args=[moved.pk])

    answer = client.post(url, {"on": f"tc-{on.pk}", "where": "before"})

    assert answer.url == f"{table.get_absolute_url()}#tc-{moved.pk}"
    assert said(table)[1] == "I.1 Ba"


@pytest.mark.parametrize("typed", [{}, {"on": "tc-x", "where": "after"}, {"on": "tc-999", "where": "after"}])
def test_what_no_page_sends_is_not_found(client, table, typed):
    client.force_login(world.head_of(table.season))

    assert client.post(reverse("blocs:criterion_drop", args=[row(table, "Ba").pk]), typed).status_code == 404


def test_only_who_edits_the_table_drops_rows(client, table):
    member = world.members(table.season.bloc)[2]
    client.force_login(world.person(member, Post.Kind.CLERK, username="tv").user)
    moved = row(table, "Nhóm con")

    assert client.post(reverse("blocs:group_drop", args=[moved.pk]), {}).status_code == 403
