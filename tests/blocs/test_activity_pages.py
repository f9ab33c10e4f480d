"""The pages of what a bloc does together: the head writes, everybody of the bloc reads."""

import io
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from blocs import activities
from blocs.models import Activity, Movement
from core import clock
from members.models import Post
from tests import world

pytestmark = pytest.mark.django_db

JULY = date(2023, 7, 14)


@pytest.fixture
def season(client):
    """A year in planning; a clerk of the head agency is signed in."""
    season = world.season()
    client.force_login(world.head_of(season))
    return season


@pytest.fixture
def activity(season):
    return activities.plan(season, name="Về nguồn tại Tuyên Quang", starts_on=JULY, by=None)


def at(name, thing):
    return reverse(f"blocs:{name}", args=[thing.pk])


def rows_of(answer):
    return list(load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True))


def test_the_head_plans_changes_and_holds_an_activity(client, season):
    host = world.members(season.bloc)[2]
    facts = {"name": "Sơ kết", "kind": "exchange", "host": host.pk, "starts_on": "14/07/2023"}

    answer = client.post(at("activity_new", season), facts)
    made = Activity.objects.get()
    assert (answer.url, made.host, made.starts_on) == (made.get_absolute_url(), host, JULY)

    client.post(at("activity_change", made), facts | {"place": "Học viện"})
    with clock.at(JULY):
        client.post(at("activity_hold", made), {"starts_on": "14/07/2023"})
    made.refresh_from_db()
    assert (made.place, made.state) == ("Học viện", "held")


def test_a_second_click_plans_no_second_activity_and_gives_no_second_gift(client, season, activity):
    planned = {"name": "Hội thao", "kind": "culture", "starts_on": "14/07/2023", "note": "Sân 1"}
    given = {"item": "Áo ấm", "quantity": "20", "unit_value_vnd": "150000"}

    answers = [
        [client.post(page, facts).url for _ in range(2)]
        for page, facts in ((at("activity_new", season), planned), (at("gift_new", activity), given))
    ]

    made = Activity.objects.get(name="Hội thao")
    assert answers == [[made.get_absolute_url()] * 2, [activity.get_absolute_url()] * 2]
    assert activity.gifts.count() == 1


def test_hosts_are_offered_with_the_members_first(client, season):
    world.agency("Ban Ai đó ngoài Khối", code="AD")

    form = client.get(at("activity_new", season)).context["form"]

    assert [str(label) for _, label in form.fields["host"].choices][:4] == [
        "Chưa phân công",
        "Ban Ba",
        "Ban Hai",
        "Ban Một",
    ]


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"name": ""}, "name", "Hãy điền mục này."),
        (
            {"starts_on": "31/02/2023"},
            "starts_on",
            "Ngày 31/02/2023 không có trong lịch. Nhập theo dạng dd/mm/yyyy, ví dụ 05/03/2026.",
        ),
        ({"host": "99999999999999999999"}, "host", None),
        ({"kind": "emperor"}, "kind", None),
        (
            {"starts_on": "14/07/2023", "ends_on": "13/07/2023"},
            "__all__",
            "Ngày kết thúc không được trước ngày bắt đầu. "
            "Hoạt động trong một ngày thì để trống ngày kết thúc.",
        ),
    ],
)
def test_what_cannot_stand_is_explained(client, season, typed, field, said):
    form = client.post(at("activity_new", season), {"name": "Sơ kết"} | typed).context["form"]

    assert list(form.errors) == [field]
    assert said is None or form.errors[field] == [said]
    assert not Activity.objects.exists()


def test_a_day_to_come_is_not_held(client, activity):
    with clock.at(date(2023, 7, 1)):
        form = client.post(at("activity_hold", activity), {"starts_on": "14/07/2023"}).context["form"]

    assert form.errors == {"starts_on": ["Nhập ngày không muộn hơn 01/07/2023."]}


