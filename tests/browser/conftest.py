"""A real Chromium against a running server that serves the real, hashed static files."""

import os
import shutil
from unittest import mock

import pytest
from django.core.management import call_command
from django.test import override_settings
from playwright.sync_api import sync_playwright
from pytest_django.live_server_helper import LiveServer

os.environ.setdefault(
    "DJANGO_ALLOW_ASYNC_UNSAFE", "true"
)  # Playwright's loop runs in the thread of the tests

MANIFEST = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}


@pytest.fixture(scope="session")
def chromium():
    """The system's Chromium; without it these tests are skipped, but never where CI=true promises it."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        missing = "Chromium is not installed; browser tests need it (apt install chromium)."
        pytest.fail(missing) if os.environ.get("CI") == "true" else pytest.skip(missing)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def collected(tmp_path_factory):
    """A folder with the static files as a server has them: bundled, hashed, compressed."""
    folder = tmp_path_factory.mktemp("static")
    with override_settings(STATIC_ROOT=folder, STORAGES={"staticfiles": MANIFEST}):
        call_command("bundle", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
    return folder


@pytest.fixture(scope="session")
def live_server(collected):
    """pytest-django's server, but WhiteNoise answers for static files, as it does in earnest."""
    handler = "django.contrib.staticfiles.handlers.StaticFilesHandler"
    with override_settings(STATIC_ROOT=collected), mock.patch(handler, lambda application: application):
        server = LiveServer("localhost")
    yield server
    server.stop()


@pytest.fixture(autouse=True)
def static_names(collected, settings):
    """Pages name static files with their hash here."""
    settings.STATIC_ROOT = collected
    settings.STORAGES = settings.STORAGES | {"staticfiles": MANIFEST}


@pytest.fixture(params=[(1366, 768), (390, 844)], ids=["office", "phone"])
def page(chromium, live_server, request):
    """An empty page of the two sizes people use; `page.complaints` lists what the console said."""
    width, height = request.param
    context = chromium.new_context(
        base_url=live_server.url, viewport={"width": width, "height": height}, has_touch=width < 400
    )
    page = context.new_page()
    page.complaints = []
    page.on("console", lambda message: page.complaints.append(message.text))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    yield page
    context.close()
