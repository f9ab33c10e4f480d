"""A hall: the operator sends, the wall follows; a remote reveals; the server goes away and comes back."""

import re
import time

import pytest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from conferences.models import Showing
from conferences.showing import screens, standing_board
from conferences.views.screen import drawn
from tests.browser.steps import sign_in, violations
from tests.conferences import shown

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FOLLOWS = 3000  # ms
LONGEST = "Học viện Chính trị quốc gia Hồ Chí Minh"
NAME_40 = "Đảng ủy Khối các cơ quan Trung ương số 1"
GRADE_40 = "Hoàn thành xuất sắc nhiệm vụ được giao 1"
SETTLED = "Thứ 2 xếp trước thứ 3, cùng 97,50 điểm: hơn ở nhóm I."
NAME_56 = f"{NAME_40}, phía nam sông Hồng"[:56]
NAME_78 = f"{NAME_40}, phía nam sông Hồng và các tỉnh miền núi phía bắc"[:78]


@pytest.fixture
def viewport():
    return (1366, 768)


def board(count, name, grade=""):
    """The whole board of so many members of this name (and grade), as the wall receives it."""
    says = standing_board.laid_out([name] * count, ["I", "II", "III"], [grade] if grade else ())
    row = {"name": name, "extra": "+2,00", "total": "97,50", "band": 2, "cut": False, "long": False}
    row["grade"] = grade
    says["settled"] = [SETTLED] * 3
    row["groups"] = ["58,50"] * len(says["groups"])
    quotas = [
        {"band": band, "name": "Bằng khen của Thủ tướng", "total": 3, "places": "Thứ 1"} for band in (1, 2)
    ]
    says |= {
        "heading": "Kết quả",
        "below": "Khối",
        "rule": standing_board.LADDER,
        "notes": [],
        "quotas": quotas,
    }
    says["rows"] = [row | {"rank": rank} for rank in range(1, count + 1)]
    shows = standing_board.whole(says)
    shows["all"]["below"] = "Khối Thi đua các cơ quan Đảng Trung ương"
    facts = drawn(Showing(kind="standing", shows=shows, step=0, sent_at=timezone.now()))
    return render_to_string("conferences/_screen.html", facts)


def fits(wall):
    """Whether nothing lies outside the window, and the size of the smallest name in pixels."""
    return wall.evaluate(
        """() => [
          [...document.querySelectorAll("html, .kt-board, .kt-board main, .kt-board .n")].every(
            (part) => part.scrollHeight <= part.clientHeight + 1 && part.scrollWidth <= part.clientWidth + 1)
          && document.querySelector(".kt-board footer").getBoundingClientRect().bottom <= innerHeight,
          Math.min(...[...document.querySelectorAll(".kt-board .n")].map(
            (name) => parseFloat(getComputedStyle(name).fontSize)))]"""
    )


def test_the_hall_follows_the_operator_and_keeps_the_last_board_without_a_server(page, chromium, live_server):
    names = tuple(f"{LONGEST} {number}" for number in range(1, 4))
    conference = shown.hall(names, ("50", "48", "40"))
    shown.confirmed(conference)
    key = screens.renew(conference, by=None)
    wall = chromium.new_context(viewport={"width": 1920, "height": 1080}, base_url=live_server.url).new_page()
    wall.goto(f"/screen/#{key}")
    wall.locator(".kt-screen").wait_for()
    assert wall.context.cookies() == []

    sign_in(page, "vinh")
    page.goto(reverse("conferences:screen_console", args=[conference.pk]))
    assert violations(page) == {}
    page.get_by_role("button", name="Chiếu: Chào mừng").click()
    page.get_by_text("Đang chiếu", exact=True).nth(1).wait_for()
    expect(wall.locator(".kt-screen--welcome")).to_be_visible(timeout=FOLLOWS)

    page.get_by_role("button", name="Chiếu: Công bố từ dưới lên").click()
    rows = wall.locator("tr:not(.is-hidden) .n")
    expect(wall.locator("tr.is-hidden")).to_have_count(3, timeout=FOLLOWS + 2000)
    for step, count in ((2, 1), (3, 2), (4, 3)):
        page.keyboard.press("PageDown")
        expect(page.get_by_text(f"bước {step} trên 4")).to_be_visible()
        expect(rows).to_have_count(count, timeout=FOLLOWS)
    assert (fits(wall)[0], fits(wall)[1] >= 32, violations(wall)) == (True, True, {})

    wall.route(re.compile("/screen/now/"), lambda route: route.abort())
    began = time.monotonic()
    notice = wall.locator("[data-lost]")
    expect(notice).to_have_text(
        re.compile(r"Mất kết nối từ \d\d:\d\d, đang giữ bảng cuối cùng\."), timeout=15000
    )
    assert 5 < time.monotonic() - began < 13
    assert rows.count() == 3
    wall.unroute(re.compile("/screen/now/"))
    expect(notice).to_be_hidden(timeout=5000)

    page.keyboard.press(".")  # what the dark key of many remotes sends
    expect(wall.locator(".kt-screen--blank")).to_be_visible(timeout=FOLLOWS)

    renew = page.get_by_role("button", name="Cấp địa chỉ mới")
    expect(renew).to_be_hidden()  # one wrong click would darken the wall
    page.get_by_text("Địa chỉ màn chiếu, cấp lúc").click()
    renew.click()
    expect(page.get_by_role("heading", name="Địa chỉ màn chiếu")).to_be_visible()
    expect(wall.get_by_text("Địa chỉ này không chiếu được nữa.")).to_be_visible(timeout=5000)
    assert rows.count() == 0
    measured = []
    wall.evaluate("document.querySelector('[data-ask]').hidden = true")
    for given in (
        (2, LONGEST),
        (8, LONGEST),
        (14, NAME_40),
        (20, NAME_40),
        (14, NAME_56),
        (20, NAME_78),
        (8, NAME_40, GRADE_40),
        (14, NAME_40, GRADE_40),
        (20, NAME_40, GRADE_40[:19]),
    ):
        wall.evaluate("html => document.querySelector('[data-screen]').innerHTML = html", board(*given))
        measured.append((given, fits(wall)[0], fits(wall)[1] >= 32))
    assert [each[1:] for each in measured] == [(True, True)] * 9, measured
    wall.context.close()
