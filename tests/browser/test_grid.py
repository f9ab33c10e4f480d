"""The grid as people know it from Excel; nobody's cell is overwritten, and nothing typed is lost."""

import re
from contextlib import contextmanager

import pytest
from playwright.sync_api import expect

from members.models import Post
from results import scoring
from results.models import ScoreLine
from tests import world
from tests.browser.steps import sign_in, violations
from tests.results import scene

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SAVED = re.compile(r"^Đã lưu lúc \d\d:\d\d$")
SAVING = re.compile("/(cells|block)/")
PASTE = """text => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    const paste = new ClipboardEvent("paste", {clipboardData, bubbles: true, cancelable: true});
    document.activeElement.dispatchEvent(paste);
}"""
COPY = """() => {
    const clipboardData = new DataTransfer();
    const copy = new ClipboardEvent("copy", {clipboardData, bubbles: true, cancelable: true});
    document.activeElement.dispatchEvent(copy);
    return clipboardData.getData("text/plain");
}"""


@pytest.fixture
def viewport():
    """A screen with a keyboard."""
    return (1366, 768)


@pytest.fixture
def sheet():
    """The third member's sheet with two groups of five lines; "ha" and "thu" may fill it."""
    sheet = scene.sheet_of(scene.scoring_season(each=5))
    world.person(sheet.agency, Post.Kind.LEADER, username="ha")
    world.person(sheet.agency, Post.Kind.CLERK, username="thu", given="Thu")
    return sheet


@pytest.fixture
def grid(page, sheet):
    """The sheet's page, open for "ha"."""
    page.on("dialog", lambda dialog: dialog.accept())  # "leave the page?"
    yield opened(page, sheet)
    if state(page).count():  # a sheet handed in has none
        expect(state(page)).not_to_have_text("Đang lưu")
    page.goto("about:blank")
    page.wait_for_timeout(300)  # what was on its way has arrived before the tables are emptied


def opened(page, sheet, who="ha"):
    sign_in(page, who)
    page.goto(sheet.get_absolute_url())
    return page


@contextmanager
def another(chromium, live_server, sheet, who="thu"):
    """The same sheet in somebody else's browser."""
    context = chromium.new_context(base_url=live_server.url, locale="vi-VN")
    yield opened(context.new_page(), sheet, who)
    context.close()


def cell(page, code="I.1", name="điểm tự chấm"):
    return page.get_by_label(f"{code} {name}", exact=True)


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def state(page):
    return page.locator("[data-save]")


def points(sheet):
    """The points of the sheet as the database has them, by code; None for none."""
    rows = ScoreLine.objects.filter(sheet=sheet).select_related("criterion__group")
    return {row.criterion.code: row.self_points and float(row.self_points) for row in rows}


def complete(sheet):
    """The sheet with points and evidence for every line."""
    return scene.fill(sheet, points="5", codes=[f"{group}.{n}" for group in ("I", "II") for n in range(1, 6)])


def here(page):
    return page.evaluate("document.activeElement.getAttribute('aria-label')")


# --- keys -------------------------------------------------------------------------------------------------


def test_a_whole_sheet_is_filled_with_the_keyboard_only(grid, sheet):
    cell(grid, name="kết quả").focus()
    for number in range(1, 11):
        grid.keyboard.type(f"việc {number}")
        press(grid, "Tab")
        grid.keyboard.type(f"{number % 5 + 1},5")
        press(grid, "Tab")
        grid.keyboard.type("xong")
        press(grid, "Enter")  # down, and back to the column begun in
    expect(state(grid)).to_have_text(SAVED)
    expect(grid.locator(".kt-foot-total dd")).to_have_text("35,00")

    rows = ScoreLine.objects.filter(sheet=sheet).order_by("criterion__group__position", "criterion__position")
    filled = [row for row in rows if row.result]
    assert [row.result for row in filled] == [f"việc {number}" for number in range(1, 11)]
    assert [row.self_points for row in filled] == [number % 5 + 1.5 for number in range(1, 11)]
    assert {row.note for row in filled} == {"xong"}


def test_arrows_home_and_end_move_and_f2_edits(grid):
    cell(grid, "I.2").focus()
    moves = [
        ("ArrowDown", "I.3 điểm tự chấm"),
        ("ArrowLeft", "I.3 kết quả"),
        ("End", "I.3 ghi chú"),
        ("Home", "I.3 kết quả"),
        ("Control+ArrowUp", "I.1 kết quả"),
        ("Shift+Tab", "I.1 kết quả"),
    ]
    for key, place in moves[:5]:
        press(grid, key)
        assert (key, here(grid)) == (key, place)
    press(grid, "Control+End", "Control+Home")
    assert here(grid) == "I.1 kết quả"

    grid.keyboard.type("ab")
    press(grid, "ArrowRight", "ArrowLeft", "F2", "ArrowLeft")
    grid.keyboard.type("x")
    press(grid, "Enter")
    assert cell(grid, name="kết quả").input_value() == "axb"


