"""An empty installation, made once by `manage.py migrate` and `collectstatic`, for tests that begin with one.

Migrating takes ten seconds and more, collecting eight; a copy of the file, or of the database on the servers,
takes none. All processes of a run share what was made first.
"""

import fcntl
import os
import secrets
import shutil
from contextlib import contextmanager
from urllib.parse import urlsplit

import psycopg
import pytest

from tests.installations import Installation

RUN = os.environ.get("PYTEST_XDIST_TESTRUNUID", secrets.token_hex(8))[:12]
DATABASE = f"ready_{RUN}"


@pytest.fixture(scope="session")
def ready(tmp_path_factory):
    """What is ready: `lay_into(folder)` on SQLite, `database()` on the servers."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "ready"
    folder.mkdir(exist_ok=True)
    ready = Ready(folder)
    yield ready
    ready.leave()


class Ready:
    """Empty installations whose tables are there; `folder` is one for all processes of a run."""

    def __init__(self, folder):
        self.folder = folder
        self.uses_servers = False

    def lay_into(self, folder):
        """Put a database with all tables and no rows into the data folder `folder`."""
        made = self.folder / "sqlite"
        with self._alone():
            if not made.exists():
                making = self.folder / "making"
                making.mkdir(exist_ok=True)
                _Making(making).run("migrate", "--verbosity=0")
                making.rename(made)
        shutil.copy(made / "data.sqlite3", folder / "data.sqlite3")

    @property
    def static(self):
        """The folder of the collected static files, for STATIC_ROOT."""
        made = self.folder / "static"
        with self._alone():
            if not made.exists():
                collecting = _Making(self.folder, STATIC_ROOT=str(self.folder / "collecting"))
                collecting.run("bundle")
                collecting.run("collectstatic", "--no-input")
                (self.folder / "collecting").rename(made)
        return made

    @contextmanager
    def database(self, prefix):
        """Give the address of a database of its own on the servers, with all tables; gone after the block."""
        skip_without_servers()
        self._come_to_servers()
        with _new_database(prefix, f"TEMPLATE {DATABASE}") as address:
            yield address

    def _come_to_servers(self):
        if self.uses_servers:
            return
        with self._alone(), _admin() as admin:
            if not self._users(+1):
                admin.execute(f"CREATE DATABASE {DATABASE}")
                _Making(self.folder, DATABASE_URL=_address(DATABASE)).run("migrate", "--verbosity=0")
        self.uses_servers = True

    def leave(self):
        """Take the database away when no other process needs it."""
        if self.uses_servers:
            with self._alone(), _admin() as admin:
                if self._users(-1) == 1:
                    admin.execute(f"DROP DATABASE {DATABASE} WITH (FORCE)")

    def _users(self, change):
        """Return how many processes used the servers' database before this one came or went."""
        noted = self.folder / "users"
        before = int(noted.read_text()) if noted.exists() else 0
        noted.write_text(str(before + change))
        return before

    @contextmanager
    def _alone(self):
        with (self.folder / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


class _Making(Installation):
    """An installation that is being made; `variables` are those of its processes, besides the usual."""

    def __init__(self, folder, **variables):
        super().__init__(folder)
        self.variables = variables

    @property
    def environment(self):
        secret = {"SECRET_KEY": "only-for-an-installation-that-tests-copy"}
        return super().environment | secret | self.variables

    def run(self, *words):
        done = self.manage(*words)
        assert done.returncode == 0, done.stderr


@contextmanager
def empty_database(prefix):
    """Give the address of a database of its own on the servers, without a table; gone after the block."""
    skip_without_servers()
    with _new_database(prefix) as address:
        yield address


def skip_without_servers():
    """Skip the test that asks, unless there are a PostgreSQL and a Redis."""
    if not (os.environ.get("DATABASE_URL") and os.environ.get("REDIS_URL")):
        pytest.skip("cần PostgreSQL và Redis thật: chạy bằng make test")


@contextmanager
def _new_database(prefix, source=""):
    name = f"{prefix}_{secrets.token_hex(4)}"
    with _admin() as admin:
        admin.execute(f"CREATE DATABASE {name} {source}")
        yield _address(name)
        admin.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _admin():
    return psycopg.connect(os.environ["DATABASE_URL"], autocommit=True)


def _address(name):
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()
