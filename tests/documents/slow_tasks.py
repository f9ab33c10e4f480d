"""A task that takes its time, dies, hangs or loses its database, as its facts say.

For tests with a real worker: `celery -A config worker -I tests.documents.slow_tasks`.
"""

import os
import signal
import time

from celery import shared_task
from django.conf import settings
from django.db import connection

from documents import files, jobs


@shared_task(name="tests.shard")
def shard(shard_id):
    """Do the deed that the shard's facts name."""
    jobs.work(shard_id, lambda shard: DEEDS[shard.facts["does"]](shard))


def write(shard):
    """Take `seconds`, then keep `text`; leave a mark at the start and at the end."""
    mark(f"{shard.pk} starts")
    time.sleep(shard.facts["seconds"])
    stored = files.keep(shard.facts["text"].encode(), content_type="text/plain")
    mark(f"{shard.pk} ends")
    return stored


def die(shard):
    """Take the whole worker along."""
    mark(f"{shard.pk} starts")
    os.killpg(os.getpgrp(), signal.SIGKILL)


def hang(shard):
    """Never come back."""
    mark(f"{shard.pk} starts")
    time.sleep(3600)


def lose_database(shard):
    """Have the server end the connection, the first time."""
    if shard.attempts == 1:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")
    return write(shard)


DEEDS = {"write": write, "die": die, "hang": hang, "lose database": lose_database}


def mark(line):
    """Append a line that outlives the process."""
    with (settings.DATA_DIR / "marks").open("a") as marks:
        marks.write(f"{line}\n")
