"""The shell in a browser: its menus, and what it says when a request of htmx fails."""

import pytest

from core.models import User
from tests.browser.steps import PASSWORD, sign_in, violations

pytestmark = [pytest.mark.browser, pytest.mark.urls("tests.pages")]


@pytest.fixture
def shell(page, db):
    """A page with the shell, of somebody who is signed in."""
    User.objects.create_user("bdntw.ha", password=PASSWORD)
    sign_in(page)
    page.goto("/khung/")
    page.complaints.clear()  # the first page is not there in these tests
    return page


def open_menu(page):
    """Show the menu; on a phone it is behind a button."""
    button = page.get_by_role("button", name="Mở trình đơn")
    if button.is_visible():
        button.click()


def test_the_shell_is_accessible_and_keeps_the_policy(shell):
    assert violations(shell) == {}
    assert shell.complaints == []


def test_the_open_menus_are_accessible(shell):
    open_menu(shell)
    shell.get_by_text("Nguyễn Thu Hà").click()

    assert shell.get_by_role("link", name="Bảo mật tài khoản").is_visible()
    assert violations(shell) == {}


@pytest.mark.parametrize("viewport", [(390, 844)], indirect=True, ids=["phone"])
def test_on_a_phone_the_menu_opens_on_a_tap_and_closes_with_escape(shell):
    item = shell.get_by_role("link", name="Bảng tiêu chí")
    assert item.is_hidden()

    open_menu(shell)
    assert item.is_visible()

    shell.keyboard.press("Escape")
    assert item.is_hidden()
    assert shell.evaluate("document.activeElement.ariaLabel") == "Mở trình đơn"


def test_no_page_is_wider_than_its_screen(shell):
    assert shell.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_signing_out_leads_to_the_sign_in_page(shell):
    open_menu(shell)
    shell.get_by_text("Nguyễn Thu Hà").click()
    shell.get_by_role("button", name="Đăng xuất").click()

    assert shell.get_by_role("status").inner_text() == "Đã đăng xuất."
    assert shell.title() == "Đăng nhập - Khối thi đua"


def test_an_act_of_htmx_is_let_in(shell):
    shell.get_by_role("button", name="Làm được").click()

    shell.wait_for_selector("#ket-qua:text('mới')")


def test_a_refusal_of_htmx_stands_among_the_messages(shell):
    shell.get_by_role("button", name="Bị từ chối").click()

    assert shell.get_by_role("alert").inner_text() == "Năm 2023 đã khép lại; chỉ còn xem được."
    assert shell.locator("#ket-qua").inner_text() == "cũ"


def test_a_server_error_is_said_once_and_stays_until_closed(shell):
    for _ in range(2):
        shell.get_by_role("button", name="Bị hỏng").click()
    said = shell.get_by_role("alert")
    said.wait_for()

    assert said.count() == 1
    assert "Máy chủ chưa làm được việc này." in said.inner_text()
    assert violations(shell) == {}

    said.get_by_role("button", name="Đóng").click()
    assert said.count() == 0


def test_an_ended_session_is_said_and_the_page_stays(shell):
    shell.context.clear_cookies(name="sessionid")

    shell.get_by_role("button", name="Làm được").click()
    said = shell.get_by_role("alert")
    said.wait_for()

    assert "Phiên làm việc đã kết thúc." in said.inner_text()
    assert said.get_by_role("link", name="Đăng nhập lại").get_attribute("href") == "/login/"
    assert shell.locator("#ket-qua").inner_text() == "cũ"
