"""The entry grid in a real Chromium: cells save themselves, and nothing typed is lost."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from blocs.models import Season
from members.models import Post
from results import appraisal, evidence, scoring
from tests import world
from tests.browser.steps import sign_in, violations
from tests.results import scene

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SAVED = re.compile(r"^Đã lưu lúc \d\d:\d\d$")


@pytest.fixture
def sheet():
    """The third member's sheet; its leader "ha" can sign in."""
    sheet = scene.sheet_of(scene.scoring_season())
    world.person(sheet.agency, Post.Kind.LEADER, username="ha")
    return sheet


@pytest.fixture
def grid(page, sheet):
    """The sheet's page, open."""
    sign_in(page, "ha")
    page.goto(sheet.get_absolute_url())
    return page


def cell(page, code="I.1", name="điểm tự chấm"):
    return page.get_by_label(f"{code} {name}", exact=True)


def type_in(page, text, code="I.1", name="điểm tự chấm"):
    cell(page, code, name).fill(text)
    cell(page, code, name).press("Tab")


def total(page):
    return page.locator(".kt-foot-total dd")


def state(page):
    return page.locator("[data-save]")


def test_points_are_saved_as_they_are_typed_and_are_there_after_a_reload(grid):
    type_in(grid, "9.5")
    expect(state(grid)).to_have_text(SAVED)
    expect(total(grid)).to_have_text("9,50")
    expect(cell(grid)).to_have_value("9,50")
    type_in(grid, "100%", name="kết quả")
    type_in(grid, "xong", name="ghi chú")
    expect(grid.locator("td.is-dirty")).to_have_count(3)

    grid.reload()

    assert [cell(grid, name=name).input_value() for name in ("điểm tự chấm", "kết quả", "ghi chú")] == [
        "9,50",
        "100%",
        "xong",
    ]


def test_cells_of_one_row_typed_at_once_are_sent_one_after_the_other(grid, sheet):
    grid.evaluate(
        """() => document.querySelector("tr[data-row]").querySelectorAll("[data-cell]").forEach((cell) => {
            cell.value = "7";
            cell.dispatchEvent(new Event("change", {bubbles: true}));
        })"""
    )
    expect(state(grid)).to_have_text(SAVED)

    row = scene.line(sheet)
    assert (row.result, row.self_points, row.note, row.version) == ("7", 7, "7", 4)


def test_wrong_points_are_explained_under_the_row_and_stay(grid):
    type_in(grid, "61")

    message = grid.locator("tr.kt-rowmsg")
    expect(message).to_have_text(re.compile("Ô I.1: nhập từ 0 đến 60 điểm."))
    expect(cell(grid)).to_have_value("61")
    expect(cell(grid)).to_have_attribute("aria-invalid", "true")
    expect(grid.locator("tbody").first.locator("[data-uncounted]")).to_have_text("Chưa cộng ô I.1")
    expect(grid.locator("[data-errors]")).to_have_text("1 ô lỗi")
    assert violations(grid) == {}

    grid.keyboard.press("F8")
    expect(cell(grid)).to_be_focused()
    grid.keyboard.press("Escape")
    expect(cell(grid)).to_have_value("")
    expect(message).to_have_count(0)


def test_a_wrong_cell_keeps_the_sheet_from_being_submitted(grid, sheet):
    type_in(grid, "61")
    expect(grid.locator("tr.kt-rowmsg")).to_have_count(1)

    grid.get_by_role("button", name="Nộp bảng").click()

    expect(cell(grid)).to_be_focused()
    assert scene.now(sheet).state == "draft"
    grid.keyboard.press("Escape")


@pytest.mark.parametrize(("answer", "kept"), [("Dùng giá trị trên máy chủ", 8), ("Ghi đè", 9)])
def test_two_hands_in_one_cell_are_asked_which_value_counts(grid, sheet, answer, kept):
    scene.enter(sheet, text="8")
    type_in(grid, "9")
    expect(grid.locator("tr.kt-rowmsg")).to_have_text(re.compile("Trên máy chủ: “8,00”"))

    grid.get_by_role("button", name=answer).click()

    expect(grid.locator("tr.kt-rowmsg")).to_have_count(0)
    expect(cell(grid)).to_have_value(f"{kept},00")
    expect(state(grid)).to_have_text(SAVED if kept == 9 else "")
    assert scene.line(sheet).self_points == kept


