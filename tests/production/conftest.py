"""The servers as an operator starts them, on the PostgreSQL and the Redis that `make test` provides."""

import os
from urllib.parse import urlsplit

import pytest
import redis

from tests.ready import ready  # noqa: F401

from .stack import Stack

OWN_QUEUE = "/8"  # a Redis database of its own: nobody else's worker may take these messages


@pytest.fixture(scope="package")
def servers(ready):  # noqa: F811
    """Variables that lead to a database without a row and an empty queue."""
    with ready.database("production") as address:
        queue = urlsplit(os.environ["REDIS_URL"])._replace(path=OWN_QUEUE).geturl()
        with redis.Redis.from_url(queue) as messages:
            messages.flushdb()
            yield {"DATABASE_URL": address, "REDIS_URL": queue}
            messages.flushdb()


@pytest.fixture(scope="package")
def stack(ready, servers, tmp_path_factory):  # noqa: F811
    """The stack with its web server, one worker and beat."""
    collected = ready.static  # the image's build does this
    stack = Stack(tmp_path_factory.mktemp("production"), servers | {"STATIC_ROOT": str(collected)})
    try:
        migrated = stack.run("migrate")
        assert migrated.returncode == 0, migrated.stderr
        for service in ("web", "worker", "beat"):
            stack.start(service)
        yield stack
    finally:
        stack.stop()
