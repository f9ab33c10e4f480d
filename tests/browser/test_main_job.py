"""The main job on one screen, through a real Chromium: points, appraisal, places, certificates on paper."""

import io

import pypdf
import pytest
from django.urls import reverse
from playwright.sync_api import expect

from awards.models import PrintBatch
from blocs.models import Season
from members.models import Post
from results import appraisal, scoring
from tests import world
from tests.awards import printed
from tests.browser.steps import type_password
from tests.results import appraised, scene

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def now(season):
    """The year as the database has it."""
    return Season.objects.get(pk=season.pk)


@pytest.fixture
def viewport():
    return (1366, 768)


@pytest.fixture
def sheet():
    """The third member's own sheet was returned for one line; the other sheets are appraised."""
    season = scene.scoring_season()
    sheets = [scene.submitted(season, place) for place in (1, 2, 3)]
    scoring.conclude(now(season), by=None)
    for place in (1, 2):
        appraised.finished(season, place)
    appraisal.send_back(sheets[2], lines=[scene.line(sheets[2], "II.1")], reason="Thiếu xác nhận", by=None)
    world.person(sheets[2].agency, Post.Kind.LEADER, username="ha")
    world.head_of(season, "vinh")
    return sheets[2]


def type_points(page, text):
    """Type the points of the returned line into the grid."""
    box = page.get_by_label("II.1 điểm tự chấm", exact=True)
    box.fill(text)
    box.press("Tab")
    expect(page.locator(".kt-foot-total dd")).to_have_text("59,00")


def test_points_are_typed_appraised_and_ranked_and_certificates_downloaded(page, sheet):
    season = sheet.season
    type_password(page, "ha", world.PASSWORD)
    page.goto(sheet.get_absolute_url())
    type_points(page, "29")
    page.get_by_role("button", name="Nộp lại bảng").click()
    expect(page.locator(".alert-success")).to_have_text("Đã nộp bảng tự chấm điểm.")

    page.context.clear_cookies()
    type_password(page, "vinh", world.PASSWORD)
    page.goto(reverse("results:appraise", args=[sheet.pk]))
    page.get_by_role("button", name="Nhận mọi dòng").click()
    page.get_by_role("button", name="Chốt thẩm định").click()
    expect(page.locator(".alert-success")).to_have_text("Đã chốt thẩm định bảng của Ban Ba.")
    appraisal.conclude(now(season), by=None)

    page.goto(reverse("conferences:board", args=[season.pk]))
    expect(page.locator(".kt-board tbody tr")).to_have_count(3)
    expect(page.locator(".kt-board tbody")).to_contain_text("59,00")

    decision = printed.decision(season=now(season))
    page.goto(reverse("awards:decision_certificates", args=[decision.pk]))
    page.get_by_role("link", name="In Bằng khen…").click()
    page.get_by_role("button", name="Tạo tệp in").click()
    page.wait_for_url("**/batches/*/")
    printed.draw(PrintBatch.objects.get().job)
    with page.expect_download() as download:
        page.get_by_role("link", name="Tải tệp in (PDF)").click(timeout=15000)

    content = download.value.path().read_bytes()
    assert printed.numbers(content) == ["01/2023", "02/2023"]
    assert len(pypdf.PdfReader(io.BytesIO(content)).pages) == 2
