"""A correction in the browser: begun with a reason, told to all, given up; former versions stay there."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from blocs import corrections, criteria, publishing
from blocs.models import CriteriaRevision, CriteriaTable, Criterion
from tests import world

pytestmark = pytest.mark.django_db

REASON = "Sửa theo Hướng dẫn số 12"


@pytest.fixture
def table(client):
    """A published table; a clerk of the head agency is signed in."""
    season = world.season()
    client.force_login(world.head_of(season))
    return publishing.publish(world.fill(season.criteria), by=None)


def now(table):
    return CriteriaTable.objects.get(pk=table.pk)


def url(name, table, *more):
    return reverse(f"blocs:{name}", args=[table.pk, *more])


def said(answer):
    return [str(message) for message in answer.context["messages"]]


def renamed(table, name="Tên mới"):
    row = Criterion.objects.filter(group__table=table).order_by("path").first()
    return criteria.change_criterion(row, name=name, by=None)


def test_a_correction_is_begun_with_a_reason_and_the_page_can_be_edited_again(client, table):
    assert client.get(table.get_absolute_url()).context["edits"] is False
    refused = client.post(url("criteria_correct", table), {"reason": ""})
    assert list(refused.context["form"].errors) == ["reason"]

    answer = client.post(url("criteria_correct", table), {"reason": REASON}, follow=True)
    assert said(answer) == ["Bảng tiêu chí đã mở để sửa. Sửa xong, hãy xem ảnh hưởng rồi công bố."]
    assert (answer.context["edits"], answer.context["notice"].waits) == (True, True)
    assert client.get(url("criteria_correct", table)).url == table.get_absolute_url()


def test_the_page_leads_to_what_the_correction_changes(client, table):
    corrections.begin(table, reason=REASON, by=None)
    page = client.get(table.get_absolute_url())

    assert reverse("results:correction", args=[table.pk]) in page.content.decode()


def test_a_correction_is_given_up(client, table):
    corrections.begin(table, reason=REASON, by=None)
    renamed(table)
    client.post(url("criteria_abandon", table), {"reason": ""})

    assert now(table).state == "published"
    assert not Criterion.objects.filter(name="Tên mới").exists()
    assert client.get(url("criteria_abandon", table)).url == table.get_absolute_url()
    again = client.post(url("criteria_abandon", table), {"reason": ""})
    assert again.context["form"].non_field_errors() == [
        "Bảng tiêu chí không còn đang sửa: có người vừa công bố hoặc hủy bản sửa. Hãy tải lại trang."
    ]


def test_a_criterion_that_leaves_is_shown_and_can_stay(client, table):
    corrections.begin(table, reason=REASON, by=None)
    row = Criterion.objects.filter(group__table=table).order_by("path").first()
    client.post(reverse("blocs:criterion_remove", args=[row.pk]))
    page = client.get(table.get_absolute_url())
    assert [each.pk for each in page.context["leaving"]] == [row.pk]

    answer = client.post(url("criterion_stay", table, row.pk), follow=True)
    assert said(answer) == [f"Đã giữ lại tiêu chí “{row.name}”, đứng cuối nhóm."]
    assert list(answer.context["leaving"]) == []
    assert said(client.post(url("criterion_stay", table, row.pk), follow=True)) == []


def test_what_changed_is_read_side_by_side(client, table):
    corrections.begin(table, reason=REASON, by=None)
    renamed(table, "Tiêu chí 60 điểm")
    corrections.publish(table, by=None)
    page = client.get(url("criteria_changes", table))

    assert [pair.changes for _, pairs in page.context["sections"] for pair in pairs] == [("sửa tên",)]
    assert page.context["counts"]["same"] == 3
    assert page.context["notice"].sentence.endswith(f"Lý do: {REASON}.")


@pytest.mark.parametrize("version", ["1", "7", "x", "-1"])
def test_a_version_that_never_was_is_not_found(client, table, version):
    corrections.begin(table, reason=REASON, by=None)
    renamed(table)
    corrections.publish(table, by=None)
    found = client.get(url("criteria_changes", table), {"from": version})

    assert found.status_code == (200 if version in ("x", "-1") else 404)


def test_an_unchanged_table_says_so(client, table):
    page = client.get(url("criteria_changes", table))

    assert "Bảng tiêu chí chưa sửa lần nào" in page.content.decode()


def test_former_versions_keep_their_paper_reason_and_hash(client, table):
    former = table.sha256
    corrections.begin(table, reason=REASON, by=None)
    renamed(table)
    corrections.publish(table, by=None)
    kept = CriteriaRevision.objects.get()

    page = client.get(table.get_absolute_url())
    assert [(row.sha256, row.reason) for row in page.context["versions"]] == [(former, REASON)]
    asked = client.post(reverse("blocs:revision_request", args=[kept.pk, "pdf"]))
    assert asked.url == reverse("blocs:revision_progress", args=[kept.pk, "pdf"])
    assert kept.paper.renditions.count() == 1


def test_the_page_of_a_corrected_table_asks_the_database_no_more_for_more_versions(client, table):
    asked = []
    for number in (1, 2, 3):
        corrections.begin(table, reason=f"Lần {number}", by=None)
        renamed(table, f"Tên {number}")
        corrections.publish(table, by=None)
        with CaptureQueriesContext(connection) as found:
            client.get(table.get_absolute_url())
        asked.append(len(found))

    assert asked[1:] == asked[1:2] * 2


def test_nobody_else_corrects_the_table(client, table):
    member = world.members(table.season.bloc)[2]
    client.force_login(world.person(member, "clerk", username="can-bo-ba").user)

    for name in ("criteria_correct", "criteria_abandon"):
        assert client.post(url(name, table), {"reason": REASON}).status_code == 403
    assert client.post(url("criterion_stay", table, 1)).status_code == 403


def test_the_rule_of_votes_is_typed_on_the_page_of_standards(client):
    season = world.season(world.bloc(["C1", "C2"], name="Khối sau"))
    client.force_login(world.head_of(season, username="truong-khoi-sau"))
    table = world.fill(season.criteria)
    address = url("criteria_standards", table)
    typed = {"graded_by": "percent", "roll": "delegates", "base": "valid", "above": "from"}
    refused = client.post(address, typed)
    assert refused.context["form"].errors == {"percent": ["Hãy ghi tỷ lệ, ví dụ 50."]}
    client.post(address, typed | {"percent": "66,67"})

    rule = now(table).ballot
    assert (rule.roll, rule.base, rule.percent, rule.above) == (
        "delegates",
        "valid",
        Decimal("66.67"),
        False,
    )
    form = client.get(address).context["form"]
    assert (form["roll"].value(), form["above"].value()) == ("delegates", "from")
    assert (
        "Mỗi đại biểu một phiếu; thông qua khi được từ 2/3 trở lên tổng số phiếu hợp lệ."
        in client.get(table.get_absolute_url()).content.decode()
    )
