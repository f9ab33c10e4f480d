"""What people do in a browser, and what is looked at there."""

from axe_playwright_python.sync_playwright import Axe

PASSWORD = "mùa-xuân-2024"


def sign_in(page, username="bdntw.ha", password=PASSWORD):
    """Open the sign-in page, type and send."""
    page.goto("/login/")
    page.get_by_label("Tên đăng nhập").fill(username)
    page.get_by_label("Mật khẩu").fill(password)
    page.get_by_role("button", name="Đăng nhập").click()


def violations(page):
    """What axe finds against WCAG on the page: rule -> elements."""
    found = Axe().run(page).response["violations"]
    return {each["id"]: [node["html"] for node in each["nodes"]] for each in found}
