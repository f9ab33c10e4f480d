"""The year at a glance in a real Chromium: in the office, on a phone, on a projector."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from blocs import activities
from tests import world
from tests.browser.steps import sign_in, type_password, violations
from tests.results import scene

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

OFFICE, PHONE, PROJECTOR = (1366, 768), (390, 844), (1920, 1080)


@pytest.fixture
def season():
    """A year in which one sheet is handed in and one has begun; the head's clerk is "vinh"."""
    season = scene.scoring_season()
    scene.submitted(season, 3)
    scene.enter(scene.sheet_of(season, 2), "I.1", "30")
    activity = activities.plan(season, name="Về nguồn", starts_on=world.LONG_AGO, by=None)
    activities.add_gift(activity, item="phần quà", quantity=10, unit_value_vnd=500_000, by=None)
    activities.hold(activity, starts_on=world.LONG_AGO, by=None)
    activities.plan(season, name="Hội thao", host=world.members(season.bloc)[1], by=None)
    activities.add_movement(season, name="Văn hóa công sở", launched_by="Chính phủ", note="", by=None)
    world.head_of(season, "vinh")
    return season


def scale(page):
    return page.evaluate("getComputedStyle(document.documentElement).fontSize")


@pytest.mark.parametrize("viewport", [OFFICE, PHONE, PROJECTOR], ids=["office", "phone", "projector"])
def test_the_whole_map_is_seen_without_scrolling_sideways(page, season, viewport):
    type_password(page, "vinh", world.PASSWORD)
    if viewport == PROJECTOR:
        page.locator(".kt-me summary").click()
        page.get_by_role("button", name="Phóng to cho máy chiếu").click()
        expect(page.locator("html")).to_have_class("kt-project")
    page.goto(reverse("desk:season", args=[season.pk]))

    heat = page.locator(".kt-heat")
    expect(heat.locator("tbody tr")).to_have_count(3)
    box = heat.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= viewport[0]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.locator(".kt-panel-body:has(> .kt-heat)").evaluate("e => e.scrollWidth <= e.clientWidth")
    expect(heat.locator("tbody abbr" if viewport == PHONE else "tbody b").first).to_be_visible()
    assert scale(page) == ("22px" if viewport == PROJECTOR else "16px")
    assert violations(page) == {}


def test_a_cell_of_the_map_opens_its_sheet(page, season):
    sign_in(page, "vinh")
    page.goto(reverse("desk:season", args=[season.pk]))

    page.locator(".kt-heat tbody tr").nth(2).get_by_role("link").first.click()

    assert page.url.endswith("/appraisal/")


@pytest.mark.parametrize("viewport", [OFFICE])
def test_the_projector_is_switched_off_where_it_was_switched_on(page, season):
    sign_in(page, "vinh")
    here = reverse("desk:season", args=[season.pk])
    page.goto(here)
    for button, size in (("Phóng to cho máy chiếu", "22px"), ("Thôi phóng to", "16px")):
        page.locator(".kt-me summary").click()
        page.get_by_role("button", name=button).click()
        page.wait_for_url(f"**{here}")
        expect(page.locator("html")).to_have_css("font-size", size)


def test_every_page_of_the_activities_is_accessible_and_never_scrolls_sideways(page, season, viewport):
    held, planned = season.activities.all()
    sign_in(page, "vinh")
    for url in (
        reverse("blocs:activities", args=[season.pk]),
        reverse("blocs:activity_new", args=[season.pk]),
        held.get_absolute_url(),
        planned.get_absolute_url(),
        reverse("blocs:activity_hold", args=[planned.pk]),
        reverse("blocs:activity_cancel", args=[planned.pk]),
        reverse("blocs:gift_new", args=[held.pk]),
        reverse("blocs:movement_new", args=[season.pk]),
    ):
        page.goto(url)
        assert (url, violations(page)) == (url, {})
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), url
