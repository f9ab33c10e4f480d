"""/healthz answers within seconds also when the servers behind it are down, or hang without a word."""

import json
import socket
import time
from contextlib import ExitStack

import pytest

from core.health import PATIENCE

from .stack import Stack

pytestmark = pytest.mark.faults

TOLD = {
    "database": "Cơ sở dữ liệu không trả lời.",
    "queue": "Hàng đợi việc không trả lời.",
    "worker": "Chưa rõ, vì cơ sở dữ liệu không trả lời.",
    "last_sweep_seconds": None,
}


@pytest.fixture(scope="module", params=["down", "hanging"])
def lonely(request, tmp_path_factory):
    """A web server whose PostgreSQL and Redis are not there, or take connections and never answer."""
    with ExitStack() as opened:
        port = 1
        if request.param == "hanging":
            port = opened.enter_context(socket.create_server(("127.0.0.1", 0))).getsockname()[1]
        stack = Stack(
            tmp_path_factory.mktemp("lonely"),
            {
                "DATABASE_URL": f"postgres://app:word@127.0.0.1:{port}/app",
                "REDIS_URL": f"redis://127.0.0.1:{port}/0",
            },
        )
        opened.callback(stack.stop)
        stack.start("web")
        stack.wait_for(lambda: stack.health()[0])
        yield stack


def test_what_is_down_is_told_in_seconds_however_often_one_asks(lonely):
    for _ in range(3):
        began = time.monotonic()
        status, facts = lonely.health()

        assert (status, facts) == (503, TOLD)
        assert time.monotonic() - began < PATIENCE + 1


def test_a_browser_that_is_signed_in_is_told_the_same(lonely):
    status, _, text = lonely.get("/healthz", Cookie=f"sessionid={'a' * 32}")

    assert (status, json.loads(text)) == (503, TOLD)


def test_the_container_is_told_to_be_ill(lonely):
    assert lonely.probe("web") == 1
