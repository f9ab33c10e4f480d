"""After a poll: the stored pages are written anew, so that no former state of the urn is left on the disk.

A database keeps what an UPDATE replaced until its pages are used again; these states, one ballot apart,
would tell who voted what. Runs outside any transaction; where it cannot, the poll's page says so and the
workers try again at every sweep.
"""

import logging
from contextlib import contextmanager
from datetime import timedelta

from django.db import DatabaseError, connection, transaction
from django.db.models import Q

from conferences.models import Poll, Urn
from core import clock, records
from core.rules import RuleError

REWRITING = {"sqlite": "VACUUM", "postgresql": "VACUUM FULL {urn}"}
# VACUUM FULL keeps what somebody's older snapshot may still read, and freezes up to the oldest of these: when
# that is older than the last change of the urn, its former states were copied, too.
COPIED = """
    SELECT age({urn}.xmin) <= age(relfrozenxid) FROM {urn}, pg_class
    WHERE {urn}.poll_id = %s AND pg_class.oid = '{urn}'::regclass
"""
CHECKPOINT = "PRAGMA wal_checkpoint(TRUNCATE)"  # answers (busy, pages of the log, pages moved)
LOG_OF_CHANGES = ("SELECT pg_switch_wal()", "CHECKPOINT")  # only for an account that may
TRIED_FOR = timedelta(days=1)
LEFT = "Kho phiếu chưa được ghi lại nên trên đĩa còn dấu vết của từng lần bỏ phiếu."
LOG_LEFT = (
    "Kho phiếu đã được ghi lại nhưng nhật ký chưa được cắt: tài khoản cơ sở dữ liệu của phần mềm không có "
    "quyền, nên nhật ký thay đổi còn dấu vết của từng lần bỏ phiếu đến khi được ghi đè. Hãy nhờ người quản "
    "trị máy chủ cấp quyền rồi ghi lại kho phiếu."
)
DONE = "Đã ghi lại kho phiếu; không còn dấu vết của từng lần bỏ phiếu trên đĩa."
OVER = (Poll.State.CLOSED, Poll.State.VOID)
log = logging.getLogger(__name__)


def after_commit(poll):
    """Have it done as soon as the act around is over; a show of hands has no urn."""
    if poll.by_hands:
        return
    transaction.on_commit(lambda: clean(poll, by=None), robust=True)


def clean(poll, *, by):
    """Write the stored urns anew and note it at the poll; return whether it was done.

    Raises RuleError while ballots are taken: what is cast after it would be on the disk again.
    """
    if poll.by_hands:
        raise RuleError("Biểu quyết giơ tay không có hòm phiếu nên không có kho phiếu để ghi lại.")
    if poll.state not in OVER:
        raise RuleError("Kho phiếu được ghi lại sau khi đóng bỏ phiếu.")
    if connection.in_atomic_block:
        return False
    try:
        with _patience():
            done = _rewrite(poll)
    except DatabaseError as fault:
        log.warning("the storage of the urns could not be written anew: %s", type(fault).__name__)
        return False
    if done:
        facts = {"cleaned_at": clock.now(), "log_kept": not _leave_the_log()}
        records.change(poll, **facts, by=by, act="poll.clean")
    return done


def clean_left():
    """Try again what could not be done at the closing; for the workers, at every sweep of one day.

    Not while a poll is open: who votes would wait behind it.
    """
    if Poll.objects.filter(state=Poll.State.OPEN).exists():
        return
    since = clock.now() - TRIED_FOR
    left = Poll.objects.filter(Q(closed_at__gte=since) | Q(voided_at__gte=since), cleaned_at__isnull=True)
    for poll in left.exclude(mode__in=(Poll.Mode.HANDS, Poll.Mode.NAMED)):
        clean(poll, by=None)


def lacking(poll):
    """Return what is left to be cleaned of a poll that is over, in a sentence; empty when nothing is."""
    if poll.by_hands or poll.state not in OVER or (poll.cleaned_at and not poll.log_kept):
        return ""
    return LOG_LEFT if poll.cleaned_at else LEFT


def told(poll):
    """Return what cleaning has done, in a sentence."""
    return LOG_LEFT if poll.log_kept else DONE


def _rewrite(poll):
    """Return whether the pages were written anew without any former state of this poll's urn.

    Not while somebody else still reads an older state: a backup, an export, the statistics of the server.
    """
    table = connection.ops.quote_name(Urn._meta.db_table)
    _run((REWRITING[connection.vendor].format(urn=table),))
    asked = (CHECKPOINT,) if connection.vendor == "sqlite" else (COPIED.format(urn=table), [poll.pk])
    with connection.cursor() as cursor:
        cursor.execute(*asked)
        left, *_ = cursor.fetchone()
    return not left


def _run(steps):
    with connection.cursor() as cursor:
        for step in steps:
            cursor.execute(step)


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
    """End the log of changes, and return whether it was; SQLite's is empty by now."""
    if connection.vendor == "sqlite":
        return True
    try:
        _run(LOG_OF_CHANGES)
    except DatabaseError as fault:
        log.info("the log of changes was not ended: %s", type(fault).__name__)
        return False
    return True
