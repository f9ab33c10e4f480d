"""A whole installation on SQLite and a file queue, in a folder of its own and in processes of its own."""

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from django.conf import settings

from core import processes
from scripts.services import free_port

SERVERS = ("DATABASE_URL", "REDIS_URL", "SECRET_KEY", "ALLOWED_HOSTS")


class Installation:
    """`manage.py` with its own DATA_DIR and PORT; `started` is the process of `manage.py start`."""

    def __init__(self, folder):
        self.folder = folder
        self.log = folder / "log"
        self.port = free_port()
        self.started = None

    @property
    def environment(self):
        """The variables of its processes: no server, so SQLite and files below DATA_DIR."""
        inherited = {name: value for name, value in os.environ.items() if name not in SERVERS}
        return inherited | {"DATA_DIR": str(self.folder), "PORT": str(self.port)}

    def manage(self, *words, **options):
        """Run `manage.py` with `words` to its end and return it; `options` are those of the process."""
        return subprocess.run(
            [sys.executable, "manage.py", *words],
            cwd=settings.BASE_DIR,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
            **options,
        )

    def start(self):
        """Run `manage.py start` and wait until the web server answers."""
        with self.log.open("a") as output:
            self.started = processes.start(
                [sys.executable, "manage.py", "start"],
                cwd=settings.BASE_DIR,
                env=self.environment,
                stdout=output,
                stderr=output,
            )
        self.wait_until(lambda: "Phần mềm đã chạy tại" in self.log.read_text())

    def stop(self):
        """End what start() began."""
        if self.started:
            processes.end(self.started, seconds=15)

    def get(self, path):
        """Return the status code of a page."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=10) as answer:
                return answer.status
        except urllib.error.HTTPError as refusal:
            return refusal.code

    def pids(self, word):
        """Return the ids of this installation's processes whose command line has `word`, eldest first."""
        mark = f"DATA_DIR={self.folder}\0".encode()
        return [
            int(folder.name)
            for folder in sorted(Path("/proc").glob("[0-9]*"), key=lambda folder: int(folder.name))
            if _has(folder / "environ", mark) and _has(folder / "cmdline", word.encode())
        ]

    def wait_until(self, true, seconds=20):
        """Wait for something to become true; fail with the log when it does not."""
        deadline = time.monotonic() + seconds
        while not true():
            assert time.monotonic() < deadline, self.log.read_text()
            time.sleep(0.1)


def _has(path, text):
    try:
        return text in path.read_bytes()
    except OSError:  # it ended meanwhile, or is somebody else's
        return False