def test_esc_puts_back_what_stood_there_before(grid, sheet):
    scene.enter(sheet, text="9")
    grid.reload()
    cell(grid).focus()
    grid.keyboard.type("7")
    expect(state(grid)).to_have_text(SAVED)  # sent while still being typed
    press(grid, "Escape")

    expect(cell(grid)).to_have_value("9,00")
    press(grid, "Enter")
    expect(state(grid)).to_have_text(SAVED)
    grid.wait_for_timeout(300)
    assert scene.line(sheet).self_points == 9


def test_a_selection_is_copied_filled_down_cleared_and_undone(grid, sheet):
    cell(grid, "I.1", "kết quả").focus()
    grid.keyboard.type('hai "việc"')
    press(grid, "Tab")
    grid.keyboard.type("9.5")
    press(grid, "Enter", "ArrowUp", "Shift+ArrowRight", "Shift+ArrowDown", "Shift+ArrowDown")
    assert grid.locator("td.is-selected").count() == 6
    expect(cell(grid)).to_have_value("9,50")

    press(grid, "Control+d")
    expect(state(grid)).to_have_text(SAVED)
    expect(cell(grid, "I.3")).to_have_value("9,50")
    assert grid.evaluate(COPY) == "\n".join(['"hai ""việc"""\t9,50'] * 3)

    press(grid, "Delete")
    expect(grid.locator(".kt-foot-total dd")).to_have_text("0,00")
    press(grid, "Control+z")
    expect(grid.locator(".kt-foot-total dd")).to_have_text("28,50")
    press(grid, "Control+z")
    expect(grid.locator(".kt-foot-total dd")).to_have_text("9,50")
    press(grid, "Control+y")
    expect(grid.locator(".kt-foot-total dd")).to_have_text("28,50")
    expect(state(grid)).to_have_text(SAVED)
    assert [points(sheet)[code] for code in ("I.1", "I.2", "I.3")] == [9.5, 9.5, 9.5]


def test_the_mouse_selects_and_a_second_click_edits(grid):
    first, last = cell(grid, "I.1").bounding_box(), cell(grid, "I.3").bounding_box()
    grid.mouse.move(first["x"] + 5, first["y"] + 5)
    grid.mouse.down()
    grid.mouse.move(last["x"] + 5, last["y"] + 5, steps=5)
    grid.mouse.up()
    assert grid.locator("td.is-selected").count() == 3

    cell(grid, "I.2", "ghi chú").click()
    assert grid.locator("td.is-selected").count() == 0
    grid.keyboard.type("xong")
    cell(grid, "I.2", "ghi chú").click()
    press(grid, "Home")
    grid.keyboard.type("đã ")
    assert cell(grid, "I.2", "ghi chú").input_value() == "đã xong"


def test_the_keys_are_told_in_a_box(grid):
    press(grid, "F1")
    expect(grid.locator("#phim-tat")).to_be_visible()
    assert violations(grid) == {}
    press(grid, "F1")
    expect(grid.locator("#phim-tat")).to_be_hidden()


# --- blocks -----------------------------------------------------------------------------------------------


def test_a_block_is_shown_as_a_difference_before_it_is_saved(grid, sheet):
    scene.enter(sheet, text="9")
    grid.reload()
    cell(grid, name="kết quả").focus()
    block = 'một\t8.5\tghi\r\n"hai\nviệc"\t61\t"có ""dấu"""\r\nba\t7,25\t\r\n'
    grid.evaluate(PASTE, block)

    box = grid.locator("dialog.kt-dialog")
    expect(box.get_by_role("heading")).to_have_text("Dán 3 hàng × 3 cột")
    expect(box.locator("p")).to_have_text(
        re.compile("7 ô sẽ đổi, 1 ô máy chủ không nhận.*Tổng điểm sau khi ghi: 15,75")
    )
    row = box.locator("tr", has_text="I.1 điểm tự chấm")
    expect(row.locator("td")).to_have_text(["9,00", "8,50", ""])
    expect(box.locator("tr.is-refused")).to_have_text(re.compile("Ô I.2: nhập từ 0 đến 12 điểm."))
    assert violations(grid) == {}
    assert points(sheet)["I.1"] == 9

    box.get_by_role("button", name="Bỏ, không ghi").click()
    assert cell(grid).input_value() == "9,00"
    grid.evaluate(PASTE, block)
    box.get_by_role("button", name="Ghi 7 ô").click()
    expect(grid.locator(".kt-foot-total dd")).to_have_text("15,75")
    expect(state(grid)).to_have_text(SAVED)
    row = scene.line(sheet, "I.2")
    assert (row.result, row.note, row.self_points) == ("hai việc", 'có "dấu"', None)


