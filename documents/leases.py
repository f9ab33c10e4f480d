"""Who works on a shard: a claim by conditional UPDATE, and a lease that ends by itself when the worker dies.

Leases count in real time (`timezone.now`), never by `core.clock`: a demo may live in another year, but its
workers die on this day. `finished_at`, which people may read, follows the clock.
"""

import logging
import secrets
import threading
from contextlib import contextmanager
from datetime import timedelta

from django.conf import settings
from django.db import Error, connection
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from core import clock
from documents.models import Shard

logger = logging.getLogger(__name__)

State = Shard.State

ATTEMPTS = 3


def length():
    """Return how long a shard stays with a silent worker."""
    return timedelta(seconds=settings.JOB_LEASE_SECONDS)


def expired(now):
    """Shards whose worker has not been heard of for a whole lease, as a condition."""
    return Q(state=State.RUNNING, lease_until__lt=now)


def free(now):
    """Shards that a worker may take, as a condition: the last of a job when all others are done."""
    others = Shard.objects.filter(job=OuterRef("job"), last=False).exclude(state=State.DONE)
    in_turn = Q(last=False) | ~Exists(others)
    return Q(attempts__lt=ATTEMPTS) & (Q(state=State.WAITING) | expired(now)) & in_turn


def take(shard_id):
    """Claim the shard for this worker alone and return it, or None when it is not free."""
    now = timezone.now()
    token = secrets.token_hex(16)
    claimed = Shard.objects.filter(free(now), pk=shard_id).update(
        state=State.RUNNING, claim=token, lease_until=now + length(), attempts=F("attempts") + 1
    )
    if not claimed:
        return None
    return Shard.objects.select_related("job").get(pk=shard_id, claim=token)


def leave(shard, state, **facts):
    """Let go of the shard in `state`, unless another worker has it by now: then nothing is written."""
    finished_at = clock.now() if state in (State.DONE, State.FAILED) else None
    ours = Shard.objects.filter(pk=shard.pk, claim=shard.claim).update(
        state=state, claim="", lease_until=None, finished_at=finished_at, **facts
    )
    if not ours:
        logger.warning("shard %s of job %s was lost to another worker", shard.pk, shard.job_id)


def bury(now, *, error):
    """Fail the shards whose worker died in its last attempt, with the sentence `error`; return how many."""
    spent = Shard.objects.filter(expired(now), attempts__gte=ATTEMPTS)
    return spent.update(state=State.FAILED, claim="", lease_until=None, finished_at=clock.now(), error=error)


@contextmanager
def held(shard):
    """Renew the lease from a second thread for as long as the block runs."""
    over = threading.Event()
    thread = threading.Thread(target=_renew, args=(shard, over), name=f"lease-{shard.pk}", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _renew(shard, over):
    try:
        while not over.wait(settings.JOB_LEASE_SECONDS / 3):
            try:
                ours = Shard.objects.filter(pk=shard.pk, claim=shard.claim)
                if not ours.update(lease_until=timezone.now() + length()):
                    return
            except Error:  # a busy or restarting database; there is time for another beat
                logger.warning("the lease of shard %s could not be renewed", shard.pk, exc_info=True)
                connection.close()
    finally:
        connection.close()  # this thread's own
