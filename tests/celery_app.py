"""The project's Celery application as the tests' worker runs it: on a queue of this test run alone."""

import os
import time
from pathlib import Path

import django
from celery.signals import worker_ready

from config.celery import app

django.setup()
from core import accounts  # noqa: E402 - models need Django set up
from tests.workers import keep_apart  # noqa: E402

keep_apart(os.environ["TEST_QUEUE"])


@worker_ready.connect
def say_ready(**_):
    Path(os.environ["TEST_WORKER_READY"]).touch()


@app.task(name="tests.open_account")
def open_account(username):
    accounts.open_account(username, by=None)


@app.task(name="tests.sleep")
def sleep(seconds):
    time.sleep(seconds)
