"""Every kind of public page: no violation of WCAG 2.2 A/AA, nothing refused by the security policy."""

import pytest

from core.models import User
from tests.browser.steps import PASSWORD, sign_in, violations

pytestmark = pytest.mark.browser


def test_the_sign_in_page_is_accessible_and_keeps_the_policy(page):
    page.goto("/login/")

    assert page.title() == "Đăng nhập - Khối thi đua"
    assert violations(page) == {}
    assert page.complaints == []


def test_a_refused_sign_in_is_accessible_and_takes_the_focus(page, db):
    sign_in(page, password="sai")

    focused = page.evaluate("document.activeElement.textContent.trim()")
    assert focused == "Tên đăng nhập hoặc mật khẩu chưa đúng."
    assert violations(page) == {}
    assert page.complaints == []


def test_the_page_of_the_own_password_is_accessible(page, db):
    User.objects.create_user("bdntw.ha", password=PASSWORD, must_change_password=True)

    sign_in(page)

    assert page.title() == "Đổi mật khẩu - Khối thi đua"
    assert violations(page) == {}
    assert page.complaints == []


def test_a_page_that_does_not_exist_is_accessible(page):
    page.goto("/khong-co/")

    assert page.get_by_role("heading", level=1).inner_text() == "Không tìm thấy trang này"
    assert violations(page) == {}
