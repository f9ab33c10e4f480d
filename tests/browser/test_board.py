"""The board on a projector: fourteen rows without scrolling, read from the back, alive without a network."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests import world
from tests.browser.steps import sign_in, violations
from tests.conferences import ranked, reported

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ASKS, PATIENCE = 5_500, 12_000  # ms: the board is asked for every 5 s, and missed after 10 s and a tick
LONGEST = "Đảng ủy Khối Doanh nghiệp Trung ương"  # of the real blocs


@pytest.fixture
def viewport():
    return (1920, 1080)


@pytest.fixture
def season(page):
    """Fourteen members at their conference; the head's clerk is signed in. The page's clock may be put on."""
    page.clock.install()
    names = (LONGEST, *(f"Học viện Chính trị quốc gia số {n}" for n in range(2, 15)))
    season = reported.concluded(names)
    ranked.limit(season, ranked.FLAG, 2)
    ranked.limit(season, ranked.MERIT, 3)
    world.head_of(season, "vinh")
    sign_in(page, "vinh")
    page.goto(reverse("conferences:board", args=[season.pk]))
    return season


def fits(page):
    """Whether nothing of the board lies outside the window."""
    return page.evaluate(
        """() => [document.documentElement, ...document.querySelectorAll(".kt-board, .kt-board main")].every(
             (part) => part.scrollHeight <= part.clientHeight && part.scrollWidth <= part.clientWidth)
           && document.querySelector(".kt-board footer").getBoundingClientRect().bottom <= innerHeight"""
    )


def sizes(page):
    """The size of every name, in pixels."""
    return page.evaluate(
        """() => [...document.querySelectorAll(".kt-board .n")].map(
             (name) => parseFloat(getComputedStyle(name).fontSize))"""
    )


def test_fourteen_rows_fill_the_projector_without_scrolling(page, season):
    assert len(sizes(page)) == 14
    assert min(sizes(page)) >= 32
    assert fits(page)

    page.set_viewport_size({"width": 1366, "height": 768})
    assert fits(page)


def of_members(page, number):
    """The board of a bloc with this many members."""
    season = reported.concluded(tuple(f"Học viện Chính trị quốc gia số {n}" for n in range(1, number + 1)))
    world.head_of(season, "vinh")
    sign_in(page, "vinh")
    page.goto(reverse("conferences:board", args=[season.pk]))


def test_twenty_rows_fit_with_names_as_large_as_those_of_fourteen(page):
    of_members(page, 20)

    assert (len(sizes(page)), min(sizes(page)) >= 32, fits(page)) == (20, True, True)


@pytest.mark.parametrize("number", [2, 8])
def test_few_rows_are_larger_but_do_not_fill_the_whole_wall(page, number):
    of_members(page, number)

    rows = page.locator(".kt-board tbody tr")
    assert (min(sizes(page)) >= 40, fits(page)) == (True, True)
    assert {round(rows.nth(place).bounding_box()["height"] / 10) for place in range(number)} == {9}


def test_the_board_is_accessible_and_names_its_quotas_in_words(page, season):
    assert violations(page) == {}
    expect(page.locator(".kt-board-key small")).to_have_text(["Thứ 1 đến thứ 2", "Thứ 3 đến thứ 5"])


def test_without_a_network_the_last_good_board_stays_and_says_since_when(page, season):
    address = re.compile(r"/board/$")
    page.route(address, lambda route: route.abort())
    page.clock.run_for(PATIENCE)

    notice = page.locator("#mat-mang")
    expect(notice).to_be_visible()
    expect(notice).to_have_text(re.compile(r"Mất kết nối với máy chủ. Bảng giữ số liệu lúc \d\d:\d\d:\d\d\."))
    assert page.locator(".kt-board tbody tr").count() == 14

    page.unroute(address)
    page.clock.run_for(ASKS)
    expect(notice).to_be_hidden()


def test_after_signing_out_elsewhere_no_sign_in_page_takes_the_place_of_the_board(page, season):
    page.context.clear_cookies()
    page.clock.run_for(PATIENCE)

    expect(page.locator("#mat-mang")).to_contain_text("Phiên làm việc đã kết thúc")
    assert page.locator(".kt-board tbody tr").count() == 14
