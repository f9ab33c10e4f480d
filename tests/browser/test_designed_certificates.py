"""Twenty certificates on the picture of a phôi as a new user makes them: designed, calibrated, printed."""

import io

import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import expect

from awards.certifying import wording
from awards.designing import looks
from awards.models import Certificate, PrintBatch
from documents import sheets
from documents.distortions import Distortion
from tests import world
from tests.awards import many, printed, scene
from tests.browser.hand import Hand
from tests.browser.steps import type_password
from tests.documents import measured, sheet_reading

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

QUARTER = 15 * 60  # seconds
EXACT = 0.05  # mm
OFF = Distortion(dx=1.8, dy=-0.6)  # how the printer of this test misses
SIZE = (297, 210)


@pytest.fixture
def viewport():
    """The office's screen."""
    return (1366, 768)


def phoi():
    """A scan of a blank: a frame on cream, 100 dots an inch."""
    picture = Image.new("RGB", (1169, 827), "#FFFAF0")
    ImageDraw.Draw(picture).rectangle((40, 40, 1128, 786), outline="#9E1B22", width=20)
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def new_design(hand):
    hand.follow("Mẫu Bằng khen")
    hand.type("Tên mẫu", "Phôi đỏ năm 2023")
    hand.choose("Bắt đầu từ", "Bằng khen, tập thể, A4 ngang")
    hand.press("Tạo mẫu")
    expect(hand.page.locator("[data-designer][data-ready]")).to_be_visible()


def lay_picture(hand):
    hand.clicks += 3
    upload = {"name": "phoi.png", "mimeType": "image/png", "buffer": phoi()}
    hand.page.get_by_label("Tệp ảnh (PNG, JPEG)").set_input_files(upload)
    expect(hand.page.get_by_text("Đã đặt ảnh dưới tờ giấy.")).to_be_visible()


def place(hand, name, **figures):
    """Choose a box in the list and type its figures."""
    hand.click(hand.page.locator(".kt-field", has_text=name).first)
    for label, figure in figures.items():
        hand.type(LABELS[label], figure)


LABELS = {"x": "X (mm)", "y": "Y (mm)", "width": "Rộng (mm)", "size": "Cỡ chữ (pt)"}


def calibrate(hand):
    hand.follow("Máy in đã căn chỉnh")
    hand.click(hand.page.get_by_role("link", name="Thêm máy in").first)
    hand.type("Máy in", "Canon LBP")
    hand.type("Khay giấy", "khay tay")
    hand.press("Thêm và căn chỉnh")
    for name, distance in measured.distances(OFF, *SIZE).items():
        hand.clicks, hand.letters = hand.clicks + 1, hand.letters + 4
        hand.page.locator(f"[name={name}]").first.fill(str(distance).replace(".", ","))
    hand.press("Tính độ lệch")
    hand.press("Lưu căn chỉnh")
    expect(hand.page.get_by_text("Đã lưu căn chỉnh, bản 1.")).to_be_visible()


def publish(hand):
    hand.follow("Mẫu Bằng khen")
    hand.follow("Phôi đỏ năm 2023")
    expect(hand.page.locator("[data-designer][data-ready]")).to_be_visible()
    hand.choose("Độ dài", "Chữ dài nhất")
    expect(hand.page.locator(".kt-box.is-refuse")).to_have_count(0)
    hand.press("Dùng mẫu này")
    hand.press("Dùng ở đây")


def print_all(hand):
    hand.follow("In Bằng khen")
    hand.click(hand.page.get_by_role("link", name="In Bằng khen…"))
    for name, choice in (("mode", {"value": "overlay"}), ("printer", {"index": 1})):
        hand.clicks += 2
        hand.page.locator(f"select[name={name}]").select_option(**choice)
    hand.press("Tạo tệp in")
    batch = PrintBatch.objects.get()
    assert set(printed.draw(batch.job)) == {"done"}  # as the worker does
    hand.page.reload()
    with hand.page.expect_download() as fetched:
        hand.click(hand.page.get_by_role("link", name="Tải tệp in (PDF)"))
    return fetched.value.path().read_bytes()


def test_twenty_certificates_are_designed_calibrated_and_printed_in_a_quarter_of_an_hour(page):
    season = scene.appraised_season()
    user = printed.officer(season)
    type_password(page, user.username, world.PASSWORD)
    hand = Hand(page)

    new_design(hand)
    lay_picture(hand)
    place(hand, "Tên tập thể", y="88,6", size="24")
    place(hand, "Đơn vị", y="105,2")
    page.locator("[data-item=unit]").focus()
    page.keyboard.press("Shift+ArrowDown")
    expect(page.locator("[data-save]")).to_contain_text("Đã lưu")
    calibrate(hand)
    publish(hand)
    many.decision(20, season)  # decided meanwhile
    content = print_all(hand)

    assert hand.seconds < QUARTER
    rows = list(Certificate.objects.order_by("pk"))
    (design,) = {row.design for row in rows}
    wanted = sheets.draw_part(looks.named(design), [wording.row_of(row) for row in rows])
    read = [(sheet_reading.read(wanted, n)[0], sheet_reading.read(content, n)[0]) for n in range(20)]
    for row, (aimed, found) in zip(rows, read, strict=True):
        assert [line.text for line in found] == [line.text for line in aimed]
        for was, line in zip(aimed, found, strict=True):
            lands = OFF.on(*SIZE).at(line.x, line.baseline)
            assert lands == (pytest.approx(was.x, abs=EXACT), pytest.approx(was.baseline, abs=EXACT))
        name = next(line for line in aimed if row.facts["recipient"] in line.text)
        assert (name.size, name.x + name.width / 2) == (24, pytest.approx(148.5, abs=EXACT))
