"""The desk at the door: badges scanned, names looked for, units at once; what a badge tells whom."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from conferences.attending import attendance, badges, reception, substitutions
from conferences.models import Attendance, Badge, Conference
from conferences.running import meetings
from core import clock
from core.models import Entry, User
from core.rules import RuleError
from tests import kept, world
from tests.awards import scene as honours

from . import scene

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@kept.once
def gathering():
    """A planned conference with badges drawn; a foreign one of the same year with a badge, too."""
    season = world.season()
    conference, other = scene.planned(season, "thematic"), scene.planned(season, "midyear")
    scene.person(conference, scene.HEAD, "Vũ Trọng Lâm", role="chair", came=False)
    scene.person(conference, scene.HEAD, "Lê Quang Vinh", role="secretary", came=False)
    scene.person(conference, scene.MEMBER, "Trần Thị Mai", came=False)
    scene.guest(conference, came=False)
    scene.person(other, scene.MEMBER, "Người Nơi Khác", came=False)
    for row in (conference, other):
        badges.start(row, address="https://thidua.example.vn/badge/", by=None)
    for place in (scene.HEAD, scene.MEMBER):
        scene.user_of(season, place)
    return conference


@pytest.fixture
def conference():
    return gathering()


@pytest.fixture
def head(client, conference):
    client.force_login(User.objects.get(username="clerk-1"))
    return client


def url(name, row):
    return reverse(f"conferences:{name}", args=[row.pk])


def person(name):
    return Badge.objects.get(delegate__full_name=name).delegate


def code(name):
    return badges.code_of(person(name))


def scanned(head, conference, text):
    """What the desk answers to a scan: (level, sentence)."""
    answer = head.post(url("desk_scan", conference), {"code": text}, headers=HTMX)
    return answer.context["level"], answer.context["sentence"]


def came(conference):
    rows = Attendance.objects.filter(delegate__conference=conference).order_by("delegate")
    return list(rows.values_list("delegate__full_name", flat=True))


# codes


def test_only_the_hash_of_a_code_is_kept_and_each_is_its_own(conference):
    codes = [badges.code_of(row.delegate) for row in Badge.objects.all()]

    assert len(set(codes)) == 5
    assert all(re.fullmatch(r"\d{20}", each) for each in codes)
    kept_rows = str(list(Badge.objects.values())) + str(list(Entry.objects.values_list("before", "after")))
    assert not any(each in kept_rows for each in codes)
    assert not any(row.token_hash in str(list(Entry.objects.values("after"))) for row in Badge.objects.all())


def test_an_address_groups_and_what_a_vietnamese_keyboard_garbles_are_read(conference):
    bare = code("Trần Thị Mai")
    for text in (
        bare,
        badges.grouped(bare),
        f"http://10.0.0.5:8000/badge/{bare}/",
        f"https://thiđua.ẽample/badge/{bare}/",
    ):
        assert badges.find(text).full_name == "Trần Thị Mai"
    for text in ("", "123", bare[:-1], "9" * 20):
        with pytest.raises(RuleError, match="không có trong danh sách thẻ"):
            badges.find(text)


def test_another_key_of_the_server_gives_new_codes_and_printed_ones_still_count(conference, settings):
    before = code("Trần Thị Mai")
    settings.SECRET_KEY = "another-key-of-the-server-after-it-was-moved"
    assert code("Trần Thị Mai") != before
    assert badges.find(before).full_name == "Trần Thị Mai"

    with clock.at(date(2040, 1, 1)):  # no second click
        badges.start(conference, address="", by=None)
    assert badges.find(code("Trần Thị Mai")).full_name == "Trần Thị Mai"


# the desk


def test_a_badge_is_scanned_once_and_twice(head, conference):
    level, sentence = scanned(head, conference, f"https://thidua.example.vn/badge/{code('Trần Thị Mai')}/")
    assert (level, sentence) == ("success", "Đã điểm danh: Trần Thị Mai, Phó Trưởng ban, Ban Ba.")
    first = Attendance.objects.get()

    level, sentence = scanned(head, conference, code("Trần Thị Mai"))
    assert level == "warning"
    assert re.fullmatch(r"Trần Thị Mai, Phó Trưởng ban, Ban Ba đã điểm danh lúc \d\d:\d\d\.", sentence)
    assert Attendance.objects.get() == first


def test_what_a_scan_is_refused_with(head, conference):
    substitutions.name(person("Trần Thị Mai"), full_name="Đỗ Hà", reason="ốm", by=None)
    refused = {
        "abc": badges.UNKNOWN,
        code("Người Nơi Khác"): reception.STRANGE,
        code("Trần Thị Mai"): (
            "Trần Thị Mai đã ủy quyền cho Đỗ Hà dự họp. Hãy làm việc này với Đỗ Hà, hoặc hủy ủy quyền trước."
        ),
    }
    for text, sentence in refused.items():
        assert scanned(head, conference, text) == ("error", sentence)
    assert came(conference) == []


def test_a_closed_conference_takes_nobody(head, conference):
    early = code("Lê Quang Vinh")
    for name in ("Vũ Trọng Lâm", "Trần Thị Mai"):
        attendance.check_in(person(name), by=None)
    meetings.conclude(meetings.open(conference, by=None), conclusion="Xong.", by=None)
    meetings.close(Conference.objects.get(pk=conference.pk), by=None)

    ended = ("error", "Hội nghị đã bế mạc, biên bản đã lập; chỉ còn xem được.")
    assert scanned(head, conference, early) == ended
    assert scanned(head, conference, code("Trần Thị Mai")) == ended
    assert "data-scan" not in head.get(url("desk", conference)).text
    assert ended[1] in head.get(reverse("conferences:badge", args=[early])).text


def test_a_name_is_found_without_accents_and_a_unit_comes_at_once(head, conference):
    page = head.get(url("desk", conference), {"q": "tran thi"}, headers=HTMX)
    assert [row.full_name for unit in page.context["units"] for row in unit.delegates] == ["Trần Thị Mai"]
    assert page.context["guests"] == []
    page = head.get(url("desk", conference), {"q": "ban mot"}, headers=HTMX)
    assert [len(unit.delegates) for unit in page.context["units"]] == [2]
    assert "Không thấy ai" in head.get(url("desk", conference), {"q": "zzz"}).text

    agency = honours.member(conference.season, scene.HEAD).pk
    answer = head.post(url("desk_unit", conference), {"agency": agency}, headers=HTMX)
    assert answer.context["sentence"] == "Đã điểm danh 2 đại biểu của đơn vị."
    assert answer.context["quorum"].words == (
        "Có mặt 1/3 đơn vị, chưa đủ điều kiện tiến hành (cần 2, còn thiếu 1)"
    )
    again = head.post(url("desk_unit", conference), {"agency": agency}, headers=HTMX)
    assert again.context["sentence"] == "Cả đơn vị đã điểm danh từ trước."
    head.post(url("desk_unit", conference), {"agency": "x"})
    assert came(conference) == ["Vũ Trọng Lâm", "Lê Quang Vinh"]


def test_without_a_script_the_desk_comes_back_with_a_message(head, conference):
    mai = person("Trần Thị Mai")
    answer = head.post(url("desk_arrive", mai), {"q": "mai"}, follow=True)
    assert [str(told) for told in answer.context["messages"]] == [
        "Đã điểm danh: Trần Thị Mai, Phó Trưởng ban, Ban Ba."
    ]
    assert answer.context["words"] == "mai"
    head.post(url("desk_undo", mai), follow=True)
    assert came(conference) == []


# what a badge tells on a telephone


def test_a_badge_tells_nothing_to_anybody_but_the_reception(client, conference):
    pages = set()
    for user in (None, User.objects.get(username="clerk-3")):
        if user:
            client.force_login(user)
        for each in (code("Trần Thị Mai"), "1" * 20, "x"):
            for answer in (
                client.get(reverse("conferences:badge", args=[each])),
                client.post(reverse("conferences:badge", args=[each])),
            ):
                assert answer.context["step"] == "stranger"
                assert "Trần" not in answer.text
                pages.add((user, answer.status_code))
    assert {status for _, status in pages} == {200}
    assert came(conference) == []


def test_the_reception_confirms_with_one_tap(head, conference):
    address = reverse("conferences:badge", args=[code("Trần Thị Mai")])
    page = head.get(address)
    assert (page.context["step"], page.context["place"]) == ("ask", "Ban Ba")
    assert came(conference) == []

    assert head.post(address).context["arrival"].words.startswith("Đã điểm danh: Trần Thị Mai")
    assert "đã điểm danh lúc" in head.post(address).text
    assert "Đã điểm danh lúc" in head.get(address).text
    assert badges.UNKNOWN in head.get(reverse("conferences:badge", args=["2" * 20])).text
    other = head.post(reverse("conferences:badge", args=[code("Người Nơi Khác")]))
    assert other.context["arrival"].delegate.full_name == "Người Nơi Khác"  # of the conference it belongs to


# a hundred people in five minutes


def test_the_desk_asks_the_same_for_few_and_many(head, conference):
    def asked(call):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            call()
        return len(queries)

    mai, text = person("Trần Thị Mai"), code("Trần Thị Mai")
    few = asked(lambda: head.get(url("desk", conference)))
    act = asked(lambda: reception.scan(conference, text, by=None))
    again = asked(lambda: reception.scan(conference, text, by=None))
    attendance.undo(mai, by=None)
    one = asked(lambda: head.post(url("desk_scan", conference), {"code": text}, headers=HTMX))
    for number in range(20):
        scene.person(conference, scene.MEMBER, f"Người {number}", came=False)
    attendance.undo(mai, by=None)

    assert asked(lambda: head.get(url("desk", conference))) == few
    assert asked(lambda: head.post(url("desk_scan", conference), {"code": text}, headers=HTMX)) == one
    assert (act, again, one, few) == (16, 4, 28, 12)
