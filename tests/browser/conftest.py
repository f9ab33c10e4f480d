"""A real Chromium against a running server that serves the real, hashed static files."""

from unittest import mock
from zlib import crc32

import pytest
from django.test import override_settings
from pytest_django.live_server_helper import LiveServer

from tests import browsers, proofs
from tests.awards import drawn, scene
from tests.browser import bench as hands

MANIFEST = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}


@pytest.fixture(scope="session")
def collected(ready):
    """A folder with the static files as a server has them: bundled, hashed, compressed."""
    return ready.static


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


@pytest.fixture
def season(transactional_db):
    """A year in appraisal."""
    return scene.appraised_season()


@pytest.fixture
def design(season):
    """A design of the head's agency with its first draft."""
    return drawn.design(season)


@pytest.fixture
def bench(page, season, design):
    """The page of the design, open for the certificate officer; nothing goes wrong on it unseen."""
    faults = hands.watched(page)
    yield hands.opened(page, season, design)
    page.goto("about:blank")
    page.wait_for_timeout(300)  # what was on its way has arrived before the tables are emptied
    assert faults == []


SIZES = {"office": (1366, 768), "phone": (390, 844)}


@pytest.fixture(params=SIZES.values(), ids=SIZES)
def viewport(request):
    """The two sizes people use."""
    return request.param


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    """In the short form what is done on a page is done in one size, in turn; how it lies is seen in both."""
    left = [] if proofs.is_full() else [item for item in items if _is_spared(item)]
    items[:] = [item for item in items if item not in left]
    config.hook.pytest_deselected(items=left)


def _is_spared(item):
    size = item.callspec.id if item.path.parent.name == "browser" and hasattr(item, "callspec") else ""
    if size not in SIZES or "sideways" in item.name or "accessible" in item.name:
        return False
    return size != list(SIZES)[crc32(item.function.__name__.encode()) % 2]
