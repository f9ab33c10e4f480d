"""Workshops on both ways to run: SQLite with a file queue, and PostgreSQL with Redis."""

import os
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest
import redis

from tests.ready import ready  # noqa: F401

from .workshop import Workshop

OWN_QUEUE = "/9"  # a Redis database of its own: nobody else's worker may take these messages


@pytest.fixture(scope="module", params=["embedded", "servers"])
def site(request, ready, tmp_path_factory):  # noqa: F811
    """One workshop for the tests of a module; each starts its own workers."""
    folder = tmp_path_factory.mktemp(request.param)
    if request.param == "embedded":
        ready.lay_into(folder)
        yield Workshop(folder, {})
        return
    with ready.database("faults") as address, _own_queue() as queue:
        servers = {
            "DATABASE_URL": address,
            "DATABASE_POOL": "true",
            "REDIS_URL": queue,
            "SECRET_KEY": "only-for-a-workshop-that-tests-break",
        }
        yield Workshop(folder, servers)


@pytest.fixture
def workshop(site):
    """The workshop; whatever worker a test has started is gone after it."""
    yield site
    site.kill_worker()


@contextmanager
def _own_queue():
    queue = urlsplit(os.environ["REDIS_URL"])._replace(path=OWN_QUEUE).geturl()
    with redis.Redis.from_url(queue) as messages:
        messages.flushdb()
        yield queue
        messages.flushdb()
