"""A real Chromium against a running server that serves the real, hashed static files."""

from unittest import mock

import pytest
from django.core.management import call_command
from django.test import override_settings
from pytest_django.live_server_helper import LiveServer

from tests import browsers

MANIFEST = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}


@pytest.fixture(scope="session")
def collected(tmp_path_factory):
    """A folder with the static files as a server has them: bundled, hashed, compressed."""
    folder = tmp_path_factory.mktemp("static")
    with override_settings(STATIC_ROOT=folder, STORAGES={"staticfiles": MANIFEST}):
        call_command("bundle", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
    return folder


@pytest.fixture(scope="session")
def live_server(collected, django_db_setup):
    """pytest-django's server, but WhiteNoise answers for static files, as it does in earnest."""
    handler = "django.contrib.staticfiles.handlers.StaticFilesHandler"
    with override_settings(STATIC_ROOT=collected), mock.patch(handler, lambda application: application):
        server = LiveServer("localhost")
    yield server
    server.stop()


@pytest.fixture(autouse=True)
def _patience():
    """No test waits for ever for a browser that does not answer any more."""
    with browsers.patience(seconds=300):
        yield


@pytest.fixture(autouse=True)
def static_names(collected, settings):
    """Pages name static files with their hash here."""
    settings.STATIC_ROOT = collected
    settings.STORAGES = settings.STORAGES | {"staticfiles": MANIFEST}


@pytest.fixture(params=[(1366, 768), (390, 844)], ids=["office", "phone"])
def viewport(request):
    """The two sizes people use."""
    return request.param
