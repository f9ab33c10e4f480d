"""The pages of a rehearsal: begun by one click, marked, erased; the pages of the year do not know it."""

import re
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from conferences.attending import attendance
from conferences.models import Conference
from conferences.polling import polls
from conferences.rehearsing import rehearsals
from core.models import User
from tests import world

from . import polled, rehearsed, scene

pytestmark = pytest.mark.django_db
BAND = "<b>DIỄN TẬP</b>"
CHANGING = re.compile(
    r'csrfmiddlewaretoken" value="\w+"|nonce="[^"]+"|Cập nhật <span class="num">[\d:]+|DTSTAMP:\w+'
)


@pytest.fixture
def conference():
    return rehearsed.planned()


@pytest.fixture
def rehearsal(conference):
    return rehearsed.made(conference)


@pytest.fixture
def head(client, conference):
    """The head's clerk is signed in."""
    client.force_login(polled.opener())
    return client


def url(name, row):
    return reverse(f"conferences:{name}", args=[row.pk])


def said(answer):
    return [str(message) for message in answer.context["messages"]]


def test_one_click_on_a_planned_conference_makes_its_rehearsal_and_a_second_one_leads_to_it(head, conference):
    page = head.get(conference.get_absolute_url())
    assert (BAND in page.text, url("rehearsal_make", conference) in page.text) == (False, True)

    first = head.post(url("rehearsal_make", conference), follow=True)
    second = head.post(url("rehearsal_make", conference), follow=True)

    rehearsal = rehearsals.of(conference)
    assert [answer.request["PATH_INFO"] for answer in (first, second)] == [rehearsal.get_absolute_url()] * 2
    assert BAND in first.text
    page = head.get(conference.get_absolute_url())
    assert (BAND in page.text, rehearsal.get_absolute_url() in page.text) == (False, True)
    assert f'action="{url("rehearsal_make", conference)}"' not in page.text


def test_it_is_walked_on_its_pages_by_two_people_and_each_page_is_marked(head, rehearsal):
    deputy = Client()
    deputy.force_login(polled.closer())
    poll = rehearsal.polls.get()
    pages = [head.post(url("rehearsal_check_in", rehearsal), follow=True)]
    assert said(pages[-1]) == ["Đã điểm danh mẫu 8 đại biểu."]
    pages += [
        head.post(url(name, row), follow=True)
        for name, row in (("conference_open", rehearsal), ("poll_open", poll))
    ]
    mine = {"elector": polled.elector(poll, 1), "step": "cast", "paper": "yss"}
    pages += [head.get(url("poll_vote", poll)), head.post(url("poll_vote", poll), mine)]
    pages += [
        head.post(url("rehearsal_vote", poll), follow=True),
        deputy.post(url("poll_close", poll), follow=True),
    ]
    assert said(pages[-2]) == ["Đã bỏ 5 phiếu mẫu vào hòm."]
    pages += [head.get(url("poll_recount", poll)), head.get(url("rehearsal_board", rehearsal))]
    counted = {"leader": "Trần Văn A", "members": "Lê Thị B"}
    pages += [head.post(url("poll_record", poll), counted, follow=True)]
    head.post(url("conference_conclude", rehearsal), {"conclusion": "Mọi việc đã thử."})
    pages += [head.get(url("conference_close", rehearsal))]
    pages += [head.post(url("conference_close", rehearsal), {"form": "party"}, follow=True)]

    assert said(pages[-1]) == ["Đã bế mạc hội nghị và lập biên bản."]
    assert ["DIỄN TẬP" in page.text for page in pages] == [True] * len(pages)


def test_the_board_shows_sample_places_and_that_of_a_real_conference_its_year(head, conference, rehearsal):
    page = head.get(url("rehearsal_board", rehearsal))

    assert [line.place.rank for line in page.context["ranking"].lines] == [1, 2, 2, 4, 5, 6]
    assert f'hx-get="{url("rehearsal_board", rehearsal)}"' in page.text
    assert "DIỄN TẬP, điểm mẫu: Kết quả thi đua năm 2023" in page.text
    assert head.get(url("rehearsal_board", conference)).url == reverse(
        "conferences:board", args=[conference.season_id]
    )


