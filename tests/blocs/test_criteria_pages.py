"""Criteria are written in the browser: what is typed becomes a row, what cannot stand is explained."""

from decimal import Decimal

import pytest
from django.urls import reverse

from blocs import publishing
from blocs.models import Criterion
from tests import world

pytestmark = pytest.mark.django_db


@pytest.fixture
def table(client):
    """The draft of a year; a clerk of the head agency is signed in."""
    season = world.season()
    client.force_login(world.head_of(season))
    return season.criteria


def add_group(client, table, points, kind="scored"):
    facts = {"kind": kind, "name": "Nhiệm vụ chính trị", "max_points": points}
    return client.post(reverse("blocs:group_new", args=[table.pk]), facts)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Hãy nhập số điểm, ví dụ 9,5."),
        ("0", "Nhập từ 0,01 đến 9.999 điểm."),
        ("-3", "Nhập từ 0,01 đến 9.999 điểm."),
        ("10000", "Nhập từ 0,01 đến 9.999 điểm."),
        ("9,555", "“9,555” có 3 chữ số sau dấu phẩy. Nhập nhiều nhất 2 chữ số sau dấu phẩy."),
        ("9" * 400, f"“{'9' * 39}…” quá lớn: nhập nhiều nhất 15 chữ số trước dấu phẩy."),
    ],
)
def test_points_that_cannot_stand_are_explained(client, table, typed, said):
    answer = add_group(client, table, typed)

    assert answer.context["form"].errors["max_points"] == [said]
    assert not table.groups.exists()


def test_a_group_and_a_criterion_are_typed_in(client, table):
    assert add_group(client, table, "12,5").url == table.get_absolute_url()
    group = table.groups.get()
    facts = {"name": "Hoàn thành chương trình công tác", "max_points": "12.5", "guidance": "Mỗi việc 1 điểm"}

    client.post(reverse("blocs:criterion_new", args=[group.pk]), facts)

    criterion = Criterion.objects.get()
    assert (criterion.code, criterion.max_points) == ("I.1", Decimal("12.50"))


def test_a_group_and_a_criterion_are_changed(client, table):
    world.fill(table, scored=(60,), bonus=0, penalty=0)
    group = table.groups.get()
    criterion = group.criteria.get()

    client.post(reverse("blocs:group_edit", args=[group.pk]), {"name": "Công tác Đảng", "max_points": "55"})
    client.post(reverse("blocs:criterion_edit", args=[criterion.pk]), {"name": "Chi bộ", "max_points": "55"})

    group.refresh_from_db()
    criterion.refresh_from_db()
    assert (group.name, group.max_points) == ("Công tác Đảng", 55)
    assert (criterion.name, criterion.max_points, criterion.evidence_required) == ("Chi bộ", 55, False)


def test_the_cap_is_set_and_taken_away(client, table):
    url = reverse("blocs:criteria_cap", args=[table.pk])

    client.post(url, {"total_cap": "1.000,5"})
    table.refresh_from_db()
    assert table.total_cap == Decimal("1000.50")

    client.post(url, {"total_cap": ""})
    table.refresh_from_db()
    assert table.total_cap is None


def test_publishing_is_confirmed_on_a_page_that_says_it_is_for_good(client, table):
    world.fill(table)
    url = reverse("blocs:criteria_publish", args=[table.pk])

    assert "Công bố rồi thì không ai sửa được bảng nữa" in client.get(url).text
    table.refresh_from_db()
    assert table.is_draft

    assert client.post(url).url == table.season.get_absolute_url()
    table.refresh_from_db()
    assert not table.is_draft


def test_what_keeps_a_table_from_being_published_is_said_before_and_after_the_click(client, table):
    url = reverse("blocs:criteria_publish", args=[table.pk])

    assert "Chưa công bố được: bảng chưa có nhóm chấm điểm nào." in client.get(url).text
    answer = client.post(url, headers={"referer": f"http://testserver{url}"}, follow=True)
    assert [str(message) for message in answer.context["messages"]] == [
        "Chưa công bố được bảng tiêu chí: bảng chưa có nhóm chấm điểm nào."
    ]


def test_a_guidance_as_long_as_a_book_is_refused(client, table):
    group = world.fill(table, scored=(10,), bonus=0, penalty=0).groups.get()
    facts = {"name": "Tiêu chí", "max_points": "1", "guidance": "a" * 10_000}

    answer = client.post(reverse("blocs:criterion_new", args=[group.pk]), facts)

    assert answer.context["form"].errors == {
        "guidance": ["Hãy viết ngắn lại: nhiều nhất 4000 ký tự, hiện có 10000."]
    }


def test_what_was_typed_while_a_colleague_published_is_answered_in_words_and_not_lost(client, table):
    group = world.fill(table).groups.first()
    publishing.publish(table, by=None)
    facts = {"name": "Tiêu chí gõ dở", "max_points": "1"}

    form = client.post(reverse("blocs:criterion_new", args=[group.pk]), facts).context["form"]

    assert form.non_field_errors() == ["Bảng tiêu chí đã công bố nên không sửa được nữa."]
    assert form["name"].value() == "Tiêu chí gõ dở"


def test_a_second_click_on_publish_says_that_it_is_done(client, table):
    publishing.publish(world.fill(table), by=None)
    url = reverse("blocs:criteria_publish", args=[table.pk])

    assert client.get(url).url == table.get_absolute_url()
    answer = client.post(url, headers={"referer": f"http://testserver{url}"}, follow=True)

    assert [str(message) for message in answer.context["messages"]] == [
        "Bảng tiêu chí đã công bố nên không sửa được nữa."
    ]
