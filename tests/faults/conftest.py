"""Workshops on both ways to run: SQLite with a file queue, and PostgreSQL with Redis."""

import os
import secrets
from contextlib import contextmanager
from urllib.parse import urlsplit

import psycopg
import pytest
import redis

from .workshop import Workshop

OWN_QUEUE = "/9"  # a Redis database of its own: nobody else's worker may take these messages


@pytest.fixture(scope="module", params=["embedded", "servers"])
def site(request, tmp_path_factory):
    """One workshop for the tests of a module; each starts its own workers."""
    with _servers(request.param) as servers:
        yield Workshop(tmp_path_factory.mktemp(request.param), servers)


@pytest.fixture
def workshop(site):
    """The workshop; whatever worker a test has started is gone after it."""
    yield site
    site.kill_worker()


@contextmanager
def _servers(kind):
    if kind == "embedded":
        yield {}
        return
    if not (os.environ.get("DATABASE_URL") and os.environ.get("REDIS_URL")):
        pytest.skip("cần PostgreSQL và Redis thật: chạy bằng make test")
    name = f"faults_{secrets.token_hex(4)}"
    database, broker = urlsplit(os.environ["DATABASE_URL"]), urlsplit(os.environ["REDIS_URL"])
    queue = broker._replace(path=OWN_QUEUE).geturl()
    with (
        psycopg.connect(database.geturl(), autocommit=True) as admin,
        redis.Redis.from_url(queue) as messages,
    ):
        admin.execute(f"CREATE DATABASE {name}")
        messages.flushdb()
        yield {
            "DATABASE_URL": database._replace(path=f"/{name}").geturl(),
            "DATABASE_POOL": "true",
            "REDIS_URL": queue,
            "SECRET_KEY": "only-for-a-workshop-that-tests-break",
        }
        messages.flushdb()
        admin.execute(f"DROP DATABASE {name} WITH (FORCE)")