def test_it_is_erased_on_its_page_and_a_second_click_finds_nothing(head, conference, rehearsal):
    address = url("rehearsal_erase", conference)
    assert "Buổi diễn tập mất hẳn" in head.get(address).text

    answers = [head.post(address, follow=True) for _ in range(2)]

    assert [said(answer) for answer in answers] == [
        ["Đã xóa diễn tập. Năm thi đua và hội nghị thật giữ nguyên."],
        ["Không còn buổi diễn tập nào để xóa."],
    ]
    assert head.get(rehearsal.get_absolute_url()).status_code == 404
    assert "Không còn buổi diễn tập nào" in head.get(address).text
    assert Conference.every.get() == conference


def test_the_button_that_opens_the_real_conference_says_what_becomes_of_the_rehearsal(
    head, conference, rehearsal
):
    scene.Season.objects.filter(pk=conference.season_id).update(phase="conference")
    for delegate in conference.delegates.all():
        attendance.check_in(delegate, by=None)
    assert "Xóa diễn tập và khai mạc" in head.get(conference.get_absolute_url()).text

    head.post(url("conference_open", conference))
    assert rehearsed.now(conference).state == "planned"
    head.post(url("conference_open", conference), {"erase_rehearsal": "1"})

    assert (rehearsed.now(conference).state, rehearsals.of(conference)) == ("open", None)


def test_opening_with_too_few_offers_to_erase_the_rehearsal_as_well(head, conference, rehearsal):
    scene.Season.objects.filter(pk=conference.season_id).update(phase="conference")
    attendance.check_in(conference.delegates.first(), by=None)
    address, sent = url("conference_open_below", conference), {"below_reason": "Đường xa"}

    page = head.post(address, sent)
    assert list(page.context["form"].errors) == ["erase_rehearsal"]
    head.post(address, sent | {"erase_rehearsal": "on"})

    assert (rehearsed.now(conference).state, rehearsals.of(conference)) == ("open", None)
    assert "erase_rehearsal" not in head.get(address).context["form"].fields


def test_only_who_runs_the_conference_makes_helps_and_erases_a_rehearsal(conference, rehearsal):
    member, stranger = Client(), Client()
    member.force_login(scene.user_of(conference.season, 3))
    stranger.force_login(world.person(world.agency("Nơi khác", code="NK"), "clerk", username="la").user)
    poll = rehearsal.polls.get()
    acts = [("rehearsal_make", conference), ("rehearsal_erase", conference)]
    acts += [("rehearsal_check_in", rehearsal), ("rehearsal_vote", poll)]

    assert [member.post(url(*act)).status_code for act in acts] == [403] * 4
    assert [stranger.post(url(*act)).status_code for act in acts] == [404] * 4
    assert member.get(rehearsal.get_absolute_url()).status_code == 200
    assert stranger.get(rehearsal.get_absolute_url()).status_code == 404


def test_what_belongs_to_the_year_is_told_on_the_pages_of_a_rehearsal(head, rehearsal):
    for name in ("endorse", "elect"):
        answer = head.get(url(name, rehearsal))
        assert (answer.status_code, "Đây là buổi diễn tập" in answer.text) == (409, True)
    assert url("elect", rehearsal) not in head.get(rehearsal.get_absolute_url()).text


def pages_of(conference):
    """The pages of a year that tell of its conferences, or could."""
    season = conference.season
    agency = world.members(season.bloc)[0]
    yield from ("/", season.get_absolute_url(), season.bloc.get_absolute_url(), agency.get_absolute_url())
    for name in ("conferences", "ranking", "board", "reports", "handovers"):
        yield reverse(f"conferences:{name}", args=[season.pk])
    yield reverse("conferences:conferences", args=[season.pk]) + "?format=xlsx"
    for name in ("season", "dates", "dates_file"):
        yield reverse(f"desk:{name}", args=[season.pk])
    yield reverse("desk:agency", args=[agency.pk])
    yield reverse("awards:nominations", args=[season.pk])
    yield conference.get_absolute_url() + "delegates/"


def test_the_pages_of_a_year_are_the_same_before_a_rehearsal_and_while_it_is_walked(head, conference):
    scene.Season.objects.filter(pk=conference.season_id).update(phase="conference")
    scene.user_of(conference.season, 3)

    def shown():
        found = {}
        for address in pages_of(conference):
            answer = head.get(address)
            body = b"".join(answer.streaming_content) if answer.streaming else answer.content
            text = str([*load_workbook(BytesIO(body)).active.values]) if "xlsx" in address else body.decode()
            found[address] = answer.status_code, CHANGING.sub("", text)
        return found

    before = shown()
    assert {status for status, _ in before.values()} == {200}

    rehearsed.walked(rehearsals.make(conference, by=User.objects.get(username="clerk-1")))

    assert shown() == before
    assert polls.still_open(conference).count() == 0
