"""The editor of a design: keys, mouse and figures say the same as the printer will; nothing is lost."""

import io

import pytest
from PIL import Image
from playwright.sync_api import expect

from awards.designing import drafts, looks, pictures, samples
from core.models import User
from core.rules import RuleError
from documents import faces, sheets
from tests import world
from tests.awards import drawn
from tests.browser.bench import SAVING, box_of, drag, entry, field, item, press, saved, scale, state
from tests.browser.steps import violations
from tests.documents import sheet_reading

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def viewport():
    """A screen with a mouse."""
    return (1366, 768)


# --- one box, three ways ----------------------------------------------------------------------------------


def test_a_box_is_moved_by_keys_mouse_and_figures_and_all_of_it_is_taken_back(bench, design):
    entry(bench, "recipient").click()
    expect(field(bench, "X (mm)")).to_have_value("30,0")
    item(bench, "recipient").focus()
    press(bench, "ArrowRight", "ArrowRight", "Shift+ArrowDown")
    expect(field(bench, "X (mm)")).to_have_value("30,2")
    expect(field(bench, "Y (mm)")).to_have_value("90,6")
    expect(bench.locator("[data-spoken]")).to_have_text("Họ tên người nhận: X 30,2 mm, Y 90,6 mm")
    saved(bench)
    assert (box_of(design)["x"], box_of(design)["y"]) == (30.2, 90.6)

    drag(bench, item(bench, "recipient"), 12 * scale(bench), -0.6 * scale(bench))
    expect(field(bench, "X (mm)")).to_have_value("42,0")  # caught by the box of what was achieved
    press(bench, "Control+z")
    expect(field(bench, "X (mm)")).to_have_value("30,2")
    drag(bench, bench.locator("[data-grip=e]"), -20 * scale(bench), 0)
    field(bench, "Y (mm)").fill("89.4")
    field(bench, "Cỡ chữ (pt)").fill("24,5")
    saved(bench)
    kept = box_of(design)
    assert (kept["x"], kept["y"], kept["size"]) == (30.2, 89.4, 24.5)
    assert kept["width"] == pytest.approx(217, abs=0.7)

    press(bench, "Escape")
    for _ in range(4):
        bench.get_by_role("button", name="Hoàn tác", exact=True).click()
    expect(bench.get_by_role("button", name="Hoàn tác", exact=True)).to_be_disabled()
    saved(bench)
    assert (box_of(design)["x"], box_of(design)["y"], box_of(design)["width"]) == (30, 89.6, 237)


def test_boxes_are_added_doubled_filled_from_data_set_in_order_and_removed(bench, design):
    bench.get_by_role("button", name="Thêm ô chữ", exact=True).click()
    label = "lời chúc riêng của Khối trưởng gửi người nhận, dòng thứ hai."  # as long as may be: 60
    field(bench, "Tên ô").fill(label)
    field(bench, "Nội dung").fill("Thân tặng ")
    field(bench, "Chèn trường dữ liệu").select_option(label="Tên người nhận")
    expect(field(bench, "Nội dung")).to_have_value("Thân tặng {recipient}")
    field(bench, "Phông chữ").select_option(label="Tinos, đậm nghiêng")
    bench.get_by_role("group", name="Căn dòng").get_by_role("button", name="Trái").click()
    bench.get_by_role("group", name="Đặt ô trên tờ giấy").get_by_role("button", name="Sát trái").click()
    field(bench, "Giãn chữ (%)").fill("12,5")
    bench.get_by_role("button", name="Lên một dòng").click()
    expect(item(bench, "box_15").locator(".kt-box-text")).to_have_text("Thân tặng Trần Thị Minh Nguyệt")
    press(bench, "Control+d")
    saved(bench)
    assert box_of(design, "box_16")["label"] == f"{label[:50]} (bản sao)"
    item(bench, "box_16").focus()
    press(bench, "ArrowRight", "Delete")
    saved(bench)

    kept = box_of(design, "box_15")
    assert (kept["label"], kept["text"]) == (label, "Thân tặng {recipient}")
    assert (kept["weight"], kept["italic"], kept["align"], kept["x"], kept["letter_spacing"]) == (
        700, True, "left", 0, 0.125,
    )  # fmt: skip
    assert [box["name"] for box in drafts.current(design).content["boxes"]][-2:] == ["box_15", "signer_name"]


