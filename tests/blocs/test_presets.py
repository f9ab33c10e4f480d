"""Ready tables: each can be published as it stands, is offered to an empty draft, taken with one click."""

from decimal import Decimal

import pytest
from django.urls import reverse

from blocs import outline, presets, publishing
from blocs.models import CriteriaTable
from core.models import Entry
from core.rules import RuleError
from tests import world

pytestmark = pytest.mark.django_db

KEYS = [preset.key for preset in presets.every()]


@pytest.fixture
def table():
    return world.season().criteria


def whole(table):
    return CriteriaTable.objects.whole().get(pk=table.pk)


def signed_in(client, table):
    client.force_login(world.head_of(table.season))
    return client


def maxima(key):
    return [(part.kind, part.max_points) for part in presets.find(key).outline.parts]


def test_the_three_tables_have_the_points_they_are_named_for():
    assert maxima("three-contents") == [("scored", 550), ("scored", 200), ("scored", 200), ("bonus", 50)]
    assert presets.find("hundred").outline.maximum == Decimal(100)
    assert presets.find("thousand").outline.maximum == Decimal(1000)


@pytest.mark.parametrize("key", KEYS)
def test_a_ready_table_is_written_as_it_is_and_can_be_published(table, key):
    presets.install(table, key, by=None)

    assert outline.of(whole(table)) == presets.find(key).outline
    assert publishing.publish(table, by=None).state == "published"


@pytest.mark.parametrize("key", KEYS)
def test_a_ready_table_says_where_it_comes_from(key):
    assert "Điều 7 Nghị định 152/2025/NĐ-CP" in presets.find(key).source


def test_a_second_click_is_refused_and_changes_nothing(table):
    presets.install(table, "hundred", by=None)

    with pytest.raises(RuleError) as refused:
        presets.install(table, "thousand", by=None)

    assert str(refused.value) == "Bảng đã có nhóm tiêu chí. Chỉ lấy được mẫu vào bảng còn trống."
    assert outline.of(whole(table)) == presets.find("hundred").outline


def test_an_unknown_table_is_refused_in_words(table):
    with pytest.raises(RuleError) as refused:
        presets.install(table, "../central", by=None)

    assert str(refused.value) == "Không có bảng mẫu này. Hãy chọn lại trong danh sách."


def test_the_history_tells_which_table_was_taken(table):
    presets.install(table, "hundred", by=None)

    entry = Entry.objects.about(table).get(act="criteria.preset")
    assert (entry.after, entry.reason) == ({"groups": 5, "criteria": 12}, "Bảng 100 điểm")


def test_an_empty_draft_offers_the_ready_tables(client, table):
    page = signed_in(client, table).get(table.get_absolute_url()).text

    assert reverse("blocs:presets", args=[table.pk]) in page


def test_the_page_shows_one_table_whole_and_takes_it_with_one_click(client, table):
    page = signed_in(client, table).get(reverse("blocs:presets", args=[table.pk]), {"preset": "thousand"})

    assert page.context["chosen"].key == "thousand"
    assert page.text.count('class="kt-id"') == presets.find("thousand").outline.count
    answer = client.post(reverse("blocs:preset_install", args=[table.pk, "thousand"]))
    assert answer.url == table.get_absolute_url()
    assert outline.of(whole(table)) == presets.find("thousand").outline


def test_a_table_that_holds_something_offers_none(client, table):
    world.fill(table)

    assert signed_in(client, table).get(reverse("blocs:presets", args=[table.pk])).url == (
        table.get_absolute_url()
    )


def test_a_member_who_does_not_lead_may_not_take_one(client, table):
    other = world.person(world.members(table.season.bloc)[2], "clerk", username="thanh-vien").user
    client.force_login(other)

    assert client.get(reverse("blocs:presets", args=[table.pk])).status_code == 403
    assert client.post(reverse("blocs:preset_install", args=[table.pk, "hundred"])).status_code == 403
    assert not table.groups.exists()
