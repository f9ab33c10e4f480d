"""A year-end conference in a real Chromium: check-in by one click, and every page accessible at two sizes."""

import pytest
from django.urls import reverse

from tests import world
from tests.awards import scene as honours
from tests.browser.steps import type_password, violations
from tests.conferences import polled, scene

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGES = ("conference", "delegates", "delegate_new", "agenda_new", "endorse", "elect", "conference_close")


def test_the_conference_is_run_from_the_door_to_the_minutes(page):
    season = scene.season()
    head = scene.user_of(season)
    honours.nomination(season, code="government-flag")
    conference = scene.opened(season)
    late = scene.person(conference, 3, "Đến Muộn", came=False)
    scene.agenda_item(conference, "Thảo luận")
    type_password(page, head.username, world.PASSWORD)

    for name in PAGES:
        page.goto(reverse(f"conferences:{name}", args=[conference.pk]))
        assert (name, violations(page)) == (name, {})
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
    page.goto(reverse("conferences:delegates", args=[conference.pk]))
    page.get_by_role("button", name="Điểm danh Đến Muộn có mặt").click()
    page.locator(f"#bo-diem-danh-{late.pk}").wait_for()
    assert page.locator(".kt-stats dd").all_inner_texts()[:2] == ["3 / 3", "5 / 5"]

    scene.endorsed(conference)
    scene.elected(conference)
    scene.meetings.conclude(conference, conclusion="Xong.", by=None)
    page.goto(reverse("conferences:conference", args=[conference.pk]))
    page.get_by_role("link", name="Bế mạc hội nghị").click()
    page.get_by_role("button", name="Bế mạc và lập biên bản").click()
    assert page.locator(".alert-success").inner_text() == "Đã bế mạc hội nghị và lập biên bản."
    assert violations(page) == {}


def test_a_long_name_that_may_change_to_paper_makes_no_page_scroll_sideways(page):
    season = world.season(
        world.bloc(tuple(f"Học viện Chính trị quốc gia Hồ Chí Minh {place}" for place in (1, 2, 3)))
    )
    conference = scene.opened(season, "thematic")
    for place in (scene.HEAD, scene.DEPUTY):
        scene.user_of(season, place)
    poll = polled.opened(conference, mode="mixed")
    type_password(page, polled.voter(conference, scene.MEMBER).username, world.PASSWORD)

    page.goto(poll.get_absolute_url())

    assert page.get_by_role("button", name="đổi sang phiếu giấy").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
