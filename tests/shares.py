"""How `make test` shares the suite among processes, each with a database and a queue of its own.

A file stays in one process, because its tests share what is built once for a module; so does a folder whose
tests share one server.
"""

from xdist.scheduler import LoadScopeScheduling

TOGETHER = ("tests/faults/", "tests/production/")  # each empties a Redis database of its own


class ByFile(LoadScopeScheduling):
    """Hands out one file after the other, in the order of the collection."""

    def _split_scope(self, nodeid):
        file = nodeid.partition("::")[0]
        return next((folder for folder in TOGETHER if file.startswith(folder)), file)


def first(item):
    """Sort key: what waits longest, for workers and servers, is not what is left over at the end."""
    return not item.nodeid.startswith(TOGETHER)
