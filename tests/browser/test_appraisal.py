"""The appraisal in a real Chromium: cells that save themselves, reasons that open, evidence in sight."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from results import appraisal
from tests import world
from tests.browser.steps import sign_in, violations
from tests.results import appraised

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def season():
    return appraised.year()


@pytest.fixture
def sheet(season, page):
    """The third member's sheet, open in the browser of the head's clerk."""
    found = appraised.sheet(season)
    world.head_of(season, "vinh")
    sign_in(page, "vinh")
    page.goto(reverse("results:appraise", args=[found.pk]))
    return found


def cell(page, sheet, name, code="I.1"):
    line = appraised.line(sheet, code)
    return page.locator(f'tr[data-row="{line.pk}"] [data-name="{name}"]')


def type_into(box, text):
    box.fill(text)
    box.press("Tab")


def expect_foot(page, **texts):
    """The totals of the footer, once the server has answered."""
    for key, text in texts.items():
        expect(page.locator(f"[data-total={key}]")).to_have_text(text)


def test_a_difference_asks_for_its_reason_and_then_counts(page, sheet):
    type_into(cell(page, sheet, "points"), "49,5")
    refusal = page.locator(".kt-rowmsg")
    assert refusal.inner_text().strip() == ("Dòng I.1: điểm thẩm định khác điểm tự chấm thì phải ghi lý do.")

    type_into(cell(page, sheet, "reason"), "Thiếu xác nhận")

    expect(refusal).to_have_count(0)
    expect(cell(page, sheet, "agreed")).to_have_value("49,50")
    expect_foot(page, appraised="49,50", effect="−0,50", agreed="49,50")
    expect(page.locator("tr.is-diff .kt-diff--down")).to_have_count(1)


def test_agreed_points_open_their_own_reason_and_follow_again_when_emptied(page, sheet):
    appraised.judge(sheet, text="49")
    page.reload()
    reason = cell(page, sheet, "agreed_reason")
    expect(reason).to_be_hidden()

    type_into(cell(page, sheet, "agreed"), "49,5")
    type_into(reason, "Đã bổ sung")
    expect(page.locator("td.kt-agree.is-set")).to_have_count(1)
    because = page.locator("label[data-because]:visible")
    expect(because).to_have_text("Lý do thống nhất 49,50 thay cho 49,00")
    expect_foot(page, appraised="49,00", effect="−1,00", agreed="49,50")

    type_into(cell(page, sheet, "agreed"), "")
    expect(reason).to_be_hidden()
    expect(cell(page, sheet, "agreed")).to_have_value("49,00")


def test_who_was_slower_chooses_and_nothing_of_the_other_is_lost(page, sheet):
    appraised.judge(sheet, text="47", reason="Thiếu ba đề án")

    type_into(cell(page, sheet, "points"), "50")
    page.get_by_role("button", name="Dùng giá trị trên máy chủ").click()

    expect(cell(page, sheet, "points")).to_have_value("47,00")
    expect(cell(page, sheet, "reason")).to_have_value("Thiếu ba đề án")


def test_a_sheet_is_accepted_and_closed(page, season, sheet):
    type_into(cell(page, sheet, "points"), "50")
    page.get_by_role("button", name="Nhận mọi dòng").click()
    expect(page.locator(".alert-success")).to_have_text("Đã nhận 3 dòng theo điểm tự chấm.")

    page.get_by_role("button", name="Chốt thẩm định").click()
    expect(page.locator(".alert-success")).to_have_text("Đã chốt thẩm định bảng của Ban Ba.")
    assert appraised.sheet(season).state == "appraised"


def test_the_evidence_of_a_line_opens_beside_it(page, sheet):
    expect(page.locator(".kt-proof:visible")).to_have_count(0)

    page.get_by_role("link", name="Xem 1 minh chứng của I.1").click()

    expect(page.locator(".kt-proof:visible h2")).to_have_text("I.1 Tiêu chí 60")
    expect(page.locator("tr.is-open .kt-id")).to_have_text("I.1")


def test_only_the_lines_that_differ_can_be_shown(page, sheet):
    appraised.judge(sheet, text="49")
    page.reload()

    page.get_by_label("Chỉ hiện dòng chênh").check()

    expect(page.locator("tr[id]:visible .kt-id")).to_have_text(["I.1"])


def test_every_page_of_the_appraisal_is_accessible_and_never_scrolls_sideways(page, season, sheet):
    line = appraised.judge(sheet, text="49")
    appraised.agree(sheet)
    appraised.finished(season, appraised.DEPUTY)
    pages = [
        reverse("results:appraisals", args=[season.pk]),
        f"{reverse('results:appraise', args=[sheet.pk])}#mc-{line.pk}",
        reverse("results:appraise", args=[appraised.sheet(season, appraised.DEPUTY).pk]),
        reverse("results:appraisal_reopen", args=[sheet.pk]),
        reverse("results:standing", args=[season.pk]),
    ]
    assert appraisal.lacking(season) == ["Ban Một", "Ban Ba"]
    for url in pages:
        page.goto(url)
        assert (url, violations(page)) == (url, {})
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), url
