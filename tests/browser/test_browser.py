"""The browser of the tests is a real one and reaches the running server, and nothing else."""

import pytest

from scripts import frontend
from tests import browsers

pytestmark = pytest.mark.browser


@pytest.fixture(autouse=True)
def _front_end_files():
    if not frontend.VENDOR.exists():
        pytest.skip("chưa có tệp giao diện: chạy make test")


@pytest.mark.parametrize("viewport", [(1366, 768), (390, 844)])
def test_a_page_opens_in_the_asked_window_and_gets_static_files(page, viewport):
    answer = page.goto("/static/vendor/htmx.min.js")

    assert answer.status == 200
    assert page.evaluate("[innerWidth, innerHeight]") == list(viewport)


def test_a_request_to_elsewhere_is_noticed(page, live_server):
    trouble = browsers.watch(page, "127.0.0.1:1")

    page.goto("/static/vendor/htmx.min.js")

    assert trouble == [f"leaves: {live_server.url}/static/vendor/htmx.min.js"]
