"""People who act at the same moment, each on a connection of their own, on a real PostgreSQL."""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from core.rules import RuleError

PATIENCE = 10  # seconds until both stand ready
REFUSALS = (RuleError, ValidationError)


def need_postgresql():
    """Skip where there is no database that several write to at once."""
    if connection.vendor != "postgresql":
        pytest.skip("cần PostgreSQL thật: chạy bằng make test")


@contextmanager
def hands(count=2):
    """Give `at_once(*acts)`: it lets the acts begin together and returns what each answered or refused.

    The hands keep their connections from one time to the next; opening one takes longer than most acts.
    """
    ready = threading.Barrier(count)

    def open_hand():
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '5s'")  # a test that waits for itself fails

    def run(act):
        ready.wait(timeout=PATIENCE)
        try:
            return act()
        except REFUSALS as refusal:
            return refusal

    def close_hand(_):
        ready.wait(timeout=PATIENCE)
        connection.close()

    with ThreadPoolExecutor(count, initializer=open_hand) as threads:
        try:
            yield lambda *acts: list(threads.map(run, acts))
        finally:
            list(threads.map(close_hand, range(count)))


def at_once(*acts):
    """Carry out the acts together, once; see `hands`."""
    with hands(len(acts)) as together:
        return together(*acts)


def ended(answers):
    """Return how each act ended: "done", or the kind of its refusal."""
    return [type(answer).__name__ if isinstance(answer, REFUSALS) else "done" for answer in answers]