# --- what the printer will set ----------------------------------------------------------------------------


def test_the_longest_data_is_shown_as_it_will_be_set_and_what_does_not_fit_is_said(bench, design):
    entry(bench, "recipient").click()
    text = item(bench, "recipient").locator(".kt-box-text")
    expect(text).to_have_text("Trần Thị Minh Nguyệt")
    usual = size_of(text)
    field(bench, "Độ dài").select_option(label="Chữ dài nhất")
    expect(text).not_to_have_text("Trần Thị Minh Nguyệt")
    assert size_of(text) < usual
    field(bench, "Rộng (mm)").fill("40")
    remark = bench.locator("[data-remarks] .kt-remark--refuse").first
    expect(remark).to_contain_text("quá dài")
    expect(entry(bench, "recipient")).to_contain_text("có điều cần xem")
    assert violations(bench) == {}
    assert bench.evaluate("document.documentElement.scrollWidth") == 1366


def size_of(text):
    """In points, as it is drawn."""
    px = float(text.evaluate("each => getComputedStyle(each).fontSize").removesuffix("px"))
    return round(
        px / float(text.evaluate("each => getComputedStyle(each).getPropertyValue('--k')")) / 25.4 * 72, 1
    )


SHOWN = """() => {
    const sheet = document.querySelector("[data-sheet]").getBoundingClientRect();
    const k = Number(getComputedStyle(document.querySelector("[data-plate]")).getPropertyValue("--k"));
    return [...document.querySelectorAll(".kt-box-text > span")].map((text) => {
        const place = document.createRange();
        place.selectNodeContents(text);
        const lines = [...place.getClientRects()];
        return [text.textContent.split("\\n")[0], (lines[0].left - sheet.left) / k, lines[0].width / k];
    });
}"""


def test_every_line_stands_on_the_screen_where_the_printer_sets_it(bench, design):
    expect(item(bench, "recipient").locator(".kt-box-text")).to_have_text("Trần Thị Minh Nguyệt")
    for _ in range(4):
        bench.get_by_role("button", name="Phóng to").click()  # px are whole numbers, so look closely
    bench.evaluate("document.fonts.ready")
    shown = {text: (left, width) for text, left, width in bench.evaluate(SHOWN)}
    look = looks.of_version(drafts.current(design))
    lines, _ = sheet_reading.read(sheets.draw_part(look, [samples.row()]))

    compared = [line for line in lines if line.text in shown]
    assert {line.face for line in compared} == {
        "Tinos-Regular",
        "Tinos-Italic",
        "Tinos-Bold",
        "GreatVibes-Regular",
    }
    for line in compared:
        assert (line.text, *shown[line.text]) == (
            line.text, pytest.approx(line.x, abs=0.2), pytest.approx(line.width, abs=0.3),
        )  # fmt: skip


def test_what_is_wrong_with_no_box_stands_above_the_sheet_from_the_first_moment(bench, monkeypatch):
    none = bench.locator("[data-remarks-of-none] .kt-remark--refuse")
    expect(none).to_have_count(0)

    def lost(_cuts):
        raise RuleError("Máy chủ chưa có phông chữ để in văn bản (thiếu tệp gone.ttf).")

    monkeypatch.setattr(faces, "require_cuts", lost)
    bench.reload()
    expect(none).to_have_text(["Máy chủ chưa có phông chữ để in văn bản (thiếu tệp gone.ttf)."])
    assert violations(bench) == {}
    entry(bench, "recipient").click()
    field(bench, "X (mm)").fill("31")  # the draft is saved all the same
    saved(bench)
    expect(none).to_have_count(1)

    monkeypatch.undo()
    field(bench, "X (mm)").fill("32")
    saved(bench)
    expect(none).to_have_count(0)


def test_what_the_longest_words_run_into_is_said_before_anything_is_changed(bench, design):
    draft = drafts.current(design)
    small = drawn.typed(draft, code=draft.content["code"] | {"size": 12}, recipient={"width": 60})
    drafts.write(design, small, revision=draft.revision, by=None)
    bench.reload()
    expect(entry(bench, "recipient")).to_contain_text("có điều cần xem")
    entry(bench, "code").click()
    remark = bench.locator("[data-remarks] .kt-remark--refuse")
    expect(remark).to_contain_text("mã QR sẽ khó đọc")


# --- nothing is lost --------------------------------------------------------------------------------------