def test_an_activity_is_cancelled_with_its_reason_and_returns(client, activity):
    assert client.post(at("activity_cancel", activity), {"reason": ""}).context["form"].errors
    client.post(at("activity_cancel", activity), {"reason": "Mưa bão"})
    assert "Đã hủy. Mưa bão" in client.get(activity.get_absolute_url()).text

    client.post(at("activity_restore", activity))
    activity.refresh_from_db()
    assert activity.state == "planned"


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"quantity": "0"}, "quantity", "Nhập từ 1 đến 1.000.000."),
        ({"quantity": "1,5"}, "quantity", None),
        ({"unit_value_vnd": "0"}, "unit_value_vnd", "Nhập từ 1 đến 1.000.000.000.000 đồng."),
        ({"unit_value_vnd": "nhiều"}, "unit_value_vnd", None),
    ],
)
def test_a_gift_that_cannot_be_counted_is_explained(client, activity, typed, field, said):
    facts = {"item": "Suất học bổng", "quantity": "10"} | typed

    form = client.post(at("gift_new", activity), facts).context["form"]

    assert list(form.errors) == [field]
    assert said is None or form.errors[field] == [said]
    assert not activity.gifts.exists()


def test_gifts_are_typed_in_shown_with_their_total_and_taken_away(client, activity):
    url = at("gift_new", activity)
    first = {"item": "Phần quà", "quantity": "10", "unit_value_vnd": "1.000.000 đồng", "another": "1"}

    assert client.post(url, first).url == url
    client.post(url, {"item": "Sách", "quantity": "1.000"})
    page = client.get(activity.get_absolute_url()).text
    assert "10.000.000 đồng" in page
    assert 'chưa kể <span class="num">1</span> loại quà' in page

    client.post(at("gift_remove", activity.gifts.first()))
    assert [gift.item for gift in activity.gifts.all()] == ["Sách"]


def test_movements_are_kept_beside_the_activities(client, season):
    client.post(at("movement_new", season), {"name": "Văn hóa công sở", "launched_by": "Thủ tướng Chính phủ"})
    movement = Movement.objects.get()
    assert "Thủ tướng Chính phủ phát động" in client.get(at("activities", season)).text

    client.post(at("movement_change", movement), {"name": "Thi đua văn hóa công sở"})
    again = client.post(at("movement_new", season), {"name": "Thi đua văn hóa công sở"})
    assert again.context["form"].non_field_errors() == ["Năm này đã có phong trào mang tên đó."]
    (row,) = rows_of(client.get(at("movements", season)))[1:]
    assert row == (1, "Thi đua văn hóa công sở", *[None] * 6)

    client.post(at("movement_remove", movement))
    assert client.post(at("movement_remove", movement)).status_code == 404


def test_the_list_is_taken_away_as_excel(client, season, activity):
    activities.add_gift(activity, item="phần quà", quantity=10, unit_value_vnd=500_000, by=None)

    header, row = rows_of(client.get(at("activities", season), {"format": "xlsx"}))

    shown = dict(zip(header, row, strict=True))
    assert [shown[name] for name in ("Hoạt động", "Trạng thái", "Quà tặng", "Trị giá quà tặng (đồng)")] == [
        "Về nguồn tại Tuyên Quang",
        "Trong kế hoạch",
        "10 phần quà",
        5_000_000,
    ]


def test_members_read_and_change_nothing_and_strangers_find_nothing(client, season, activity):
    member = world.person(world.members(season.bloc)[2], Post.Kind.LEADER, username="ha").user
    stranger = world.person(world.agency("Ngoài khối"), Post.Kind.CLERK, username="xa").user
    url = activity.get_absolute_url()

    client.force_login(member)
    assert client.get(url).status_code == client.get(at("activities", season)).status_code == 200
    assert "Ghi đã tổ chức" not in client.get(url).text
    assert client.post(at("activity_cancel", activity), {"reason": "x"}).status_code == 403

    client.force_login(stranger)
    assert client.get(url).status_code == client.get(at("activities", season)).status_code == 404


def test_the_list_and_one_activity_ask_the_same_for_1_and_3(client, season, activity):
    def add(number):
        more = activities.plan(season, name=f"Thêm {number}", host=world.members(season.bloc)[1], by=None)
        for each in (more, activity):
            activities.add_gift(each, item=f"Quà {number}", quantity=1, by=None)
        activities.add_movement(season, name=f"Phong trào {number}", launched_by="", note="", by=None)

    add(1)
    pages = [at("activities", season), activity.get_absolute_url()]
    one = [queries_of(client, url) for url in pages]
    add(2)
    add(3)
    assert [queries_of(client, url) for url in pages] == one
    assert max(one) <= 14


def queries_of(client, url):
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)
