"""What the scripts add to forms, and what a first visit fetches."""

import pytest

pytestmark = pytest.mark.browser


def test_a_second_click_does_not_send_a_form_twice(page):
    sent = []

    def swallow(route):  # no answer that would replace the page, so that there is something to click again
        sent.append(route.request.method)
        route.fulfill(status=204)

    page.goto("/login/")
    page.route("**/login/", swallow)
    button = page.get_by_role("button", name="Đăng nhập")
    button.click()
    button.click()
    page.wait_for_timeout(200)

    assert sent == ["POST"]
    assert button.get_attribute("aria-busy") == "true"


def test_the_first_visit_takes_few_and_small_files(page):
    fetched = {}
    page.on("requestfinished", lambda request: fetched.update({request.url: request.sizes()}))
    page.goto("/login/", wait_until="networkidle")

    static = {url: size["responseBodySize"] for url, size in fetched.items() if "/static/" in url}

    assert len(static) <= 8
    assert sum(static.values()) <= 150_000
