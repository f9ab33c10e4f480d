"""The same grid in the other rooms: the appraisal and the pledge."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from members.models import Post
from results import pledges
from results.models import Target
from tests import world
from tests.browser.steps import sign_in, violations
from tests.browser.test_grid import PASTE, SAVED, press, state
from tests.results import appraised

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ASKS = 4_000  # ms: what others write is asked for as often; the clock of the page is put on


@pytest.fixture
def viewport():
    """A screen with a keyboard."""
    return (1366, 768)


def test_points_and_reasons_are_pasted_into_the_appraisal_and_seen_by_others(page):
    season = appraised.year()
    sheet = appraised.sheet(season)
    world.head_of(season, "vinh")
    sign_in(page, "vinh")
    page.clock.install()
    page.goto(reverse("results:appraise", args=[sheet.pk]))
    page.get_by_label("I.1 điểm thẩm định", exact=True).focus()
    page.evaluate(PASTE, "49\t\tThiếu một đề án\n31\t\tKhông có")

    box = page.locator("dialog.kt-dialog")
    expect(box.locator("tbody tr").first).to_be_visible(timeout=20000)
    assert violations(page) == {}
    assert [row.inner_text().split("\t")[:3] for row in box.locator("tbody tr").all()][:3] == [
        ["I.1 điểm thẩm định", "ô trống", "49,00"],
        ["I.1 điểm thống nhất", "ô trống", "49,00"],  # follows
        ["I.1 lý do điều chỉnh", "ô trống", "Thiếu một đề án"],
    ]
    box.get_by_role("button", name=re.compile("^Ghi ")).click()
    expect(page.locator("[data-total=appraised]")).to_have_text("80,00")
    expect(state(page)).to_have_text(SAVED)
    assert appraised.line(sheet).appraisal_reason == "Thiếu một đề án"

    appraised.judge(sheet, "II.1", text="28", reason="Xem lại")
    page.clock.run_for(ASKS)
    expect(page.get_by_label("II.1 điểm thẩm định")).to_have_value("28,00", timeout=10000)
    expect(page.locator("[data-total=appraised]")).to_have_text("77,00")


def test_targets_are_pasted_into_the_pledge_and_what_others_write_is_seen(page):
    season = world.pledging()
    agency = world.members(season.bloc)[2]
    pledge = pledges.start(season, agency=agency, by=None)
    world.person(agency, Post.Kind.CLERK, username="thu")
    sign_in(page, "thu")
    page.clock.install()
    page.goto(pledge.get_absolute_url())
    page.get_by_label("Chỉ tiêu I.1").focus()
    page.evaluate(PASTE, "4 đề án\t4\tđề án\t30/6/2023\n95% đúng hạn\tnhiều")

    box = page.locator("dialog.kt-dialog")
    expect(box.locator("tr.is-refused")).to_have_text(re.compile("Số lượng II.1"), timeout=20000)
    box.get_by_role("button", name="Ghi 5 ô").click()

    expect(state(page)).to_have_text(SAVED)
    press(page, "Tab", "Tab")
    expect(page.get_by_label("Đơn vị tính I.1")).to_be_focused()
    assert [str(row) for row in Target.objects.order_by("pk")] == [
        "4 đề án (4 đề án, hạn 30/06/2023)",
        "95% đúng hạn",
    ]

    second = Target.objects.get(text="95% đúng hạn").criterion
    words = page.get_by_label("Chỉ tiêu II.1")
    facts = {"by": world.person(agency, Post.Kind.LEADER, username="an", given="An").user}
    pledges.set_target(pledge, second, text="", version=1, **facts)
    page.clock.run_for(ASKS)
    expect(words).to_have_value("", timeout=10000)
    pledges.set_target(pledge, second, text="96% đúng hạn", version=0, **facts)
    page.clock.run_for(ASKS)
    expect(words).to_have_value("96% đúng hạn", timeout=10000)
    words.fill("97% đúng hạn")
    press(page, "Tab")
    expect(state(page)).to_have_text(SAVED)
    assert [row.text for row in Target.objects.order_by("pk")] == ["4 đề án", "97% đúng hạn"]
