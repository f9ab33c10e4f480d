"""An installation, on SQLite or on servers, whose one worker a test starts and kills."""

import json
import signal
import subprocess
import sys
import time

from django.conf import settings

from core import processes, queue_folder
from tests.installations import Installation

LEASE_SECONDS = 3
WORKER = [
    "-m",
    "celery",
    "-A",
    "config",
    "worker",
    "-I",
    "tests.documents.slow_tasks,tests.faults.slow_sheets",
]
QUIET = ["--without-gossip", "--without-mingle", "--loglevel", "info"]


class Workshop(Installation):
    """`servers` are the variables that lead to PostgreSQL and Redis; none: SQLite and a file queue.

    Its database has all tables already.
    """

    def __init__(self, folder, servers):
        super().__init__(folder)
        self.servers = servers
        self.worker = self.variables = None
        self.queue = folder / "queue"
        (self.queue / "tmp").mkdir(parents=True)

    @property
    def environment(self):
        """The variables of its processes: a short lease, and servers if it has any."""
        short = {"JOB_LEASE_SECONDS": str(LEASE_SECONDS), "DJANGO_SETTINGS_MODULE": "config.settings"}
        return super().environment | short | (self.servers or {"TMPDIR": str(self.queue / "tmp")})

    def act(self, name, *args):
        """Carry out one of `acts` in a process of its own and return its answer."""
        return _answer(self._begin(name, *args))

    def die_in(self, name, *args):
        """Carry out an act that kills its own process."""
        assert self._begin(name, *args).wait() == -signal.SIGKILL

    def start_worker(self, concurrency=1, **variables):
        """Start a worker that leads a process group of its own."""
        self.variables = {"concurrency": concurrency, **variables}
        with self.log.open("ab") as log:
            self.worker = processes.start(
                [sys.executable, *WORKER, *QUIET, "--concurrency", str(concurrency)],
                cwd=settings.BASE_DIR,
                env=self.environment | variables,
                stdout=log,
                stderr=log,
            )

    def kill_worker(self):
        """SIGKILL the worker and every process of its pool."""
        if self.worker:
            processes.kill_group(self.worker)
            self.worker = None

    def finish(self, job, seconds=150):
        """Wait until the job is finished, replacing a worker that dies; tell what became of each shard."""
        waiting = self._begin("finish", job, seconds)
        while waiting.poll() is None:
            time.sleep(0.1)
            if self.worker.poll() is not None:
                self.kill_worker()
                queue_folder.discard_torn(self.queue)
                self.start_worker(**self.variables)
        return _answer(waiting)

    def wait_for(self, mark):
        """Wait until a task has left this mark."""
        self.wait_until(lambda: mark in self.marks)

    @property
    def marks(self):
        """Every mark that tasks have left, oldest first: "shard step"."""
        path = self.folder / "marks"
        return path.read_text().splitlines() if path.exists() else []

    def marks_of(self, *shards):
        """The marks of these shards, by shard."""
        named = [(int(number), step) for number, step in map(str.split, self.marks)]
        return [f"{number} {step}" for number, step in sorted(named) if number in shards]

    @property
    def half_written(self):
        """Files that were begun and never finished."""
        return list((self.folder / "files" / "incoming").glob("*"))

    def _begin(self, name, *args):
        return subprocess.Popen(
            [sys.executable, "-m", "tests.faults.acts", name, json.dumps(args)],
            cwd=settings.BASE_DIR,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )


def _answer(process):
    answer, _ = process.communicate()
    assert process.returncode == 0, f"{process.args} ended with {process.returncode}"
    return json.loads(answer)
