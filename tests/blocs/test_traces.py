"""What an activity leaves behind: late days, who took part, photos; and what came of a movement."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from blocs import activities, phases, states, traces
from blocs.models import Movement, Participant, Photo
from core import clock
from core.rules import RuleError
from members.models import Post
from tests import world
from tests.blocs.pictures import upload

pytestmark = pytest.mark.django_db

JUNE, JULY = date(2023, 6, 1), date(2023, 7, 14)
HOSTILE = '=HYPERLINK("x")<script>alert(1)</script>'


@pytest.fixture
def season(client):
    """A year in planning; a clerk of the head agency is signed in."""
    season = world.season()
    client.force_login(world.head_of(season))
    return season


@pytest.fixture
def activity(season):
    return activities.plan(season, name="Về nguồn", starts_on=JUNE, by=None)


@pytest.fixture
def held(activity):
    with clock.at(JULY):
        return activities.hold(activity, starts_on=JUNE, by=None)


def at(name, thing):
    return reverse(f"blocs:{name}", args=[thing.pk])


def refusal_of(act, *args, **facts):
    with pytest.raises(RuleError) as refusal:
        act(*args, by=None, **facts)
    return str(refusal.value)


def close(season):
    for phase in states.KEYS[:-1]:
        phases.advance(season, frm=phase, by=None)


@pytest.mark.parametrize(
    ("days", "late"),
    [
        ({}, 0),
        ({"starts_on": JUNE}, 43),
        ({"starts_on": JUNE, "ends_on": date(2023, 6, 3)}, 41),
        ({"starts_on": JUNE, "due_on": JULY}, 0),
        ({"due_on": date(2023, 7, 13)}, 1),
    ],
)
def test_an_activity_in_plan_is_late_when_its_day_has_passed(season, days, late):
    activity = activities.plan(season, name="Về nguồn", **days, by=None)

    with clock.at(JULY):
        assert activity.days_late == late
        assert list(season.activities.late(JULY)) == ([activity] if late else [])


def test_what_was_held_or_cancelled_is_never_late(held):
    with clock.at(date(2023, 12, 1)):
        assert (held.days_late, held.season.activities.late(clock.today()).count()) == (0, 0)


def test_an_activity_is_not_due_before_its_days(season, activity):
    said = (
        "Hạn hoàn thành 31/05/2023 trước ngày tổ chức 01/06/2023. "
        "Hãy chọn hạn từ ngày đó trở đi, hoặc để trống."
    )
    early = date(2023, 5, 31)

    assert refusal_of(activities.plan, season, name="Hai", starts_on=JUNE, due_on=early) == said
    assert refusal_of(activities.change, activity, due_on=early) == said


def test_participants_are_counted_changed_and_taken_out(held):
    one, two, three = world.members(held.season.bloc)

    traces.count_participants(held, people={three.pk: 4, one.pk: 12, two.pk: None}, by=None)
    traces.count_participants(held, people={three.pk: None, one.pk: 15}, by=None)
    traces.count_participants(held, people={two.pk: 3}, by=None)

    assert [(row.name, row.people) for row in traces.participants_of(held)] == [
        ("Ban Một", 15),
        ("Ban Hai", 3),
    ]
    assert held.people == 18


def test_participants_are_members_and_come_to_what_was_held(season, activity):
    stranger = world.agency("Ngoài khối")

    assert refusal_of(traces.count_participants, activity, people={}) == (
        "Ghi các đơn vị tham gia khi hoạt động đã tổ chức. Hãy ghi “đã tổ chức” trước."
    )
    with clock.at(JULY):
        activities.hold(activity, starts_on=JUNE, by=None)
    assert refusal_of(traces.count_participants, activity, people={stranger.pk: 1}) == (
        "Chỉ ghi được các đơn vị thành viên của Khối trong năm này."
    )


def test_the_head_types_in_who_came(client, held):
    one, *_ = world.members(held.season.bloc)

    form = client.post(at("participants", held), {str(one.pk): "0"}).context["form"]
    assert form.errors == {str(one.pk): ["Nhập từ 1 đến 100.000 người."]}

    client.post(at("participants", held), {str(one.pk): "1.200"})
    assert Participant.objects.get().people == 1200
    assert "1.200" in client.get(held.get_absolute_url()).text


def test_a_photo_is_added_shown_named_and_taken_away(client, held):
    answer = client.post(at("photo_new", held), {"upload": upload("../ảnh 1.jpg"), "caption": HOSTILE})
    photo = Photo.objects.get()
    assert (answer.url, photo.name, photo.caption) == (held.get_absolute_url(), "ảnh 1.jpg", HOSTILE)
    assert "&lt;script&gt;" in client.get(held.get_absolute_url()).text

    shown = client.get(at("photo", photo))
    assert shown.headers["Content-Type"] == "image/jpeg"
    assert shown.headers["X-Content-Type-Options"] == "nosniff"
    assert b"".join(shown.streaming_content)[:3] == b"\xff\xd8\xff"

    client.post(at("photo_caption", photo), {"caption": "Lễ dâng hương"})
    photo.refresh_from_db()
    assert str(photo) == "Lễ dâng hương"
    client.post(at("photo_remove", photo))
    assert not Photo.objects.exists()
    assert refusal_of(traces.remove_photo, photo) == "Ảnh này đã được bỏ. Hãy tải lại trang."


def test_what_is_no_photo_is_refused_on_the_page(client, held):
    form = client.post(at("photo_new", held), {"upload": upload("a.jpg", b"<svg/>")}).context["form"]

    assert list(form.errors) == ["__all__"]
    assert not Photo.objects.exists()


def test_the_same_photo_twice_and_too_many_are_refused(held, monkeypatch):
    traces.add_photo(held, upload=upload(), by=None)
    with pytest.raises(ValidationError) as refusal:
        traces.add_photo(held, upload=upload("khác.jpg"), by=None)
    assert refusal.value.messages == ["Hoạt động này đã có ảnh đó."]

    monkeypatch.setattr(traces, "MOST_PHOTOS", 1)
    assert refusal_of(traces.add_photo, held, upload=upload(colour="blue")) == (
        "Mỗi hoạt động giữ nhiều nhất 1 ảnh. Hãy bỏ bớt ảnh cũ trước."
    )


def test_members_look_and_strangers_find_nothing(client, held):
    photo = traces.add_photo(held, upload=upload(), by=None)
    member = world.members(held.season.bloc)[2]
    client.force_login(world.person(member, Post.Kind.CLERK, username="don-vi").user)
    assert client.get(at("photo", photo)).status_code == 200
    assert [client.post(at(name, photo)).status_code for name in ("photo_caption", "photo_remove")] == [
        403,
        403,
    ]
    assert [client.post(at(name, held)).status_code for name in ("photo_new", "participants")] == [403, 403]

    stranger = world.agency("Ngoài khối")
    client.force_login(world.person(stranger, Post.Kind.CLERK, username="nguoi-la").user)
    assert client.get(at("photo", photo)).status_code == 404
    assert client.post(at("photo_remove", photo)).status_code == 404


def test_an_activity_asks_the_same_for_1_and_3_photos(client, held):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(held.get_absolute_url()).status_code == 200
        return len(captured)

    members = world.members(held.season.bloc)
    counts = []
    for number, member in enumerate(members):
        traces.add_photo(held, upload=upload(size=(64, 50 + number)), by=None)
        traces.count_participants(held, people={member.pk: 2}, by=None)
        counts.append(queries())

    assert counts[1] == counts[2]
    assert counts[2] <= 20


def test_a_movement_has_days_content_and_in_the_end_results(client, season):
    facts = {
        "name": "Thi đua yêu nước",
        "starts_on": "01/06/2023",
        "ends_on": "31/12/2023",
        "content": HOSTILE,
    }
    client.post(at("movement_new", season), facts)
    movement = Movement.objects.get()
    assert (movement.starts_on, movement.ends_on) == (JUNE, date(2023, 12, 31))

    with clock.at(date(2023, 5, 1)):
        assert refusal_of(activities.report_movement, movement, results="Xong") == (
            "Phong trào bắt đầu ngày 01/06/2023. Ghi kết quả khi phong trào đã diễn ra."
        )
    with clock.at(JULY):
        client.post(at("movement_report", movement), {"results": "12 đề tài được nghiệm thu"})
    assert "12 đề tài được nghiệm thu" in client.get(at("activities", season)).text

    wrong = facts | {"ends_on": "01/05/2023"}
    form = client.post(at("movement_change", movement), wrong).context["form"]
    assert form.errors == {"__all__": ["Ngày kết thúc phong trào không được trước ngày bắt đầu."]}


def test_a_closed_year_takes_nothing_more(season, held):
    photo = traces.add_photo(held, upload=upload(), by=None)
    movement = activities.add_movement(season, name="Một", by=None)
    close(season)

    said = {
        refusal_of(traces.add_photo, held, upload=upload(colour="blue")),
        refusal_of(traces.caption_photo, photo, caption="Muộn"),
        refusal_of(traces.remove_photo, photo),
        refusal_of(traces.count_participants, held, people={}),
        refusal_of(activities.report_movement, movement, results="Muộn"),
    }
    assert said == {"Năm thi đua 2023 đã khép lại; hoạt động và phong trào chỉ còn xem được."}
