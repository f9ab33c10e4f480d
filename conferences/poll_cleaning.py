"""After a poll: the stored pages are written anew, so that no former state of the urn is left on the disk.

A database keeps what an UPDATE replaced until its pages are used again; these states, one ballot apart,
would tell who voted what. Runs outside any transaction; where it cannot, the poll's page says so.
"""

import logging
from contextlib import contextmanager

from django.db import DatabaseError, connection, transaction

from conferences.models import Poll, Urn
from core import clock, records
from core.rules import RuleError

STEPS = {
    "sqlite": ("VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"),
    "postgresql": ("VACUUM FULL {urn}",),
}
LOG_OF_CHANGES = ("SELECT pg_switch_wal()", "CHECKPOINT")  # only for an account that may
log = logging.getLogger(__name__)


def after_commit(poll):
    """Have it done as soon as the act around is over."""
    transaction.on_commit(lambda: clean(poll, by=None), robust=True)


def clean(poll, *, by):
    """Write the stored urns anew and note it at the poll; return whether it was done.

    Raises RuleError while ballots are taken: what is cast after it would be on the disk again.
    """
    if poll.state not in (Poll.State.CLOSED, Poll.State.VOID):
        raise RuleError("Kho phiếu được ghi lại sau khi đóng bỏ phiếu.")
    if connection.in_atomic_block:
        return False
    try:
        with _patience():
            _run(STEPS[connection.vendor])
    except DatabaseError as fault:
        log.warning("the storage of the urns could not be written anew: %s", type(fault).__name__)
        return False
    if connection.vendor == "postgresql":
        _leave_the_log()
    records.change(poll, cleaned_at=clock.now(), by=by, act="poll.clean")
    return True


def _run(steps):
    table = connection.ops.quote_name(Urn._meta.db_table)
    with connection.cursor() as cursor:
        for step in steps:
            cursor.execute(step.format(urn=table))


@contextmanager
def _patience():
    """Wait for who votes in another poll, but not for ever."""
    if connection.vendor == "sqlite":  # waits as long as for any lock
        yield
        return
    _run(("SET lock_timeout = '20s'",))
    try:
        yield
    finally:
        _run(("RESET lock_timeout",))


def _leave_the_log():
    try:
        _run(LOG_OF_CHANGES)
    except DatabaseError as fault:
        log.info("the log of changes was not ended: %s", type(fault).__name__)
