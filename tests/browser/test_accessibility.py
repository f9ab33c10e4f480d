"""Every kind of public page: no violation of WCAG 2.2 A/AA, nothing refused by the security policy."""

import pytest
from django.urls import reverse

from awards.printing import batches
from core.models import User
from tests import world
from tests.awards import printed
from tests.awards import scene as honours
from tests.browser.steps import PASSWORD, sign_in, type_password, violations

pytestmark = pytest.mark.browser


def test_the_sign_in_page_is_accessible_and_keeps_the_policy(page):
    page.goto("/login/")

    assert page.title() == "Đăng nhập - Khối thi đua"
    assert violations(page) == {}
    assert page.complaints == []


def test_a_refused_sign_in_is_accessible_and_takes_the_focus(page, db):
    type_password(page, password="sai")

    focused = page.evaluate("document.activeElement.textContent.trim()")
    assert focused == "Tên đăng nhập hoặc mật khẩu chưa đúng."
    assert violations(page) == {}
    assert page.complaints == []


def test_the_page_of_the_own_password_is_accessible(page, db):
    User.objects.create_user("bdntw.ha", password=PASSWORD, must_change_password=True)

    type_password(page)

    assert page.title() == "Đổi mật khẩu - Khối thi đua"
    assert violations(page) == {}
    assert page.complaints == []


def test_a_page_that_does_not_exist_is_accessible(page):
    page.goto("/khong-co/")

    assert page.get_by_role("heading", level=1).inner_text() == "Không tìm thấy trang này"
    assert violations(page) == {}


def honours_of_a_year():
    """The pages of a year's honours as the head's clerk "vinh" sees them, and the one that anybody sees."""
    decision = printed.decision()
    season = decision.season
    honours.quota(season, total=1)
    proposed = honours.nomination(season, code="government-flag")
    batch = batches.start(decision, mode="full", by=None)
    printed.draw(batch.job)
    world.head_of(season, "vinh")
    certificate = printed.certificates(decision)[0]
    names = ("nominations", "nomination_new", "quotas", "decisions", "register")
    pages = [reverse(f"awards:{name}", args=[season.pk]) for name in names]
    pages += [row.get_absolute_url() for row in (proposed, decision, certificate, batch)]
    pages += [reverse("awards:decision_certificates", args=[decision.pk])]
    return [*pages, reverse("awards:verify", args=[certificate.token])]


def test_every_page_of_the_honours_is_accessible_and_never_scrolls_sideways(page, transactional_db):
    pages = honours_of_a_year()
    sign_in(page, "vinh")

    for url in pages:
        page.goto(url)
        assert (url, violations(page)) == (url, {})
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), url
