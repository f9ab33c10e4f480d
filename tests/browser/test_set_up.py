"""A new officer sets up four blocs in the browser, each from an Excel file, each in less than ten minutes.

The time is that of a person (tests/browser/hand.py), not of the machine: it is what is clicked and typed.
"""

import io
import time
from datetime import date

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from blocs import members_excel, presets, schedule
from blocs.models import Season
from core import clock
from members.models import Invitation
from tests import proofs, world
from tests.blocs import workbook
from tests.browser import set_up_blocs as sets
from tests.browser.hand import Hand
from tests.browser.steps import type_password, violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TEN_MINUTES = 10 * 60  # seconds
ALL = ["CENTRAL", "INTERNAL", "PROVINCE", "SCHOOL"]
TRIED = proofs.size(["INTERNAL", "SCHOOL"], ALL)


@pytest.fixture
def viewport():
    return (1366, 768)


@pytest.fixture
def start(page):
    """Return a function that lets the officer of a managing body sign in and gives the hand that did."""

    def begin(body):
        name, code, kind = body
        world.officer(world.agency(name, code=code, kind=kind), username="chuyen-vien")
        type_password(page, "chuyen-vien", world.PASSWORD)
        return Hand(page, clicks=3, fields=2, letters=len("chuyen-vien" + world.PASSWORD))

    return begin


def found(hand, bloc):
    """From the desk to a founded bloc; the next page asks for its members."""
    hand.press("Lập khối", role="link")
    hand.type("Tên khối", bloc.name)
    hand.type("Tên ngắn", bloc.short_name)
    chosen = {"Loại": bloc.kind, "Cấp": bloc.level, "Thể thức văn bản": bloc.form}
    chosen |= {"Năm thi đua tính theo": bloc.span, "Cách luân phiên lãnh đạo": bloc.rotation}
    for label, option in chosen.items():
        if option:
            hand.choose(label, option)
    for label, text in bloc.decision.items():
        hand.type(label, text)
    if bloc.labels:
        hand.press(bloc.labels)
    hand.press("Lưu")


def filled(template, bloc):
    """The downloaded template with the rows of the bloc typed into it: the one piece of work in Excel."""
    book = load_workbook(io.BytesIO(template))
    sheet = book.worksheets[0]
    for number, row in enumerate(bloc.rows, 2):
        for key, text in row.items():
            sheet.cell(number, members_excel.ORDER.index(key) + 1, text or None)
    return workbook.saved(book)


def hand_members_in(hand, bloc):
    """From the empty template to the written members and on to the year."""
    page = hand.page
    with page.expect_download() as download:
        hand.click(page.get_by_role("link", name="Tải tệp mẫu").first)
    content = filled(download.value.path().read_bytes(), bloc)
    hand.hand_in("Tệp Excel", content, "don-vi.xlsx")
    hand.press("Xem trước")
    expect(page.locator(".alert-success")).to_contain_text(f"Đọc được cả tệp: {len(bloc.rows)} đơn vị")
    hand.press(f"Ghi {len(bloc.rows)} đơn vị")
    page.get_by_text("Bước tiếp theo.").wait_for()
    hand.click(page.get_by_label("Các bước chuẩn bị").get_by_role("link", name="Mở năm thi đua").first)


def open_year(hand, bloc):
    """The year with its theme; lead and dates stand there already."""
    hand.choose("Năm học" if bloc.span else "Năm", bloc.year)
    hand.type("Chủ đề", bloc.theme)
    hand.press("Mở năm thi đua")


def publish(hand, bloc):
    """A ready table, or one from Excel, and its publishing."""
    if bloc.preset:
        hand.click(hand.page.get_by_role("button", name=bloc.preset).first)
    else:
        hand.follow("Nhập từ Excel")
        table = workbook.exported(presets.find("three-contents").outline)
        hand.hand_in("Tệp Excel", table, "tieu-chi.xlsx")
        hand.press("Xem trước")
        hand.press("Đưa vào bảng")
    hand.click(hand.page.get_by_role("link", name="Công bố bảng").first)
    hand.press("Công bố bảng")
    expect(hand.page.locator(".alert-success")).to_contain_text("Đã công bố bảng tiêu chí.")


def set_up(hand, bloc):
    """The whole way; return the season, and print what it took."""
    began = time.monotonic()
    for step in (found, hand_members_in, open_year, publish):
        step(hand, bloc)
    machine = time.monotonic() - began
    print(
        f"\n{bloc.short_name}: {hand.clicks} clicks, {hand.fields} fields with {hand.letters} letters, "
        f"{hand.seconds:.0f} s of a person, {machine:.0f} s of the machine"
    )
    return Season.objects.get()


def lead(season):
    return tuple((term.label, term.name) for term in season.terms.named(season.standing_on))


def ahead(season):
    """The proposed days of its year that are not over yet."""
    return schedule.ahead(schedule.proposed(season.span, season.year), clock.today())


@pytest.mark.parametrize("name", TRIED)
def test_a_bloc_is_set_up_from_an_excel_file_in_less_than_ten_minutes(start, name):
    bloc = getattr(sets, name)
    hand = start(bloc.body)
    season = set_up(hand, bloc)

    members = [row.name for row in season.bloc.memberships.on(season.standing_on).named()]
    assert members == [row["name"] for row in bloc.rows]
    assert (lead(season), season.theme) == (bloc.lead, bloc.theme)
    assert (season.label, season.criteria.is_draft) == (bloc.year, False)
    assert [row.ends_on for row in season.deadlines.all() if row.ends_on < clock.today()] == []
    assert season.deadlines.count() == len(ahead(season))
    assert Invitation.objects.count() == len([row for row in bloc.rows if row.get("person")])
    assert hand.seconds < TEN_MINUTES
    expect(hand.page.get_by_role("heading", level=1)).to_contain_text(bloc.year)


def test_the_year_of_schools_runs_from_september_to_august(start):
    hand = start(sets.SCHOOL.body)
    season = set_up(hand, sets.SCHOOL)

    assert (season.first_day, season.last_day) == (date(2026, 9, 1), date(2027, 8, 31))
    hand.page.goto("/")
    expect(hand.page.locator(".kt-context").first).to_contain_text("2026–2027")


def test_the_pages_of_the_set_up_are_accessible(start, page):
    bloc = sets.PROVINCE
    hand = start(bloc.body)
    found(hand, bloc)
    assert violations(page) == {}
    hand.hand_in("Tệp Excel", workbook.of(["Tên đầy đủ", "Mã"], ["Ban Một", ""]), "thieu.xlsx")
    hand.press("Xem trước")
    page.locator(".kt-fault").first.wait_for()
    assert violations(page) == {}
    hand_members_in(hand, bloc)
    assert violations(page) == {}
