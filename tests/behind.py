"""One act behind another on a real PostgreSQL: it waits for a row until the first one commits, every time."""

import time
from concurrent.futures import ThreadPoolExecutor

from django.core.exceptions import ValidationError
from django.db import connection, transaction

from core.rules import RuleError

PATIENCE = 20  # seconds until the second one must wait
WAITS = "SELECT count(*) FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))"


def behind(first, second):
    """Do `first` in a transaction and commit it once `second`, on its own connection, waits for it.

    Returns what `second` answered or refused. What it asked the database before the commit it asked of the
    rows as they were; that is where a row read together with the one it waited for stays the old one.
    """

    def run():
        try:
            with connection.cursor() as cursor:
                cursor.execute("SET lock_timeout = '60s'")  # a test that waits for itself fails
            return second()
        except (RuleError, ValidationError) as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as thread:
        with transaction.atomic():
            first()
            answer = thread.submit(run)
            _until_it_waits(answer)
        return answer.result(timeout=60)


def _until_it_waits(answer):
    end = time.monotonic() + PATIENCE
    with connection.cursor() as cursor:
        while time.monotonic() < end:
            cursor.execute(WAITS)
            if cursor.fetchone()[0]:
                return
            assert not answer.done(), f"it did not wait: {answer.exception() or answer.result()!r}"
            time.sleep(0.02)
    raise AssertionError("it did not wait")