def test_a_block_of_30_times_4_is_pasted_after_its_difference(page):
    season = scene.scoring_season(each=15, scored=(330, 300))
    sheet = scene.sheet_of(season)
    world.person(sheet.agency, Post.Kind.LEADER, username="ha")
    opened(page, sheet)
    cell(page, name="kết quả").focus()
    page.evaluate(PASTE, "\r\n".join(f"kết quả {n}\t{n % 20},5\tghi chú {n}\tthừa" for n in range(30)))

    box = page.locator("dialog.kt-dialog")
    expect(box.locator("tbody tr")).to_have_count(90, timeout=30000)
    expect(box.locator("p")).to_have_text(re.compile("^90 ô sẽ đổi, 30 ô nằm ngoài bảng hoặc đang khóa."))
    box.get_by_role("button", name="Ghi 90 ô").click()

    expect(page.locator(".kt-foot-total dd")).to_have_text("250,00", timeout=30000)
    expect(state(page)).to_have_text(SAVED, timeout=30000)
    filled = ScoreLine.objects.filter(sheet=sheet).exclude(result="")
    assert (filled.count(), {row.version for row in filled}) == (30, {4})


# --- two people -------------------------------------------------------------------------------------------


def test_two_people_see_each_others_cells(grid, sheet, chromium, live_server):
    with another(chromium, live_server, sheet) as other:
        cell(other).fill("8")
        press(other, "Enter")

        expect(cell(grid)).to_have_value("8,00", timeout=10000)
        expect(grid.locator("td.is-theirs")).to_have_count(1)
        expect(grid.locator(".kt-foot-total dd")).to_have_text("8,00")
        expect(grid.locator(".kt-say")).to_have_text(re.compile("Nguyễn Thu Thu vừa sửa 1 ô"))


def test_two_cells_of_one_row_typed_by_two_people_are_both_kept(grid, sheet, chromium, live_server):
    with another(chromium, live_server, sheet) as other:
        cell(other).fill("8")
        press(other, "Enter")
        expect(state(other)).to_have_text(SAVED)
    cell(grid, name="ghi chú").fill("của tôi")
    press(grid, "Enter")

    expect(state(grid)).to_have_text(SAVED)
    expect(grid.locator("tr.kt-rowmsg")).to_have_count(0)
    row = scene.line(sheet)
    assert (row.self_points, row.note) == (8, "của tôi")


def test_a_cell_typed_in_by_two_is_never_overwritten_without_asking(grid, sheet, chromium, live_server):
    grid.context.set_offline(True)
    cell(grid).fill("9")
    press(grid, "Tab")
    grid.keyboard.type("ghi của tôi")
    with another(chromium, live_server, sheet) as other:
        cell(other).fill("8")
        press(other, "Enter")
        expect(state(other)).to_have_text(SAVED)
    grid.context.set_offline(False)

    message = grid.locator("tr.kt-rowmsg")
    expect(message).to_have_text(re.compile("Trên máy chủ: “8,00”. Bạn nhập: “9”."))
    assert violations(grid) == {}
    assert points(sheet)["I.1"] == 8
    message.get_by_role("button", name="Ghi đè").click()

    expect(state(grid)).to_have_text(SAVED)
    row = scene.line(sheet)
    assert (row.self_points, row.note) == (9, "ghi của tôi")


def test_undo_leaves_alone_what_somebody_else_has_changed_since(grid, sheet):
    cell(grid).fill("9")
    press(grid, "Enter")
    expect(state(grid)).to_have_text(SAVED)
    scene.enter(sheet, text="7")
    expect(cell(grid)).to_have_value("7,00", timeout=10000)

    press(grid, "Control+z")

    expect(grid.locator(".kt-say")).to_have_text(re.compile("đã được sửa sau bước này nên giữ nguyên"))
    assert points(sheet)["I.1"] == 7