def test_what_cannot_be_drawn_stays_on_the_page_with_its_sentence(bench, design):
    entry(bench, "unit").click()
    field(bench, "X (mm)").fill("mười")
    expect(bench.get_by_text("Hãy nhập một số, ví dụ 9,5.")).to_be_visible()
    expect(field(bench, "X (mm)")).to_have_value("mười")
    field(bench, "X (mm)").fill("35,5")
    field(bench, "Nội dung").fill("{salary}")
    sentence = "Không có trường dữ liệu “salary”. Hãy chọn trong danh sách trường."
    expect(bench.locator("#loi-o-text")).to_have_text(sentence)
    expect(state(bench)).to_have_attribute("data-state", "error")
    assert box_of(design, "unit")["x"] == 35

    field(bench, "Nội dung").fill("{unit}")
    saved(bench)
    assert box_of(design, "unit")["x"] == 35.5

    field(bench, "Ngang (mm)").fill("40")
    expect(bench.get_by_text("Nhập từ 100 đến 900 mm.")).to_be_visible()
    field(bench, "Khổ").select_option(label="A3 ngang, 420 × 297 mm")
    expect(field(bench, "Ngang (mm)")).to_have_value("420")
    saved(bench)
    assert drafts.current(design).content["sheet"]["width"] == 420


def test_two_people_are_asked_an_ended_session_goes_on_and_a_lost_connection_loses_nothing(bench, design):
    draft, before = drafts.current(design), box_of(design, "unit")["y"]
    typed = drawn.typed(draft, unit={"y": before + 5})
    drafts.write(design, typed, revision=draft.revision, by=None)
    entry(bench, "recipient").click()
    field(bench, "X (mm)").fill("31")
    asked = bench.get_by_role("dialog", name="Mẫu đã có bản mới hơn")
    expect(asked).to_contain_text("Người khác đã lưu mẫu này từ khi bạn bắt đầu sửa.")
    asked.get_by_role("button", name="Giữ bản của tôi").click()
    saved(bench)
    assert (box_of(design)["x"], box_of(design, "unit")["y"]) == (31, before)

    bench.context.clear_cookies()
    field(bench, "X (mm)").fill("32")
    asked = bench.get_by_role("dialog", name="Phiên làm việc đã kết thúc")
    asked.get_by_label("Mật khẩu").fill(world.PASSWORD)
    press(bench, "Enter")
    expect(asked).to_have_count(0)
    saved(bench)
    assert box_of(design)["x"] == 32

    bench.route(SAVING, lambda route: route.abort())
    field(bench, "X (mm)").fill("33")
    expect(state(bench)).to_have_text("Mất mạng, chưa lưu được: thử lại")
    bench.unroute(SAVING)
    bench.reload()
    entry(bench, "recipient").click()
    expect(field(bench, "X (mm)")).to_have_value("33,0")
    saved(bench)
    assert box_of(design)["x"] == 33
    assert kept_in(bench) == 0


def kept_in(page):
    """How many drafts are kept in the browser."""
    return page.evaluate("Object.keys(localStorage).length")


def test_what_one_saved_oneself_is_never_called_somebody_elses_and_only_a_save_counts_as_one(bench, design):
    officer = User.objects.get(pk=bench.locator("body").get_attribute("data-user"))
    entry(bench, "unit").click()
    field(bench, "Màu").fill("#9e1b22")  # the server writes it in capitals
    bench.reload()  # sent on the way
    saved(bench)
    expect(bench.get_by_role("dialog")).to_have_count(0)
    assert (box_of(design, "unit")["colour"], kept_in(bench)) == ("#9E1B22", 0)

    draft = drafts.current(design)
    here = drawn.typed(draft, recipient={"x": 31})
    drafts.write(design, here, revision=draft.revision, by=officer)
    entry(bench, "recipient").click()
    field(bench, "X (mm)").fill("31")  # the same here and there: nothing to ask
    saved(bench)
    assert (drafts.current(design).revision, kept_in(bench)) == (draft.revision + 1, 0)

    draft = drafts.current(design)
    drafts.write(design, drawn.typed(draft, recipient={"x": 35}), revision=draft.revision, by=officer)
    field(bench, "X (mm)").fill("32")
    asked = bench.get_by_role("dialog", name="Mẫu đã có bản mới hơn")
    expect(asked).to_contain_text("Bản mới hơn do chính bạn lưu")
    asked.get_by_role("button", name="Giữ bản ở đây").click()
    saved(bench)
    assert box_of(design)["x"] == 32

    bench.route(SAVING, lambda route: route.fulfill(body="<p>Bảo trì</p>", content_type="text/html"))
    field(bench, "X (mm)").fill("33")
    expect(state(bench)).to_have_text("Máy chủ chưa nhận: thử lại")
    bench.unroute(SAVING)
    state(bench).get_by_role("button").click()
    saved(bench)
    assert box_of(design)["x"] == 33


