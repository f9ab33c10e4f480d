"""A rehearsal walked in a real Chromium by three people: at the desk, at a phone, and who closes the ballot.

The projector is a fourth window. From one click on the conference to the file of its minutes.
"""

import io
import re
import time

import pypdf
import pytest
from playwright.sync_api import expect

from tests import browsers
from tests.browser.steps import sign_in, violations
from tests.conferences import polled, rehearsed
from tests.journey.people import machine_works

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DESK, PHONE, HALL = (1366, 768), (390, 844), (1920, 1080)
MOST = 10 * 60  # seconds that a rehearsal may take


@pytest.fixture
def viewport():
    """Each window has its own."""


@pytest.fixture
def window(chromium, live_server):
    """Open a window of this size for an account (none: nobody is signed in)."""
    opened = []

    def open(size, username=""):
        width, height = size
        size = {"width": width, "height": height}
        context = chromium.new_context(viewport=size, base_url=live_server.url, locale="vi-VN")
        page = context.new_page()
        page.complaints = browsers.watch(page, live_server.url.partition("//")[2])
        if username:
            sign_in(page, username)
        opened.append(page)
        return page

    yield open
    for page in opened:
        page.context.close()
    assert [page.complaints for page in opened] == [[]] * len(opened)


def click(page, name):
    named = {"name": name, "exact": True}
    page.get_by_role("button", **named).or_(page.get_by_role("link", **named)).first.click()


def sends(desk, console, hall, label, kind):
    """The operator sends what is called `label`; the wall follows and says that it is a rehearsal."""
    desk.goto(console)
    desk.get_by_role("button", name=re.compile(f"^Chiếu: {label}")).first.click()
    expect(hall.locator(f".kt-screen--{kind}")).to_be_visible(timeout=8000)
    expect(hall.locator(".kt-screen-mark")).to_have_text("DIỄN TẬP")


def votes(phone, poll):
    """A member casts a ballot on a telephone."""
    phone.goto(poll)
    click(phone, "Bỏ phiếu")
    expect(phone.locator(".kt-rehearsal")).to_be_visible()
    assert violations(phone) == {}
    assert phone.evaluate("document.documentElement.scrollHeight <= innerHeight")
    phone.get_by_label("Ban Hai").check()
    click(phone, "Xem lại phiếu")
    click(phone, "Gửi phiếu")
    expect(phone.locator(".kt-receipt")).to_have_text(re.compile("^[A-Z0-9]{4}-[A-Z0-9]{4}$"))


def test_a_rehearsal_is_walked_from_check_in_to_printed_minutes(window):
    began = time.monotonic()
    conference = rehearsed.planned()
    member = polled.voter(conference, 3)
    desk, phone = window(DESK, "clerk-1"), window(PHONE, member.username)
    deputy, hall = window(DESK, "clerk-2"), window(HALL)

    desk.goto(conference.get_absolute_url())
    click(desk, "Diễn tập")
    expect(desk.locator(".kt-rehearsal")).to_be_visible()
    assert violations(desk) == {}
    rehearsal = desk.url
    click(desk, "Mời, điểm danh")
    click(desk, "Điểm danh mẫu số còn lại")
    desk.goto(rehearsal)
    click(desk, "Khai mạc hội nghị")
    click(desk, "Màn chiếu")
    console = desk.url
    click(desk, "Lấy địa chỉ màn chiếu")
    hall.goto(desk.locator("#dia-chi").input_value())
    sends(desk, console, hall, "Số có mặt", "attendance")
    sends(desk, console, hall, "Chương trình", "agenda")

    desk.goto(rehearsal)
    click(desk, "Cờ thi đua")
    poll = desk.url
    phone.goto(poll)
    click(desk, "Mở bỏ phiếu")
    expect(phone.get_by_role("link", name="Bỏ phiếu", exact=True)).to_be_visible(timeout=8000)  # by itself
    sends(desk, console, hall, "Số phiếu đã bỏ", "turnout")
    figure = hall.locator(".kt-screen-figure")
    expect(figure).to_have_text("0 / 6")
    votes(phone, poll)
    expect(figure).to_have_text("1 / 6", timeout=8000)
    desk.goto(poll)
    click(desk, "Bỏ phiếu mẫu cho số còn lại")
    deputy.goto(poll)
    click(deputy, "Đóng phiếu và kiểm phiếu")
    click(deputy, "Đóng phiếu và kiểm phiếu")
    expect(deputy.locator(".alert-success")).to_contain_text("Đã đóng bỏ phiếu")

    desk.goto(rehearsal)
    click(desk, "Ghi kết luận")
    desk.get_by_label("Kết luận của chủ trì").fill("Mọi việc đã thử.")
    click(desk, "Lưu kết luận")
    click(desk, "Bế mạc hội nghị")
    click(desk, "Bế mạc và lập biên bản")
    click(desk, "Biên bản PDF")
    machine_works()
    with desk.expect_download() as download:
        desk.get_by_role("link", name=re.compile("^Tải tệp")).click(timeout=15000)

    pages = [
        page.extract_text() for page in pypdf.PdfReader(io.BytesIO(download.value.path().read_bytes())).pages
    ]
    assert {"DIỄN TẬP" in text for text in pages} == {True}
    assert time.monotonic() - began < MOST
