"""Whether the disk is full: told apart from other faults, for trying again helps nobody then."""

import errno
import shutil

from django.conf import settings
from django.db import DatabaseError

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
SAID = ("disk is full", "No space left on device", "Disk quota exceeded")  # by SQLite, by PostgreSQL
VAGUE = "disk I/O error"  # what SQLite says as well where it finds no room for its own two small files
LEAST = 256 * 1024  # bytes


def is_full(fault):
    """Whether the exception `fault`, or one that led to it, came from a disk without room."""
    while fault is not None:
        if isinstance(fault, OSError) and fault.errno in FULL:
            return True
        if isinstance(fault, DatabaseError) and _database_is(str(fault)):
            return True
        fault = fault.__cause__ or fault.__context__
    return False


def _database_is(said):
    if any(words in said for words in SAID):
        return True
    return VAGUE in said and shutil.disk_usage(settings.DATA_DIR)[2] < LEAST
