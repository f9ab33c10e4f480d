"""The servers as an operator starts them, on the PostgreSQL and the Redis that `make test` provides."""

import os
import secrets
from urllib.parse import urlsplit

import psycopg
import pytest
import redis

from .stack import Stack, database_address

OWN_QUEUE = "/8"  # a Redis database of its own: nobody else's worker may take these messages


@pytest.fixture(scope="package")
def servers():
    """Variables that lead to an empty database and an empty queue."""
    if not (os.environ.get("DATABASE_URL") and os.environ.get("REDIS_URL")):
        pytest.skip("cần PostgreSQL và Redis thật: chạy bằng make test")
    name = f"production_{secrets.token_hex(4)}"
    queue = urlsplit(os.environ["REDIS_URL"])._replace(path=OWN_QUEUE).geturl()
    with (
        psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as admin,
        redis.Redis.from_url(queue) as messages,
    ):
        admin.execute(f"CREATE DATABASE {name}")
        messages.flushdb()
        yield {"DATABASE_URL": database_address(name), "REDIS_URL": queue}
        messages.flushdb()
        admin.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="package")
def stack(servers, tmp_path_factory):
    """The stack, migrated, with its web server, one worker and beat."""
    stack = Stack(tmp_path_factory.mktemp("production"), servers)
    try:
        for words in (["bundle"], ["collectstatic", "--no-input"]):  # the image's build does this
            assert stack.manage(*words).returncode == 0
        migrated = stack.run("migrate")
        assert migrated.returncode == 0, migrated.stderr
        for service in ("web", "worker", "beat"):
            stack.start(service)
        yield stack
    finally:
        stack.stop()
