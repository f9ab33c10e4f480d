"""Several boxes of a design at once: chosen by mouse, ticks and keys, moved, set in line, undone as one."""

import pytest
from playwright.sync_api import expect

from awards.designing import drafts
from tests.browser.bench import box_of, drag, entry, field, item, press, saved, scale, state
from tests.browser.steps import violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

POST = {"x": 154, "y": 137.8}  # of the signer, as it is drawn
NAME = {"x": 154, "y": 178.8}


@pytest.fixture
def viewport():
    """A screen with a mouse."""
    return (1366, 768)


def tick(page, name):
    return page.locator(f"[data-tick={name}]")


def title(page):
    return page.locator("[data-several-title]")


def button(page, name):
    return page.locator("[data-several]").get_by_role("button", name=name, exact=True)


def place_of(design, name):
    box = box_of(design, name)
    return box["x"], box["y"]


def chosen(page):
    """What is selected on the sheet, as the list has it ticked."""
    return page.evaluate(
        "[...document.querySelectorAll('[data-tick]:checked')].map((each) => each.dataset.tick)"
    )


# --- chosen -----------------------------------------------------------------------------------------------


def test_a_click_with_ctrl_or_shift_takes_one_more_and_again_one_less(bench):
    item(bench, "signer_post").click()
    item(bench, "signer_name").click(modifiers=["Control"])
    entry(bench, "place_and_day").click(modifiers=["Shift"])
    expect(title(bench)).to_have_text("Đang chọn 3 ô")
    expect(bench.locator("[data-spoken]")).to_have_text("Đang chọn 3 ô, ô mốc là Chức vụ người ký")
    expect(item(bench, "signer_post")).to_have_attribute("aria-pressed", "true")
    expect(item(bench, "signer_post")).to_have_accessible_name(
        "Chức vụ người ký, X 154,0 mm, Y 137,8 mm, ô mốc"
    )
    assert chosen(bench) == ["place_and_day", "signer_post", "signer_name"]

    item(bench, "signer_name").click(modifiers=["Shift"])
    assert chosen(bench) == ["place_and_day", "signer_post"]
    item(bench, "signer_name").click()
    assert chosen(bench) == ["signer_name"]
    expect(title(bench)).to_be_hidden()
    expect(field(bench, "X (mm)")).to_have_value("154,0")


def test_a_rubber_band_selects_what_it_touches_and_a_click_beside_everything_lets_go(bench):
    sheet = bench.locator("[data-sheet]").bounding_box()
    k = scale(bench)

    def band(x, y, to_x, to_y, key=None):
        if key:
            bench.keyboard.down(key)
        bench.mouse.move(sheet["x"] + x * k, sheet["y"] + y * k)
        bench.mouse.down()
        bench.mouse.move(sheet["x"] + to_x * k, sheet["y"] + to_y * k, steps=4)
        bench.mouse.up()
        if key:
            bench.keyboard.up(key)

    band(290, 205, 250, 143)
    expect(title(bench)).to_have_text("Đang chọn 3 ô")
    assert chosen(bench) == ["signer_post", "signer_post_2", "signer_name"]
    band(10, 205, 40, 160, key="Shift")
    assert chosen(bench) == ["signer_post", "signer_post_2", "signer_name", "code"]
    expect(bench.locator(".kt-band")).to_have_count(0)

    bench.mouse.click(sheet["x"] + 5 * k, sheet["y"] + 205 * k)
    assert chosen(bench) == []


def test_ticks_and_keys_alone_select_move_and_set_in_line(bench, design):
    tick(bench, "signer_post").focus()
    press(bench, "Space")
    tick(bench, "signer_name").focus()
    press(bench, "Space")
    expect(tick(bench, "signer_name")).to_be_focused()
    expect(title(bench)).to_have_text("Đang chọn 2 ô")

    item(bench, "recipient").focus()  # walked over, as with Tab
    expect(title(bench)).to_have_text("Đang chọn 2 ô")
    press(bench, "ArrowRight", "ArrowRight", "Shift+ArrowUp")
    expect(bench.locator("[data-spoken]")).to_have_text("2 ô: X 154,2 mm, Y 136,8 mm")
    press(bench, "Control+Space")
    assert chosen(bench) == ["recipient", "signer_post", "signer_name"]
    press(bench, "Control+Space", "Enter")
    expect(field(bench, "X của nhóm (mm)")).to_be_focused()
    field(bench, "X của nhóm (mm)").fill("150,5")
    press(bench, "Escape")
    saved(bench)
    assert place_of(design, "signer_post") == (150.5, 136.8)
    assert place_of(design, "signer_name") == (150.5, 177.8)

    entry(bench, "motto").click()
    press(bench, "Shift+ArrowDown", "Shift+ArrowDown")
    assert chosen(bench) == ["motto", "submotto", "authority"]
    press(bench, "Control+a")
    expect(title(bench)).to_have_text("Đang chọn 16 ô")
    item(bench, "motto").focus()
    press(bench, "Escape")
    assert chosen(bench) == []


# --- done to all of them ----------------------------------------------------------------------------------


