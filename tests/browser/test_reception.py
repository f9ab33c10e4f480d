"""The desk at the door in a real Chromium: badges scanned faster than the server answers."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from conferences.attending import badges
from tests.browser.steps import sign_in
from tests.conferences import scene

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NAMES = ("Vũ Trọng Lâm", "Đỗ Thị Hà", "Trần Thị Mai", "Lê Văn Sáu")


@pytest.fixture
def viewport():
    return (1366, 768)


@pytest.fixture
def waiting(page):
    """The desk of a conference nobody came to yet; the codes of its badges."""
    conference = scene.planned(scene.season())
    people = [scene.person(conference, place % 3 + 1, name, came=False) for place, name in enumerate(NAMES)]
    badges.start(conference, address="", by=None)
    scene.user_of(conference.season)
    sign_in(page, "clerk-1")
    page.goto(reverse("conferences:desk", args=[conference.pk]))
    return [badges.code_of(row) for row in people]


def test_badges_scanned_while_the_server_is_slow_are_all_checked_in(page, waiting):
    held = []
    page.route("**/desk/scan/", lambda route: route.continue_() if held else held.append(route))
    for code in waiting:
        page.keyboard.type(f"{code}\n")  # a scanner ends with Enter
    held[0].continue_()

    expect(page.get_by_role("button", name=re.compile("^Bỏ điểm danh"))).to_have_count(len(NAMES))
    expect(page.get_by_label("Mã thẻ")).to_have_value("")
