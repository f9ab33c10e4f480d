"""What every test stands on. Servers come from `make test`; plain `python -m pytest` runs on SQLite."""

import gc
import os
from unittest import mock
from urllib.parse import urlsplit

import pytest
from django.core.cache import cache
from django.db import connections
from django.test import TransactionTestCase, override_settings

from documents import confined
from tests import browsers, counted, kept, migrated, shares, shelf, turns, workers
from tests.ready import ready  # noqa: F401

BLOCKER = (
    pytest.StashKey()
)  # pytest-django's, which keeps tests away from the database unless they ask for it


def pytest_configure():
    """Send what the tests enqueue to a queue of their own, also on a Redis server that others use."""
    workers.keep_apart(workers.QUEUE)
    gc.set_threshold(100_000, 20, 50)  # a fifth of the suite's time went into looking for cycles


def pytest_xdist_make_scheduler(config, log):
    """Share the suite among processes, when several were asked for."""
    return shares.ByFile(config, log)


@pytest.fixture(scope="session", autouse=True)
def _settings_of_the_tests():
    """Plain static files (nothing is collected), a cache in memory, a quick hash, one step of sign-in."""
    with override_settings(
        STORAGES={
            "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
            "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
        },
        CACHES={"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}},
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        SECOND_FACTOR="offered",  # servers require it; the tests of it do so, too
    ):
        yield


@pytest.fixture(scope="session", autouse=True)
def _pages_counted_once():
    with mock.patch.object(confined, "count", counted.count):
        yield


@pytest.fixture(autouse=True)
def _fresh_limits():
    """Sign-in limits are counted in the cache: each test starts from none."""
    cache.clear()


@pytest.fixture(autouse=True)
def _fresh_worlds():
    """What the last test built is gone with it."""
    kept.forget()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    """Leave out what only the full form runs, and begin with what takes longest."""
    left = set(turns.spared(items))
    config.hook.pytest_deselected(items=list(left))
    items[:] = sorted((item for item in items if item not in left), key=shares.place)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item, nextitem):
    """Give the next test what migrations had brought, after one that emptied the tables."""
    yield
    if nextitem and migrated.is_emptied_by(item) and BLOCKER in item.config.stash:
        with item.config.stash[BLOCKER].unblock():
            migrated.put_back()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings, ready):  # noqa: F811
    """Take the tables from what is ready instead of migrating in each process."""
    ready.lay_under()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker, pytestconfig, tmp_path_factory):
    """Know what migrations brought, and empty the tables in our way after tests with real transactions."""
    if "PYTEST_XDIST_WORKER" in os.environ:
        shelf.stand_in(tmp_path_factory.getbasetemp().parent / "worlds")
    pytestconfig.stash[BLOCKER] = django_db_blocker
    with django_db_blocker.unblock():
        migrated.remember()
    gc.freeze()
    TransactionTestCase._fixture_teardown = lambda _: migrated.empty()


@pytest.fixture
def worker(transactional_db):
    """A real Celery worker that takes what this test enqueues: .kill(), .start(), .pid, .log."""
    if reason := workers.why_not():
        pytest.skip(reason)
    worker = workers.Worker()
    worker.start()
    yield worker
    worker.stop()


@pytest.fixture(scope="session")
def chromium(django_db_setup):
    """The machine's Chromium, one for all browser tests; gone before the database is."""
    with browsers.chromium() as browser:
        yield browser
        # Beside a browser this thread has connections of its own; who drops the database does not see them.
        connections.close_all()


@pytest.fixture
def viewport():
    """The window of `page`; parametrize a test with `viewport` for another."""
    return (1366, 768)


@pytest.fixture
def page(chromium, live_server, viewport):
    """A fresh browser page on the running server; script errors and requests elsewhere fail the test."""
    width, height = viewport
    context = chromium.new_context(
        viewport={"width": width, "height": height},
        has_touch=width < 400,
        base_url=live_server.url,
        locale="vi-VN",
    )
    page = context.new_page()
    page.complaints = browsers.watch(page, urlsplit(live_server.url).netloc)
    yield page
    context.close()
    assert page.complaints == []
