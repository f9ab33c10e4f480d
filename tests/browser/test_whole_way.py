"""A sheet's whole way as a new user goes it: by what the pages say, from the first page on."""

import pytest
from playwright.sync_api import expect

from blocs.models import Season
from members.models import Post
from results import scoring
from results.models import ScoreSheet
from tests import world
from tests.browser.steps import type_password
from tests.results import scene

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SCORED = ("I.1", "II.1")
SLOW = 20000  # ms: a cell is sent within three seconds, a busy machine takes its time


@pytest.fixture
def viewport():
    return (1366, 768)


@pytest.fixture
def season():
    """The third member has not begun its sheet, the others have handed theirs in."""
    season = scene.scoring_season()
    for place in (1, 2):
        scene.submitted(season, place)
    world.person(world.members(season.bloc)[2], Post.Kind.LEADER, username="ha")
    world.head_of(season, "vinh")
    return season


def signed_in(page, who):
    page.context.clear_cookies()
    type_password(page, who, world.PASSWORD)


def follow(page, name):
    page.get_by_role("link", name=name, exact=True).first.click()


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def type_lines(page, texts):
    """Fill result and points of the lines, one below the other, without the mouse."""
    for code, (result, points) in zip(SCORED, texts, strict=True):
        page.get_by_label(f"{code} kết quả", exact=True).focus()
        page.keyboard.type(result)
        page.keyboard.press("Tab")
        page.keyboard.type(points)
        page.keyboard.press("Enter")


def test_a_sheet_is_filled_returned_answered_and_its_result_seen_by_what_the_pages_say(page, season):
    signed_in(page, "ha")
    follow(page, "Nhập bảng")
    press(page, "Bắt đầu nhập")
    type_lines(page, [("4 đề án", "50"), ("3 đợt", "30")])
    expect(page.locator(".kt-foot-total dd")).to_have_text("80,00", timeout=SLOW)
    for code in SCORED:
        follow(page, f"Thêm minh chứng cho {code}")
        proof = {"name": f"{code}.pdf", "mimeType": "application/pdf", "buffer": scene.PDF}
        page.locator("form.kt-form input[name=upload]").first.set_input_files(proof)
        press(page, "Tải minh chứng")
        expect(page.get_by_role("link", name=f"{code}.pdf").first).to_be_visible()
        follow(page, "Về bảng")
    press(page, "Nộp bảng")
    expect(page.locator(".alert-success")).to_have_text("Đã nộp bảng tự chấm điểm.")
    scoring.conclude(Season.objects.get(pk=season.pk), by=None)

    signed_in(page, "vinh")
    follow(page, "Thẩm định")
    follow(page, "Thẩm định bảng của Ban Ba")
    for code in SCORED:
        page.get_by_label(f"Trả lại {code}", exact=True).check()
    page.get_by_label("Nội dung cần bổ sung, sửa").fill("Số liệu chưa khớp minh chứng")
    press(page, "Trả lại các dòng đã chọn")
    expect(page.locator(".alert-success")).to_have_text("Đã trả lại 2 dòng cho Ban Ba.")

    signed_in(page, "ha")
    expect(page.get_by_text("Số liệu chưa khớp minh chứng")).to_be_visible()
    follow(page, "Sửa bảng")
    type_lines(page, [("3 đề án", "45"), ("2 đợt", "29")])
    expect(page.locator(".kt-foot-total dd")).to_have_text("74,00", timeout=SLOW)
    press(page, "Nộp lại bảng")
    expect(page.locator(".alert-success")).to_have_text("Đã nộp bảng tự chấm điểm.")

    signed_in(page, "vinh")
    follow(page, "Thẩm định")
    follow(page, "Thẩm định bảng của Ban Ba")
    press(page, "Nhận mọi dòng chưa thẩm định theo điểm tự chấm")
    press(page, "Chốt thẩm định")
    expect(page.locator(".alert-success")).to_have_text("Đã chốt thẩm định bảng của Ban Ba.")

    signed_in(page, "ha")
    follow(page, "Tự chấm điểm")
    follow(page, "Mở bảng của Ban Ba")
    follow(page, "Vì sao được điểm này")
    expect(page.get_by_role("heading", name="Tổng điểm 74,00 từ đâu ra")).to_be_visible()
    assert ScoreSheet.objects.get(season=season, agency__names__name="Ban Ba").state == "appraised"
