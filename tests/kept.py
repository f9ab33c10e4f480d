"""What is costly to build is built once for the tests of a module.

It stands in a transaction around all of them; each test works on it inside a savepoint of its own. Only for
modules none of whose tests commits for real (several connections, a worker, a browser).
"""

from contextlib import contextmanager

from django.db import transaction


@contextmanager
def in_a_transaction(blocker, build):
    """Call `build()` in a transaction around the block; `blocker` is pytest-django's `django_db_blocker`."""
    with blocker.unblock(), transaction.atomic():
        build()
        yield
        transaction.set_rollback(True)
