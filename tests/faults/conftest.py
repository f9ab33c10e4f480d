"""Installations on both ways to run: SQLite with a file queue, and PostgreSQL with Redis."""

import os
import secrets
from contextlib import contextmanager
from urllib.parse import urlsplit

import psycopg
import pytest
import redis

from .installation import Installation


@pytest.fixture(scope="module", params=["embedded", "servers"])
def site(request, tmp_path_factory):
    """One installation for the tests of a module; each starts its own workers."""
    with _servers(request.param) as servers:
        yield Installation(tmp_path_factory.mktemp(request.param), servers)


@pytest.fixture
def installation(site):
    """The installation; whatever worker a test has started is gone after it."""
    yield site
    site.kill_worker()


@contextmanager
def _servers(kind):
    if kind == "embedded":
        yield {}
        return
    if not (os.environ.get("DATABASE_URL") and os.environ.get("REDIS_URL")):
        pytest.skip("needs PostgreSQL and Redis: set DATABASE_URL and REDIS_URL (make test does)")
    name = f"faults_{secrets.token_hex(4)}"
    database, broker = urlsplit(os.environ["DATABASE_URL"]), urlsplit(os.environ["REDIS_URL"])
    queue = broker._replace(path="/9").geturl()
    with (
        psycopg.connect(database.geturl(), autocommit=True) as admin,
        redis.Redis.from_url(queue) as messages,
    ):
        admin.execute(f"CREATE DATABASE {name}")
        messages.flushdb()
        yield {"DATABASE_URL": database._replace(path=f"/{name}").geturl(), "REDIS_URL": queue}
        messages.flushdb()
        admin.execute(f"DROP DATABASE {name} WITH (FORCE)")
