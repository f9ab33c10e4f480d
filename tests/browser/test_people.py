"""Invited by a slip, signed in with a second step, and out at once: as people do it in a browser."""

import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from members import invitations, posts
from members.models import Post
from tests import world
from tests.browser.steps import type_password, violations

pytestmark = pytest.mark.browser
NEW = "hoa-phượng-đỏ-41"


def test_an_invited_person_opens_the_link_and_is_in(page):
    person = world.person(world.agency(), Post.Kind.CLERK)
    code = invitations.invite(person, by=None)

    page.goto(f"/invitation/#{code}")
    assert page.get_by_label("Mã mời").input_value() == code
    assert page.evaluate("location.href").endswith("/invitation/")
    assert violations(page) == {}
    page.get_by_role("button", name="Tiếp tục").click()
    page.get_by_label("Tên đăng nhập").fill("ha")
    page.locator("#id_password").fill(NEW)
    page.get_by_label("Nhập lại mật khẩu").fill(NEW)
    page.get_by_role("button", name="Mở tài khoản").click()

    page.get_by_text("Đã mở tài khoản.").wait_for()
    person.refresh_from_db()
    assert person.user.username == "ha"


def test_a_second_step_is_set_up_and_asked_for(page, settings):
    settings.SECOND_FACTOR = "required"
    world.officer()
    type_password(page, "can-bo", world.PASSWORD)

    page.get_by_role("heading", name="Bật xác thực hai bước").wait_for()
    assert violations(page) == {}
    key = page.locator(".kt-howto code").inner_text().replace(" ", "")
    page.get_by_label("Mã 6 chữ số trên ứng dụng").fill(now(key))
    page.get_by_label("Mật khẩu của anh, chị").fill(world.PASSWORD)
    page.get_by_role("button", name="Bật xác thực hai bước").click()
    assert page.locator(".kt-codes li").count() == 10
    assert violations(page) == {}
    with page.expect_download() as download:
        page.get_by_role("link", name="Tải về dạng văn bản").click()
    recovery = download.value.path().read_text().split("\n")
    assert len(recovery) == 10

    page.context.clear_cookies()
    type_password(page, "can-bo", world.PASSWORD)
    page.get_by_label("Mã xác thực").fill(recovery[0])
    assert violations(page) == {}
    page.get_by_role("button", name="Đăng nhập").click()
    page.wait_for_url("**/")
    page.goto("/me/")
    assert page.get_by_text("Mã dự phòng còn").is_visible()


def now(key):
    """What the app shows at this moment."""
    return format_hotp_value(hotp_value(key, int(time.time()) // 30))


def test_a_form_left_open_is_refused_once_the_post_has_ended(page):
    clerk = world.person(world.agency(), Post.Kind.CLERK, username="ha")
    type_password(page, "ha", world.PASSWORD)
    page.goto(f"/agencies/{clerk.agency_id}/people/new/")
    page.locator("#id_family_name").fill("Lê")
    page.locator("#id_given_name").fill("An")

    posts.end(clerk.posts.get(), ends_on=world.LONG_AGO, by=None)
    page.get_by_role("button", name="Lưu").click()

    page.get_by_role("heading", name="Không có quyền mở trang này").wait_for()
    page.complaints.clear()  # the refusal itself
    assert clerk.agency.people.count() == 1
