"""The tests' own worker is a real one: a process that takes messages and writes to the tests' database."""

import time

import pytest

from config.celery import app
from core.models import User

pytestmark = pytest.mark.faults


def test_the_worker_does_what_is_queued_in_the_database_of_the_tests(worker):
    app.send_task("tests.open_account", ["bdntw.ha"])

    wait_until(User.objects.filter(username="bdntw.ha").exists)


def test_a_killed_worker_starts_again_and_takes_what_was_queued_meanwhile(worker):
    worker.kill()
    app.send_task("tests.open_account", ["bdntw.ha"])

    worker.start()

    wait_until(User.objects.filter(username="bdntw.ha").exists)


def wait_until(true, seconds=10):
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "đợi quá lâu"
        time.sleep(0.05)
