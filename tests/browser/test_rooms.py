"""The rooms of the year, walked in a real Chromium at the two sizes people use."""

import pytest
from django.urls import reverse

from members.models import Post
from tests import world
from tests.browser.steps import sign_in, type_password, violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def season():
    season = world.planned(world.season())
    world.fill(season.criteria)
    return season


def test_the_head_publishes_the_criteria_and_moves_the_year_on(page, season):
    world.head_of(season, "vinh")
    type_password(page, "vinh", world.PASSWORD)

    page.click("main .kt-task .btn-primary")  # the first thing to do
    page.get_by_role("link", name="Công bố bảng").click()
    page.get_by_role("button", name="Công bố bảng").click()
    assert page.locator(".alert-success").inner_text() == (
        "Đã công bố bảng tiêu chí. Từ nay bảng không thay đổi."
    )
    page.goto(reverse("desk:desk"))
    page.click("main .kt-task .btn-primary")
    page.click("text=Chuyển sang Ký giao ước")

    season.refresh_from_db()
    assert season.phase == "pledging"


def test_every_page_of_the_year_is_accessible_and_never_scrolls_sideways(page, season):
    world.person(season.bloc.managing_body, Post.Kind.COUNCIL_OFFICER, username="lan")
    world.head_of(season, "vinh")
    first = world.members(season.bloc)[0]
    pages = [
        reverse("desk:desk"),
        reverse("blocs:blocs"),
        reverse("blocs:bloc", args=[season.bloc.pk]),
        reverse("blocs:season", args=[season.pk]),
        reverse("blocs:activities", args=[season.pk]),
        reverse("desk:season", args=[season.pk]),
        reverse("blocs:criteria", args=[season.criteria.pk]),
        reverse("members:agencies"),
        reverse("members:agency", args=[first.pk]),
        reverse("members:person", args=[first.people.get().pk]),
        reverse("members:agency_new"),
    ]
    sign_in(page, "lan")
    for url in pages:
        page.goto(url)
        assert (url, violations(page)) == (url, {})
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), url
