"""The bloc's own certificates, decided and printed before the conference, handed out in the hall."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from awards.models import Certificate, HandOver
from awards.printing import print_outcomes
from conferences.models import Conferral
from conferences.running import meetings
from conferences.showing import screens
from tests.awards import printed
from tests.awards import scene as honours
from tests.browser.steps import sign_in, violations
from tests.conferences import scene, shown

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def planned():
    """A conference whose season has three certificates, printed; everybody is in the room, nothing begun."""
    season = scene.season()
    nominated = [
        honours.nomination(season, place, of=honours.collective(season, place, name))
        for place, name in ((2, "Vụ Hai"), (3, "Vụ Ba"))
    ]
    nominated.append(honours.nomination(season, of=honours.person(season)))
    decision = honours.issued_decision(season, nominated)
    print_outcomes.came_out(printed.made(decision), by=None)
    conference = scene.planned(season)
    scene.staffed(conference)
    scene.user_of(season)
    return scene.now(conference)


def test_certificates_printed_before_are_handed_out_from_the_call_list(page, chromium, live_server):
    conference = planned()
    key = screens.renew(conference, by=None)
    sign_in(page, "clerk-1")
    calls = reverse("conferences:award_calls", args=[conference.pk])
    page.goto(calls)
    expect(page.locator(".alert-info")).to_contain_text("từ khi khai mạc hội nghị")
    assert page.get_by_role("button", name=re.compile("^Ghi đã trao")).count() == 0

    meetings.open(conference, by=None)
    shown.send(conference, "calls")
    wall = chromium.new_context(viewport={"width": 1920, "height": 1080}, base_url=live_server.url).new_page()
    wall.goto(f"/screen/#{key}")
    expect(wall.locator(".kt-screen--calls")).to_contain_text("Vụ Hai")

    page.goto(calls)
    assert violations(page) == {}
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_label("Người trao").first.fill("Đồng chí Vũ Trọng Lâm")
    page.get_by_role("button", name="Ghi đã trao cho Tập thể Vụ Hai").click()
    expect(page.locator(".alert-success")).to_have_text("Đã ghi trao 1 lượt.")
    expect(page.locator("tr.is-next")).to_contain_text("Tập thể Vụ Ba")
    page.get_by_role("button", name="Bỏ ghi trao cho Tập thể Vụ Hai").click()
    expect(page.locator("tr.is-next")).to_contain_text("Tập thể Vụ Hai")
    for left in (1, 0):  # the collectives, then the person
        page.get_by_role("button", name="Ghi đã trao cả nhóm").first.click()
        expect(page.get_by_role("button", name="Ghi đã trao cả nhóm")).to_have_count(left)

    assert Conferral.objects.count() == 3
    assert set(HandOver.objects.values_list("certificate", flat=True)) == {
        row.pk for row in Certificate.objects.all()
    }
    page.goto(conference.get_absolute_url())
    expect(page.locator("#trao-thuong").locator("..").locator("..")).to_contain_text("Đã trao 3 / 3 lượt")
    wall.context.close()
