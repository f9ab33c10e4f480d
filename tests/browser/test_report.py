"""A report written in a real Chromium: parts that save themselves, two people at one part, the issue."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests import world
from tests.browser.steps import sign_in, violations
from tests.conferences import ranked, reported

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def report(page):
    """A half-written year-end report, open in the browser of the head's clerk."""
    report = reported.draft(reported.concluded())
    world.head_of(report.season, "vinh")
    sign_in(page, "vinh")
    page.goto(report.get_absolute_url())
    return report


def part(page, label):
    return page.get_by_label(label, exact=True)


def test_a_part_saves_itself_when_it_is_left(page, report):
    part(page, "Ưu điểm").fill("Các đơn vị ký giao ước đúng hạn.")
    part(page, "Ưu điểm").blur()

    expect(page.locator("[data-save]")).to_contain_text("Đã lưu lúc")
    assert reported.section(report).text == "Các đơn vị ký giao ước đúng hạn."
    assert page.get_by_role("button", name="Lưu báo cáo").count() == 0


def test_who_was_slower_keeps_the_words_and_chooses(page, report):
    reported.write(report, text="Của người khác")
    part(page, "Ưu điểm").fill("Của tôi")
    part(page, "Ưu điểm").blur()

    expect(page.locator(".kt-rowmsg")).to_contain_text("Trên máy chủ: “Của người khác”.")
    expect(part(page, "Ưu điểm")).to_have_value("Của tôi")
    page.get_by_role("button", name="Ghi đè bằng giá trị vừa nhập").click()

    part(page, "Ưu điểm").blur()
    expect(page.locator(".kt-rowmsg")).to_have_count(0)
    expect(page.locator("[data-save]")).to_contain_text("Đã lưu lúc")
    assert reported.section(report).text == "Của tôi"


def test_what_was_just_typed_is_issued_too(page, report):
    complete = reported.complete(report.season)
    page.reload()
    part(page, "Ưu điểm").fill("Viết ngay trước khi ban hành.")

    page.get_by_role("button", name="Ban hành báo cáo").click()

    expect(page.locator(".alert-success")).to_have_text("Đã ban hành báo cáo.")
    expect(page.get_by_text("Viết ngay trước khi ban hành.")).to_be_visible()
    assert reported.now(complete).state == "issued"


def test_every_page_is_accessible_and_never_scrolls_sideways(page, report):
    season = report.season
    ranked.limit(season, ranked.FLAG, 1)
    ranked.propose(season)
    pages = [
        reverse("conferences:ranking", args=[season.pk]),
        reverse("conferences:reports", args=[season.pk]),
        report.get_absolute_url(),
        reverse("conferences:report_particulars", args=[report.pk]),
    ]
    for url in pages:
        page.goto(url)
        assert (url, violations(page)) == (url, {})
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), url
