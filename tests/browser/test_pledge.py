"""The pledge typed in a real browser: saved cell by cell, kept without script, never lost."""

import pytest

from blocs.models import Season
from members.models import Post
from results import pledges
from tests import world
from tests.browser.steps import sign_in, violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def pledge():
    season = world.pledging()
    Season.objects.update(clerk_submits=True)
    member = world.members(season.bloc)[2]
    world.person(member, Post.Kind.CLERK, username="ha")
    return pledges.start(season, agency=member, by=None)


def test_targets_are_saved_as_they_are_typed_and_handed_in(pledge, page):
    sign_in(page, "ha")
    page.goto(pledge.get_absolute_url())

    page.get_by_label("Chỉ tiêu I.1").fill("4 đề án")
    page.get_by_label("Chỉ tiêu II.1").fill("95% đúng hạn")
    page.get_by_label("Chỉ tiêu II.1").press("Tab")
    page.get_by_text("Đã lưu lúc").wait_for()

    assert violations(page) == {}
    page.get_by_role("button", name="Gửi chỉ tiêu").click()
    page.get_by_text("Đã gửi chỉ tiêu cho Khối trưởng.").wait_for()
    assert [target.text for target in pledge.targets.order_by("criterion")] == ["4 đề án", "95% đúng hạn"]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
