"""How `make test` shares the suite among processes, each with a database and a queue of its own.

A file stays in one process, because its tests share what is built once for a module; so does a folder whose
tests share one server. What takes longest begins first, so that it is not what is left over at the end.
"""

from zlib import crc32

from xdist.scheduler import LoadScopeScheduling

TOGETHER = ("tests/faults/", "tests/production/")  # each empties a Redis database of its own
APART = ("tests/security/test_matrix.py",)  # one of its tests takes minutes
LONG = (*APART, "tests/security/test_bad_input.py", *TOGETHER, "tests/backup/", "tests/desk/test_demo")


class ByFile(LoadScopeScheduling):
    """Hands out one file after the other, in the order of the collection."""

    def _split_scope(self, nodeid):
        file = nodeid.partition("::")[0]
        whole = next((folder for folder in TOGETHER if file.startswith(folder)), file)
        return nodeid if file in APART else whole


def place(item):
    """Sort key of a test: the long ones first, in the order of LONG, then file by file, the rooms mixed.

    Tests in a browser wait where others reckon: side by side, neither leaves a core idle.
    """
    starts = (number for number, start in enumerate(LONG) if item.nodeid.startswith(start))
    number = next(starts, len(LONG))
    return number, crc32(item.nodeid.partition("::")[0].encode()) if number == len(LONG) else 0
