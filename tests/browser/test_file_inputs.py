"""A place to choose a file: Vietnamese whatever the browser speaks, and still the browser's own input."""

import pytest
from playwright.sync_api import expect

from tests.awards import printed
from tests.browser.steps import sign_in, violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TEXT = {"name": "mẫu Bằng khen 2024.zip", "mimeType": "application/zip", "buffer": b"no zip"}


@pytest.fixture
def page_of_import(page, season):
    """The page where a design comes from a file."""
    sign_in(page, printed.officer(season).username)
    page.on("filechooser", lambda chooser: None)  # from here on; to ask for it takes the browser a moment
    page.goto("/certificate-designs/import/")
    return page


def chooser(page):
    return page.get_by_label("Tệp mẫu (.zip)")


def face(page):
    return page.locator(".kt-file-face")


def test_it_says_in_vietnamese_what_is_chosen_and_keeps_its_label_focus_and_keys(page_of_import):
    page = page_of_import
    expect(face(page)).to_have_text("Chọn tệpChưa chọn tệp nào")
    expect(chooser(page)).to_have_attribute("title", "Chưa chọn tệp nào")
    place, over = chooser(page).bounding_box(), face(page).bounding_box()
    assert (over["x"], over["y"], over["height"]) == (place["x"], place["y"], place["height"])

    chooser(page).focus()
    expect(chooser(page)).to_be_focused()
    with page.expect_file_chooser() as asked:
        page.keyboard.press("Space")
    asked.value.set_files([TEXT])
    expect(face(page)).to_have_text("Chọn tệpmẫu Bằng khen 2024.zip")
    assert violations(page) == {}


def test_a_press_on_our_button_is_one_on_the_input(page_of_import):
    page = page_of_import
    button = page.locator(".kt-file-button").bounding_box()
    with page.expect_file_chooser() as asked:
        page.mouse.click(button["x"] + button["width"] / 2, button["y"] + button["height"] / 2)
    asked.value.set_files([TEXT])
    expect(face(page)).to_have_text("Chọn tệpmẫu Bằng khen 2024.zip")


def test_a_refusal_stands_below_it_as_below_every_field(page_of_import):
    page = page_of_import
    page.get_by_role("button", name="Nhập mẫu").click()
    expect(page.locator(".invalid-feedback")).to_be_visible()
    expect(page.locator(".invalid-feedback")).to_have_text("Hãy chọn tệp mẫu.")
    expect(face(page)).to_have_text("Chọn tệpChưa chọn tệp nào")


@pytest.mark.parametrize("viewport", [(390, 844)], ids=["phone"])
def test_without_a_script_it_is_the_input_of_the_browser(browser, page_of_import):
    context = browser.new_context(
        java_script_enabled=False, storage_state=page_of_import.context.storage_state()
    )
    plain = context.new_page()
    plain.goto(page_of_import.url)
    expect(face(plain)).to_have_count(0)
    expect(chooser(plain)).to_be_visible()
    assert chooser(plain).evaluate("each => getComputedStyle(each).color") != "rgba(0, 0, 0, 0)"
    context.close()


def test_on_the_bench_the_name_goes_once_the_picture_is_laid(bench):
    picture = bench.locator("[data-picture]")
    expect(picture.locator(".kt-file-name")).to_have_text("Chưa chọn tệp nào")
    bench.get_by_label("Tệp ảnh (PNG, JPEG)").set_input_files([{**TEXT, "name": "phôi.png"}])
    expect(picture.locator("[data-picture-said]")).to_contain_text("phôi.png")  # no picture
    expect(picture.locator(".kt-file-name")).to_have_text("Chưa chọn tệp nào")
    assert bench.evaluate("document.documentElement.scrollWidth") == bench.viewport_size["width"]
