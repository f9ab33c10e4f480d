"""Files of their own for every test, and brokers whose messages can be read or that are down."""

import json
import os
import shutil
import socket
import subprocess

import pytest
from celery import Celery, current_app

from core.models import User
from documents import jobs


@pytest.fixture(autouse=True)
def file_store(settings, tmp_path):
    """The folder of stored files, empty."""
    settings.MEDIA_ROOT = tmp_path / "files"
    return settings.MEDIA_ROOT


@pytest.fixture
def small_disk(settings, tmp_path):
    """A real disk of 256 KiB that holds the stored files; needs root to be mounted."""
    if os.geteuid() != 0 or not shutil.which("mount"):
        pytest.skip("mounting a small disk needs root")
    disk = tmp_path / "disk"
    disk.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(disk)], capture_output=True, check=False
    )
    if done.returncode:
        pytest.skip(f"this machine does not let us mount: {done.stderr.decode().strip()}")
    settings.MEDIA_ROOT = disk / "files"
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


class Queue:
    """A file queue that nobody reads but the test."""

    def __init__(self, folder):
        self.folder = folder

    @property
    def messages(self):
        """What was sent and waits, in no order, as the workers find it: (task, arguments)."""
        headers = [json.loads(path.read_bytes())["headers"] for path in self.folder.glob("*.msg")]
        return sorted((header["task"], header["argsrepr"]) for header in headers)

    def lose_everything(self):
        """As a broker does that is restarted without a memory."""
        for path in self.folder.glob("*.msg"):
            path.unlink()


@pytest.fixture
def queue(tmp_path):
    """A broker that takes every message."""
    folder = tmp_path / "messages"
    folder.mkdir()
    options = {"data_folder_in": folder, "data_folder_out": folder, "control_folder": tmp_path / "control"}
    yield from _while_current(
        Celery(
            "queue", broker="filesystem://localhost", broker_transport_options=options, set_as_current=False
        ),
        Queue(folder),
    )


@pytest.fixture
def dead_broker(settings):
    """A broker that is down: a Redis where nobody listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield from _while_current(_redis(taken, settings.REDIS_PATIENCE))


@pytest.fixture
def mute_broker(settings):
    """A broker that hangs: it takes the connection and never says a word. It is given half a second."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield from _while_current(_redis(server, settings.REDIS_PATIENCE | {"socket_timeout": 0.5}))


def _redis(door, options):
    app = Celery("redis", broker=f"redis://127.0.0.1:{door.getsockname()[1]}", set_as_current=False)
    app.conf.broker_transport_options = options
    return app


def _while_current(app, handle=None):
    before = current_app._get_current_object()
    app.set_current()
    app.set_default()  # for other threads
    yield handle
    before.set_current()
    before.set_default()


@pytest.fixture
def clerk():
    return User.objects.create(username="bdntw.ha")


@pytest.fixture
def ask(queue, django_capture_on_commit_callbacks, clerk):
    """Enqueue a job with so many shards and let its transaction end."""

    def act(count=1, task="tests.render", label="Tạo bằng khen"):
        with django_capture_on_commit_callbacks(execute=True):
            return jobs.enqueue(task, shards=[{"number": n} for n in range(count)], label=label, by=clerk)

    return act