def test_a_drag_takes_all_along_as_one_step_and_none_leaves_the_sheet(bench, design):
    item(bench, "signer_post").click()
    item(bench, "signer_name").click(modifiers=["Control"])
    drag(bench, item(bench, "signer_name"), -10 * scale(bench), -500)
    expect(field(bench, "Y của nhóm (mm)")).to_have_value("0,0")
    saved(bench)
    (post, name) = place_of(design, "signer_post"), place_of(design, "signer_name")
    assert post[0] == name[0] == pytest.approx(144, abs=1.5)
    assert name[1] - post[1] == pytest.approx(41, abs=0.01)

    press(bench, "Control+z")
    saved(bench)
    assert place_of(design, "signer_post") == (POST["x"], POST["y"])
    assert place_of(design, "signer_name") == (NAME["x"], NAME["y"])
    press(bench, "Control+y")
    saved(bench)
    assert place_of(design, "signer_name") == name


def test_boxes_are_set_in_line_with_the_first_chosen_or_the_sheet_and_spread_evenly(bench, design):
    for name in ("unit", "code", "facts"):
        tick(bench, name).check()
    expect(bench.locator("[data-several-first]")).to_have_text(
        "Mốc là ô chọn đầu tiên: Chức vụ, đơn vị. Ô này đứng yên."
    )
    button(bench, "Mép phải").click()
    said = bench.locator("[data-several-said]")
    expect(said).to_have_text("Đã căn mép phải của 3 ô theo ô Chức vụ, đơn vị.")
    saved(bench)
    assert drafts.current(design).content["code"]["x"] == 240
    assert place_of(design, "unit") == (35, 106)
    assert place_of(design, "facts")[0] == 174

    field(bench, "Căn theo").select_option(label="Tờ giấy")
    expect(bench.locator("[data-several-first]")).to_have_text("Mốc là tờ giấy.")
    button(bench, "Giữa theo chiều ngang").click()
    expect(said).to_have_text("Đã căn giữa theo chiều ngang của 3 ô theo tờ giấy.")
    button(bench, "Chia đều theo chiều dọc").click()
    expect(said).to_have_text("Đã chia đều 3 ô theo chiều dọc, trên cả tờ giấy.")
    button(bench, "Chia đều theo chiều ngang").click()
    expect(said).to_contain_text("Các ô lớn quá nên không chia đều được theo chiều ngang.")
    saved(bench)
    gap = (210 - 7.2 - 22 - 23.6) / 4
    assert place_of(design, "unit") == (35, pytest.approx(gap, abs=0.01))
    assert drafts.current(design).content["code"]["y"] == pytest.approx(2 * gap + 7.2, abs=0.02)
    assert violations(bench) == {}


def test_several_are_doubled_and_removed_and_taken_back_at_once(bench, design):
    before = [box["name"] for box in drafts.current(design).content["boxes"]]
    for name in ("signer_post", "signer_name", "code"):
        tick(bench, name).check()
    button(bench, "Nhân đôi các ô đang chọn").click()
    expect(title(bench)).to_have_text("Đang chọn 2 ô")
    saved(bench)
    made = drafts.current(design).content["boxes"][-2:]
    assert [(box["label"], box["x"]) for box in made] == [
        ("chức vụ người ký (bản sao)", 157),
        ("họ tên người ký (bản sao)", 157),
    ]
    press(bench, "Control+z")
    item(bench, "signer_post").click()
    for name in ("signer_name", "code"):
        item(bench, name).click(modifiers=["Control"])
    press(bench, "Delete")
    saved(bench)
    content = drafts.current(design).content
    left = [name for name in before if name not in ("signer_post", "signer_name")]
    assert ([box["name"] for box in content["boxes"]], content["code"]) == (left, None)

    press(bench, "Control+z")
    saved(bench)
    content = drafts.current(design).content
    assert [box["name"] for box in content["boxes"]] == before
    assert content["code"] is not None


def test_what_the_server_refuses_of_several_is_said_with_them_and_nothing_is_lost(bench, design):
    tick(bench, "signer_post").check()
    tick(bench, "signer_name").check()
    field(bench, "X của nhóm (mm)").fill("mười")
    expect(bench.locator("#loi-nhom-x")).to_have_text("Hãy nhập một số, ví dụ 9,5.")
    field(bench, "X của nhóm (mm)").fill("290")
    expect(state(bench)).to_have_attribute("data-state", "error")
    expect(bench.locator("[data-several-remarks] .kt-remark--refuse").first).to_contain_text(
        "Vượt ra ngoài mép phải"
    )
    assert place_of(design, "signer_name") == (NAME["x"], NAME["y"])
    field(bench, "X của nhóm (mm)").fill("150")
    saved(bench)
    assert place_of(design, "signer_name") == (150, NAME["y"])


@pytest.mark.parametrize("viewport", [(390, 844)], ids=["phone"])
def test_on_a_phone_ticks_select_several_and_the_bench_is_accessible_and_never_scrolls_sideways(
    bench, design
):
    tick(bench, "signer_post").tap()
    tick(bench, "signer_name").tap()
    button(bench, "Mép trái").tap()
    saved(bench)
    assert bench.evaluate("document.documentElement.scrollWidth") == 390
    assert violations(bench) == {}
