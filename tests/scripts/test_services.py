"""The throw-away servers are real, and gone when their command ends, however it ends."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from scripts.console import ROOT
from tests.installations import SERVERS

ASK_BOTH = """
import os, psycopg, redis
print(psycopg.connect(os.environ["DATABASE_URL"]).execute("SELECT current_user").fetchone()[0])
print(redis.Redis.from_url(os.environ["REDIS_URL"]).ping(), len(os.environ["SECRET_KEY"]) >= 32)
"""
TELL_AND_WAIT = "import os, time; print(os.environ['DATABASE_URL'], flush=True); time.sleep(60)"


@pytest.fixture
def ctrl_c_is_heard():
    """Let what a test starts hear Ctrl-C, also where a shell runs the suite beside it and silences that."""
    usual = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, usual)


def start(program, **options):
    bare = {name: value for name, value in os.environ.items() if name not in SERVERS}
    words = [sys.executable, "-m", "scripts.services", sys.executable, "-c", program]
    return subprocess.Popen(
        words, cwd=ROOT, env=bare, stdout=subprocess.PIPE, text=True, start_new_session=True, **options
    )


def test_the_command_reaches_both_servers_and_its_code_is_returned():
    with start(ASK_BOTH + "raise SystemExit(7)") as command:
        output = command.communicate()[0]

    assert output == "app\nTrue True\n"
    assert command.returncode == 7


@pytest.mark.parametrize("told", [signal.SIGINT, signal.SIGTERM])
def test_a_stopped_command_takes_its_servers_along(ctrl_c_is_heard, told):
    with start(TELL_AND_WAIT, stderr=subprocess.DEVNULL) as command:
        port = command.stdout.readline().partition("127.0.0.1:")[2].partition("/")[0]
        assert len(listeners(port)) == 1

        # Ctrl-C goes to everybody in the terminal's group, SIGTERM only to the process itself.
        (os.killpg if told == signal.SIGINT else os.kill)(command.pid, told)

    deadline = time.monotonic() + 10
    while listeners(port):
        assert time.monotonic() < deadline, "máy chủ vẫn chạy"
        time.sleep(0.1)


def listeners(port):
    """Return the sockets of this machine that listen on `port`."""
    wanted = f"0100007F:{int(port):04X}"
    rows = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    return [row for row in rows if row[1] == wanted and row[3] == "0A"]
