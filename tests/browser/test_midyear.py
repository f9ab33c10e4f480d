"""The half-year report typed in a real browser: by the keys of Excel, saved cell by cell."""

import pytest

from members.models import Post
from results import midyear
from tests import world
from tests.browser.steps import sign_in, violations
from tests.results import halfyear

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ASKS = 4_000  # ms: what others write is asked for as often; the clock of the page is put on


def test_progress_and_texts_are_saved_as_they_are_typed(page):
    report = halfyear.begun(halfyear.running())
    world.person(report.agency, Post.Kind.CLERK, username="ha")
    sign_in(page, "ha")
    page.goto(report.get_absolute_url())

    page.get_by_label("Đã thực hiện I.1").focus()
    page.keyboard.type("3")
    page.keyboard.press("Tab")
    page.keyboard.type("Xong 3 đề án")
    page.keyboard.press("Enter")
    page.get_by_text("75%").wait_for()
    page.get_by_label("Ưu điểm").fill("Đã xong 3 đề án.")
    page.get_by_label("Ưu điểm").press("Tab")
    page.get_by_text("5 từ").wait_for()

    (row,) = midyear.progress(report)
    assert (row.done, row.result) == ("3", "Xong 3 đề án")
    assert report.texts.get(key="strengths").text == "Đã xong 3 đề án."
    assert violations(page) == {}


def test_what_another_person_writes_appears_without_a_reload(page):
    report = halfyear.begun(halfyear.running())
    world.person(report.agency, Post.Kind.CLERK, username="ha")
    other = world.person(report.agency, Post.Kind.LEADER, username="lan").user
    sign_in(page, "ha")
    page.clock.install()
    page.goto(report.get_absolute_url())

    midyear.enter(report, halfyear.target_of(report), cell="done", text="3", version=0, by=other)
    page.clock.run_for(ASKS)
    page.get_by_text("75%").wait_for(timeout=15_000)
    text = report.texts.select_related("report").get(key="strengths")
    midyear.write(text, words="Đã xong 3 đề án.", version=1, by=other)
    page.clock.run_for(ASKS)
    page.get_by_text("5 từ").wait_for(timeout=15_000)

    assert page.get_by_label("Đã thực hiện I.1").input_value() == "3"
    assert page.get_by_label("Ưu điểm").input_value() == "Đã xong 3 đề án."
    page.get_by_label("Kết quả 6 tháng I.1").fill(
        "Xong ba đề án"
    )  # under the version that came with the number
    page.get_by_label("Kết quả 6 tháng I.1").press("Enter")
    page.get_by_text("Đã lưu").first.wait_for()
    (row,) = midyear.progress(report)
    assert (row.done, row.result) == ("3", "Xong ba đề án")
