"""A real Celery worker in a process of its own, on the tests' database and the tests' queue."""

import os
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.db import connection

from config.celery import app
from core import processes

PATIENCE = 30  # seconds a worker gets to come up
QUEUE = f"tests-{os.getpid()}"


def keep_apart(queue):
    """Send everything that this process enqueues to `queue` and take nothing from any other."""
    app.conf.update(task_queues=None, task_routes=None, task_default_queue=queue)


def why_not():
    """Return in words why no worker can run here, or nothing."""
    if connection.vendor != "postgresql" or not settings.REDIS_URL:
        return "cần PostgreSQL và Redis thật: chạy bằng make test"
    return ""


class Worker:
    """One worker; what is still queued from earlier tests is dropped before it first starts."""

    def __init__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="worker-", dir=settings.DATA_DIR))
        self.log = self.folder / "log"
        self.process = None
        app.control.purge()

    @property
    def pid(self):
        return self.process.pid

    def start(self):
        """Start it and wait until it takes work."""
        ready = self.folder / "ready"
        ready.unlink(missing_ok=True)
        words = "--pool prefork --concurrency 1 --without-gossip --without-mingle --without-heartbeat"
        with self.log.open("a") as output:
            self.process = processes.start(
                [sys.executable, "-m", "celery", "--app", "tests.celery_app", "worker", *words.split()],
                cwd=settings.BASE_DIR,
                env=os.environ
                | {
                    "DATABASE_URL": database_url(),
                    "TEST_QUEUE": QUEUE,
                    "TEST_WORKER_READY": str(ready),
                    "PYTHONWARNINGS": "ignore:You're running the worker with superuser",
                },
                stdout=output,
                stderr=output,
            )
        deadline = time.monotonic() + PATIENCE
        while not ready.exists():
            assert self.process.poll() is None and time.monotonic() < deadline, self.log.read_text()
            time.sleep(0.05)

    def kill(self):
        """End it as a power cut would, in the middle of whatever it does."""
        processes.kill_group(self.process)

    def stop(self):
        """End it in order; what it still does gets a few seconds."""
        processes.end(self.process)


def database_url():
    """Return the address of the database this test run is really connected to."""
    at = connection.settings_dict
    word = f":{quote(at['PASSWORD'], safe='')}" if at["PASSWORD"] else ""
    return f"postgres://{quote(at['USER'], safe='')}{word}@{at['HOST']}:{at['PORT'] or 5432}/{at['NAME']}"