def test_without_a_connection_the_text_stays_and_is_sent_when_it_returns(grid, sheet):
    grid.context.set_offline(True)
    type_in(grid, "9")
    expect(state(grid)).to_have_text("Mất mạng: 1 ô chờ gửi, thử lại")
    expect(cell(grid)).to_have_value("9")

    grid.context.set_offline(False)

    expect(state(grid)).to_have_text(SAVED)
    assert scene.line(sheet).self_points == 9


def test_the_keyboard_moves_as_in_a_workbook(grid, sheet):
    cell(grid).fill("5")
    grid.keyboard.press("Enter")
    expect(cell(grid, "II.1")).to_be_focused()
    grid.keyboard.type("6")
    grid.keyboard.press("ArrowUp")
    expect(cell(grid)).to_be_focused()
    grid.keyboard.press("ArrowDown")
    expect(cell(grid, "II.1")).to_be_focused()

    expect(total(grid)).to_have_text("11,00")


def test_a_block_from_a_workbook_is_spread_over_the_cells(grid, sheet):
    cell(grid, name="kết quả").focus()
    grid.evaluate(
        """() => {
            const clipboardData = new DataTransfer();
            clipboardData.setData("text/plain", "100%\\t5,5\\n4 đề án\\t6\\r\\n");
            const paste = new ClipboardEvent("paste", {clipboardData, bubbles: true, cancelable: true});
            document.activeElement.dispatchEvent(paste);
        }"""
    )
    grid.get_by_role("button", name="Ghi 4 ô").click()

    expect(total(grid)).to_have_text("11,50")
    assert [scene.line(sheet, code).result for code in ("I.1", "II.1")] == ["100%", "4 đề án"]


def test_what_was_just_typed_is_in_the_sheet_that_is_submitted(grid, sheet):
    scene.fill(sheet)
    grid.reload()
    cell(grid).fill("31")
    grid.get_by_role("button", name="Nộp bảng").click()

    expect(grid.locator(".alert-success")).to_have_text("Đã nộp bảng tự chấm điểm.")
    assert scene.line(sheet).self_points == 31


def test_without_script_the_grid_is_saved_by_its_button(chromium, live_server, sheet):
    context = chromium.new_context(java_script_enabled=False, base_url=live_server.url)
    page = context.new_page()
    sign_in(page, "ha")
    page.goto(sheet.get_absolute_url())
    cell(page).fill("9,5")
    cell(page, "II.1").fill("41")
    page.get_by_role("button", name="Lưu bảng").click()

    assert cell(page).input_value() == "9,50"
    assert cell(page, "II.1").input_value() == "41"
    assert page.locator("tr.kt-rowmsg").inner_text().strip() == "Ô II.1: nhập từ 0 đến 40 điểm."
    assert scene.line(sheet).self_points == 9.5
    context.close()


def test_the_pages_are_accessible_and_never_scroll_sideways(page, sheet):
    season = sheet.season
    world.head_of(season, "vinh")
    evidence.add(scene.line(sheet), upload=scene.upload(), by=None)
    sign_in(page, "vinh")
    pages = [
        reverse("results:sheets", args=[season.pk]),
        sheet.get_absolute_url(),
        reverse("results:line_evidence", args=[scene.line(sheet).pk]),
        reverse("results:sheet_submit_for", args=[sheet.pk]),
    ]
    for url in pages:
        page.goto(url)
        assert (url, violations(page)) == (url, {})
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), url


def test_a_returned_sheet_shows_the_reason_and_opens_the_returned_line(page):
    season = scene.scoring_season()
    sheets = [scene.submitted(season, place) for place in (1, 2, 3)]
    scoring.conclude(Season.objects.get(pk=season.pk), by=None)
    appraisal.send_back(sheets[2], lines=[scene.line(sheets[2], "II.1")], reason="Thiếu xác nhận", by=None)
    world.person(sheets[2].agency, Post.Kind.LEADER, username="ha")
    sign_in(page, "ha")
    page.goto(sheets[2].get_absolute_url())

    page.get_by_text("Ý kiến trả lại (1)").click()

    expect(page.locator(".kt-pop[open] p")).to_have_text("Thiếu xác nhận")
    assert page.locator("[data-cell]").count() == 3
    assert violations(page) == {}
    type_in(page, "29", "II.1")
    expect(total(page)).to_have_text("59,00")
