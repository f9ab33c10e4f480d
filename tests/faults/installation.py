"""A whole installation to break: own database, own queue, own files, real worker processes."""

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress

from django.conf import settings

LEASE_SECONDS = 3

SERVERS = ("DATABASE_URL", "REDIS_URL")
WORKER = ["-m", "celery", "-A", "config", "worker", "-I", "tests.documents.slow_tasks"]
QUIET = ["--without-gossip", "--without-mingle", "--loglevel", "info"]


class Installation:
    """Lives in `folder`; `servers` says on which database and broker (none: SQLite and a file queue)."""

    def __init__(self, folder, servers):
        self.folder = folder
        self.embedded = not servers
        self.worker = None
        inherited = {key: value for key, value in os.environ.items() if key not in SERVERS}
        own = {
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "DATA_DIR": str(folder),
            "JOB_LEASE_SECONDS": str(LEASE_SECONDS),
            "SECRET_KEY": "only-for-an-installation-that-tests-break",
        }
        if self.embedded:
            own["TMPDIR"] = str(folder / "queue" / "tmp")
        (folder / "queue" / "tmp").mkdir(parents=True)
        self.env = inherited | own | servers
        self._wait(self._start("manage.py", "migrate", "--verbosity=0"))

    def act(self, name, *args):
        """Carry out one of `acts` in a process of its own and return its answer."""
        return json.loads(self._wait(self._act(name, *args)))

    def die_in(self, name, *args):
        """Carry out an act that kills its own process."""
        assert self._act(name, *args).wait() == -signal.SIGKILL

    def start_worker(self, processes=1, **env):
        """Start a worker in a process group of its own, so that all of it can be killed at once."""
        with (self.folder / "worker.log").open("ab") as log:
            self.worker = self._start(
                *WORKER, *QUIET, "-c", str(processes), env=env, stdout=log, stderr=log, start_new_session=True
            )
        self._restart = lambda: self.start_worker(processes, **env)

    def kill_worker(self):
        """SIGKILL the worker and every process of its pool."""
        if self.worker:
            with suppress(ProcessLookupError):
                os.killpg(self.worker.pid, signal.SIGKILL)
            self.worker.wait()
            self.worker = None

    def finish(self, job, seconds=60):
        """Wait until the job is finished, starting a new worker for one that dies; tell what became of it."""
        waiting = self._act("finish", job, seconds)
        while waiting.poll() is None:
            time.sleep(0.1)
            if self.worker.poll() is not None:
                self.kill_worker()
                self._throw_away_torn_messages()
                self._restart()
        return json.loads(self._wait(waiting))

    def wait_for(self, mark, seconds=30):
        """Wait until a task has left this mark."""
        end = time.monotonic() + seconds
        while mark not in self.marks:
            assert time.monotonic() < end, (self.folder / "worker.log").read_text()
            time.sleep(0.02)

    @property
    def marks(self):
        """Every mark that tasks have left, oldest first."""
        path = self.folder / "marks"
        return path.read_text().splitlines() if path.exists() else []

    @property
    def half_written(self):
        """Files that were begun and never finished."""
        return list((self.folder / "files" / "incoming").glob("*"))

    def _throw_away_torn_messages(self):
        """A message of the file queue that was read while it was written ends the worker again and again."""
        for path in (self.folder / "queue" / "messages").glob("*.msg"):
            try:
                json.loads(path.read_bytes())
            except ValueError:
                path.unlink()

    def _act(self, name, *args):
        return self._start("-m", "tests.faults.acts", name, json.dumps(args))

    def _start(self, *args, env=None, **options):
        streams = {"stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL} | options
        return subprocess.Popen(
            [sys.executable, *args], cwd=settings.BASE_DIR, env=self.env | (env or {}), **streams
        )

    def _wait(self, process):
        answer, _ = process.communicate()
        assert process.returncode == 0, f"{process.args} ended with {process.returncode}"
        return answer
