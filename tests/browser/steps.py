"""What people do in a browser, and what is looked at there."""

from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client

from core.models import User

PASSWORD = "mùa-xuân-2024"


def sign_in(page, username="bdntw.ha"):
    """Let the browser be signed in; `type_password` goes through the sign-in page to the first one."""
    client = Client()
    client.force_login(User.objects.get(username=username))
    cookie = {
        "name": settings.SESSION_COOKIE_NAME,
        "value": client.cookies[settings.SESSION_COOKIE_NAME].value,
    }
    page.context.add_cookies([cookie | {"domain": "localhost", "path": "/"}])


def type_password(page, username="bdntw.ha", password=PASSWORD):
    """Open the sign-in page, type and send."""
    page.goto("/login/")
    page.get_by_label("Tên đăng nhập").fill(username)
    page.get_by_label("Mật khẩu").fill(password)
    page.get_by_role("button", name="Đăng nhập").click()


def violations(page):
    """What axe finds against WCAG on the page: rule -> elements."""
    found = Axe().run(page).response["violations"]
    return {each["id"]: [node["html"] for node in each["nodes"]] for each in found}