def test_a_page_left_open_says_that_the_sheet_was_handed_in(grid, sheet):
    scoring.submit(complete(sheet), by=None)

    expect(grid.locator(".kt-say")).to_have_text(re.compile("Bảng vừa được nộp"), timeout=10000)


# --- nothing typed is lost ----------------------------------------------------------------------------------


def test_a_cell_is_sent_while_it_is_still_being_typed_in(grid, sheet):
    cell(grid, name="ghi chú").press_sequentially("đang gõ", delay=20)

    expect(state(grid)).to_have_text(SAVED, timeout=3000)
    assert scene.line(sheet).note == "đang gõ"
    expect(cell(grid, name="ghi chú")).to_be_focused()


def test_half_a_number_is_not_scolded_until_the_cell_is_left(grid):
    cell(grid).press_sequentially("9,", delay=20)
    grid.wait_for_timeout(1800)
    expect(grid.locator("tr.kt-rowmsg")).to_have_count(0)

    press(grid, "Enter")
    expect(grid.locator("tr.kt-rowmsg")).to_have_count(1)
    press(grid, "ArrowUp", "Escape")


def test_cells_typed_without_a_network_survive_a_reload(grid, sheet):
    grid.context.set_offline(True)
    for code, text in (("I.1", "1"), ("I.2", "2"), ("I.3", "3")):
        cell(grid, code).fill(text)
        press(grid, "Enter")
    expect(state(grid)).to_have_text("Mất mạng: 3 ô chờ gửi, thử lại")
    grid.evaluate("window.stop()")
    grid.context.set_offline(False)
    grid.route(SAVING, lambda route: route.abort())
    grid.reload()
    grid.unroute(SAVING)

    expect(grid.locator(".kt-foot-total dd")).to_have_text("6,00", timeout=10000)
    expect(state(grid)).to_have_text(SAVED)
    assert [points(sheet)[code] for code in ("I.1", "I.2", "I.3")] == [1, 2, 3]
    assert grid.evaluate("Object.keys(localStorage)") == []


def test_what_one_left_unsaved_is_never_shown_to_another(grid, sheet):
    grid.route(SAVING, lambda route: route.abort())
    cell(grid).fill("9")
    press(grid, "Enter")
    grid.context.clear_cookies()
    grid.goto("about:blank")
    grid.unroute(SAVING)
    opened(grid, sheet, "thu")
    expect(cell(grid)).to_have_value("")
    grid.wait_for_timeout(500)
    assert points(sheet)["I.1"] is None

    grid.context.clear_cookies()
    opened(grid, sheet, "ha")
    expect(state(grid)).to_have_text(SAVED)
    assert points(sheet)["I.1"] == 9


def test_an_ended_session_asks_for_the_password_in_place(grid, sheet):
    grid.context.clear_cookies()
    cell(grid).fill("9")
    press(grid, "Enter")

    box = grid.locator("dialog.kt-dialog")
    expect(box.get_by_role("heading")).to_have_text("Phiên làm việc đã kết thúc")
    expect(state(grid)).to_have_text("Hết phiên làm việc: 1 ô chờ gửi, nhập mật khẩu")
    assert violations(grid) == {}
    box.get_by_label("Mật khẩu").fill("sai")
    box.get_by_role("button", name="Đăng nhập lại").click()
    expect(box.get_by_role("alert")).not_to_be_empty()
    box.get_by_label("Mật khẩu").fill(world.PASSWORD)
    press(grid, "Enter")

    expect(box).to_have_count(0)
    expect(state(grid)).to_have_text(SAVED)
    assert points(sheet)["I.1"] == 9


def test_cells_are_not_saved_under_another_account(grid, sheet):
    other = grid.context.new_page()
    grid.context.clear_cookies()
    opened(other, sheet, "thu")
    cell(grid).fill("9")
    press(grid, "Enter")

    expect(grid.locator("dialog.kt-dialog")).to_be_visible()
    assert points(sheet)["I.1"] is None


def test_cells_of_a_sheet_handed_in_meanwhile_are_shown_to_be_copied(grid, sheet):
    grid.route(SAVING, lambda route: route.abort())
    cell(grid, name="ghi chú").fill("chưa gửi")
    press(grid, "Enter")
    scoring.submit(complete(sheet), by=None)
    grid.unroute(SAVING)
    grid.reload()

    expect(grid.locator(".kt-lost li")).to_have_text(["I.1 ghi chú: chưa gửi"])
    grid.get_by_role("button", name="Bỏ các ô này").click()
    assert grid.evaluate("Object.keys(localStorage)") == []
