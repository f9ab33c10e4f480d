"""An installation that is backed up, or takes a backup; and backups that were tampered with."""

import hashlib
import json
import os
import sqlite3
import subprocess
import sys
import zipfile
from contextlib import closing, contextmanager

from django.conf import settings

from tests.installations import Installation


class Site(Installation):
    """`servers` are the variables that lead to PostgreSQL and Redis; none: SQLite and a file queue."""

    def __init__(self, folder, servers=None):
        super().__init__(folder)
        self.servers = servers or {}

    @property
    def environment(self):
        """The variables of its processes."""
        return super().environment | {"DJANGO_SETTINGS_MODULE": "config.settings"} | self.servers

    @classmethod
    @contextmanager
    def on_servers(cls, database, folder):
        """Give a site on `database`, a context that gives an address, and the Redis of the tests."""
        with database as address:
            yield cls(
                folder,
                {
                    "DATABASE_URL": address,
                    "REDIS_URL": os.environ["REDIS_URL"],
                    "SECRET_KEY": "the-key-of-the-servers-is-the-operators-own",
                    "ALLOWED_HOSTS": "*",
                },
            )

    def act(self, name):
        """Carry out one of `acts` in a process of its own and return its answer."""
        (answer,) = self.acts(name)
        return answer

    def acts(self, *names):
        """Carry out several, one after the other, in one process and return their answers."""
        done = subprocess.run(
            [sys.executable, "-m", "tests.backup.acts", *names],
            cwd=settings.BASE_DIR,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout.splitlines()[-1])

    def back_up(self, path):
        """Make a backup at `path` and return the path."""
        made = self.manage("backup", str(path))
        assert made.returncode == 0, made.stderr
        return path

    def restore(self, path):
        """Restore the backup at `path` and return what the command said."""
        done = self.manage("restore", str(path))
        assert done.returncode == 0, done.stderr
        return done.stdout

    def files(self):
        """Every stored file below the folder, by its path."""
        root = self.folder / "files"
        return {
            str(path.relative_to(root)): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(root.rglob("*"))
            if path.is_file()
        }

    def tables(self):
        """The names of the tables in the file of SQLite."""
        with closing(sqlite3.connect(self.folder / "data.sqlite3")) as database:
            return database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()

    def left(self):
        """What lies in the data folder, but for what every start makes."""
        made = {"queue", "cache", "secret-key", "start.lock"}
        made |= {f"data.sqlite3{tail}" for tail in ("", "-wal", "-shm")}
        return sorted(
            str(path.relative_to(self.folder))
            for path in self.folder.rglob("*")
            if path.is_file() and path.relative_to(self.folder).parts[0] not in made
        )


def refusal(done):
    """The sentence a command refused with."""
    assert done.returncode == 1, done.stdout
    (told,) = [line for line in done.stderr.splitlines() if line.startswith("CommandError: ")]
    return told.removeprefix("CommandError: ")


def without_key(facts):
    """What servers, whose key is the operator's own, have in common with a PC."""
    return {name: value for name, value in facts.items() if name != "key"}


def members(path):
    """The content of an archive: name → bytes."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def manifest(path):
    """The manifest of an archive, without the moment it was made at."""
    told = json.loads(members(path)["manifest.json"])
    told.pop("made_at")
    return told


def tampered(path, change, *, true_to_manifest=False):
    """Return a copy of the archive after `change(members, manifest)`; hashes are made to fit when asked."""
    content = members(path)
    told = json.loads(content["manifest.json"])
    change(content, told)
    if true_to_manifest:
        told["members"] = {
            name: {"sha256": hashlib.sha256(held).hexdigest(), "size": len(held)}
            for name, held in content.items()
            if name != "manifest.json"
        }
    content["manifest.json"] = json.dumps(told).encode()
    copy = path.with_name(f"tampered-{os.urandom(4).hex()}.zip")
    with zipfile.ZipFile(copy, "w") as archive:
        for name, held in content.items():
            archive.writestr(name, held)
    return copy
