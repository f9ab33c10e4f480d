"""What is measured, typed in a browser: the formula answers at once, a block falls on its own lines."""

import re

import pytest
from playwright.sync_api import expect

from members.models import Post
from results.models import ScoreLine
from tests import world
from tests.browser.steps import sign_in
from tests.results import measured, scene

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SAVED = re.compile("Đã lưu lúc")


@pytest.fixture
def viewport():
    """A screen with a keyboard."""
    return (1366, 768)


@pytest.fixture
def sheet():
    """The third member's sheet with criteria of every kind; "ha" fills it."""
    sheet = scene.sheet_of(measured.season())
    world.person(sheet.agency, Post.Kind.LEADER, username="ha")
    return sheet


@pytest.fixture
def grid(page, sheet):
    """The sheet's page, open for "ha"."""
    page.on("dialog", lambda dialog: dialog.accept())
    sign_in(page, "ha")
    page.goto(sheet.get_absolute_url())
    yield page
    expect(page.locator("[data-save]")).not_to_have_text("Đang lưu")
    page.goto("about:blank")
    page.wait_for_timeout(300)  # what was on its way has arrived before the tables are emptied


def cell(page, label):
    return page.get_by_label(label, exact=True)


def line(sheet, code):
    return scene.line(sheet, code)


def test_a_number_is_answered_with_its_points_and_the_formula_in_words(grid, sheet):
    cell(grid, "I.2 thực hiện, đề án").fill("3")
    grid.keyboard.press("Enter")

    expect(cell(grid, "I.2 điểm tự chấm")).to_have_value("15,00")
    expect(grid.locator("[data-total^=formula]").first).to_have_text("Đạt 75 % × 20 = 15")
    expect(grid.locator(".kt-foot-total dd")).to_have_text("15,00")
    assert line(sheet, "I.2").actual == 3


def test_a_level_is_chosen_with_the_keyboard(grid, sheet):
    cell(grid, "I.3.1 mức đạt").focus()
    grid.keyboard.type("Khá")
    grid.keyboard.press("Tab")

    expect(cell(grid, "I.3.1 điểm tự chấm")).to_have_value("5,50")
    expect(grid.locator("[data-save]")).to_have_text(SAVED)
    assert line(sheet, "I.3.1").level.label == "Khá"


def test_other_points_ask_for_their_reason_and_are_kept_with_it(grid, sheet):
    cell(grid, "I.2 thực hiện, đề án").fill("3")
    grid.keyboard.press("Enter")
    expect(cell(grid, "I.2 điểm tự chấm")).to_have_value("15,00")
    cell(grid, "I.2 lý do tự chấm khác công thức").fill("Đề án lớn")
    cell(grid, "I.2 điểm tự chấm").fill("16")
    grid.keyboard.press("Enter")
    expect(grid.locator("[data-save]")).to_have_text(SAVED)
    grid.reload()

    expect(cell(grid, "I.2 điểm tự chấm")).to_have_value("16,00")
    assert line(sheet, "I.2").override_reason == "Đề án lớn"


def test_a_column_of_numbers_is_pasted_into_what_is_measured(grid, sheet):
    cell(grid, "I.3.2 thực hiện, sáng kiến").focus()
    grid.evaluate(
        """text => {
            const clipboardData = new DataTransfer();
            clipboardData.setData("text/plain", text);
            const told = { clipboardData, bubbles: true, cancelable: true };
            document.activeElement.dispatchEvent(new ClipboardEvent("paste", told));
        }""",
        "2\n120",
    )
    grid.get_by_role("dialog").get_by_role("button", name="Ghi 2 ô").click()
    expect(grid.locator("[data-save]")).to_have_text(SAVED)
    expect(cell(grid, "II.1 điểm tự chấm")).to_have_value("12,00")

    typed = ScoreLine.objects.filter(sheet=sheet, actual__isnull=False).select_related("criterion__group")
    assert {row.criterion.code: int(row.actual) for row in typed} == {"I.3.2": 2, "II.1": 120}
    assert not ScoreLine.objects.filter(sheet=sheet).exclude(result="").exists()
