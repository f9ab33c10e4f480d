"""An empty installation, made once by `manage.py migrate` and `collectstatic`, for all that begin with one.

Migrating takes twenty seconds, collecting eight; a copy of the file, or of the database on the servers, takes
none. All processes of a run share what was made first, the databases of the tests among them, and the file is
kept beside pytest's cache until something changes that migrations are made of.
"""

import fcntl
import hashlib
import os
import secrets
import shutil
import sqlite3
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from django.db.backends.signals import connection_created

from tests.installations import Installation

MADE_OF = (
    "requirements.txt",
    "*/migrations/*.py",
    "*/*.toml",
    "*/*/*.toml",
    *(
        "core/fields.py",
        "core/derived.py",
        "core/migrating.py",
        "members/provinces.py",
        "awards/cataloguing/catalogue.py",
    ),
)

RUN = os.environ.get("PYTEST_XDIST_TESTRUNUID", secrets.token_hex(8))[:12]
DATABASE = f"ready_{RUN}"


@pytest.fixture(scope="session")
def ready(tmp_path_factory, pytestconfig):
    """What is ready: `lay_into(folder)` on SQLite, `database()` on the servers."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "ready"
    folder.mkdir(exist_ok=True)
    kept = pytestconfig.rootpath / ".pytest_cache" / "ready"  # also where pytest itself keeps nothing
    kept.mkdir(parents=True, exist_ok=True)
    ready = Ready(folder, kept)
    yield ready
    ready.leave()


class Ready:
    """Empty installations whose tables are there.

    `folder` is one for all processes of a run, `kept` one for all runs.
    """

    def __init__(self, folder, kept):
        self.folder, self.kept = folder, kept
        self.uses_servers = False

    def lay_into(self, folder):
        """Put a database with all tables and no rows into the data folder `folder`."""
        shutil.copy(self._file(), folder / "data.sqlite3")

    def lay_under(self):
        """Let the database of the tests, which is still to be created, begin with what is ready."""
        if connection.vendor == "postgresql":
            self._come_to_servers()
            connection.settings_dict["TEST"]["TEMPLATE"] = DATABASE
        else:
            file = self._file()
            connection_created.connect(lambda connection, **_: _fill(connection, file), weak=False)

    def _file(self):
        made = self.kept / f"{_fingerprint()}.sqlite3"
        with self._alone():
            if not made.exists():
                making = self.folder / "making"
                making.mkdir(exist_ok=True)
                _Making(making).run("migrate", "--verbosity=0")
                _without_journal(making / "data.sqlite3")
                for former in self.kept.glob("*.sqlite3"):
                    former.unlink()
                shutil.move(making / "data.sqlite3", made)
        return made

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


def _fingerprint():
    """Changes with everything that decides what migrations make."""
    told = hashlib.sha256()
    for file in sorted(file for pattern in MADE_OF for file in Path(settings.BASE_DIR).glob(pattern)):
        told.update(file.name.encode() + file.read_bytes())
    return told.hexdigest()[:20]


def _without_journal(file):
    """Make one file of a database: what is copied into memory has no place for a journal beside it."""
    with closing(sqlite3.connect(file)) as database:
        database.execute("PRAGMA journal_mode=DELETE")


def _fill(connection, file):
    if connection.is_in_memory_db() and not connection.introspection.table_names():
        with closing(sqlite3.connect(file)) as made:
            made.backup(connection.connection)


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