# --- a version in use -------------------------------------------------------------------------------------


def test_what_is_used_is_looked_at_and_only_its_next_version_is_changed(bench, design):
    entry(bench, "recipient").click()
    field(bench, "X (mm)").fill("31")
    bench.get_by_role("button", name="Dùng mẫu này").click()  # what was typed just before goes with it
    expect(bench.get_by_text("Từ nay in theo bản 1 của mẫu “Phôi 2024”.")).to_be_visible()
    assert box_of(design)["x"] == 31

    bench.goto(design.get_absolute_url())
    entry(bench, "recipient").click()
    expect(field(bench, "X (mm)")).to_be_disabled()
    item(bench, "recipient").focus()
    press(bench, "ArrowRight", "Delete")
    drag(bench, item(bench, "recipient"), 30, 30)
    expect(field(bench, "X (mm)")).to_have_value("31,0")
    bench.get_by_role("button", name="Sửa thành bản mới").click()
    entry(bench, "recipient").click()
    field(bench, "X (mm)").fill("32")
    saved(bench)
    assert (drafts.current(design).number, drafts.published(design).number) == (2, 1)
    assert (box_of(design)["x"], drafts.published(design).content == drafts.current(design).content) == (
        32,
        False,
    )

    drafts.publish(design, by=None)  # by somebody else meanwhile
    field(bench, "X (mm)").fill("33")
    expect(state(bench)).to_contain_text("Mẫu này không có bản nháp.")
    for address in (design.get_absolute_url(), f"{design.get_absolute_url()}?v=1"):
        bench.goto(address)
        expect(bench.locator("[data-designer][data-ready]")).to_be_visible()
        assert kept_in(bench) == 1
    drafts.draft_from(drafts.published(design), by=None)
    bench.goto(design.get_absolute_url())
    asked = bench.get_by_role("dialog", name="Mẫu đã có bản mới hơn")
    with bench.expect_response(lambda answer: answer.url.endswith("/save/") and answer.status == 200):
        asked.get_by_role("button", name="Giữ bản của tôi").click()
    saved(bench)
    assert (box_of(design)["x"], kept_in(bench)) == (33, 0)


def test_a_picture_is_laid_and_what_it_is_for_is_changed_afterwards(bench, design):
    content = io.BytesIO()
    Image.new("L", (297, 210), 180).save(content, format="PNG")
    file = {"name": "phoi.png", "mimeType": "image/png", "buffer": content.getvalue()}
    said = bench.locator("[data-picture-said]")
    field(bench, "Tệp ảnh (PNG, JPEG)").set_input_files([file])
    expect(said).to_have_text("Đã đặt ảnh dưới tờ giấy.")
    assert drafts.current(design).picture_role == "stock"
    field(bench, "Dùng làm").select_option(label="Nền, in cùng chữ")
    expect(said).to_have_text("Đã đổi cách dùng ảnh.")
    assert drafts.current(design).picture_role == "ground"

    pictures.remove(design, by=None)  # by somebody else meanwhile
    field(bench, "Dùng làm").select_option(label="Ảnh phôi, chỉ để căn chữ")
    expect(said).to_have_text("Hãy chọn ảnh.")
    expect(field(bench, "Dùng làm")).to_have_value("ground")


@pytest.mark.parametrize("viewport", [(390, 844)], ids=["phone"])
def test_on_a_phone_the_bench_is_accessible_and_never_scrolls_sideways(bench, design):
    entry(bench, "code").click()
    assert bench.evaluate("document.documentElement.scrollWidth") == 390
    assert violations(bench) == {}
    item(bench, "unit").tap()
    expect(entry(bench, "unit")).to_have_attribute("aria-current", "true")
    field(bench, "X (mm)").fill("34")
    saved(bench)
    assert box_of(design, "unit")["x"] == 34
