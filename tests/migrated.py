"""Rows that migrations brought stand again after a test with real transactions, which empties every table."""

import time
from contextlib import contextmanager

from django.apps import apps
from django.db import OperationalError, connection, transaction

PATIENCE = 10  # tries, for requests that a closed browser left behind
DJANGO = {"auth", "contenttypes"}
TRANSACTIONAL = {"transactional_db", "live_server", "worker"}

_rows = []


def remember():
    """Keep what the migrations have brought; call it once, on the fresh database."""
    ours = [model for model in apps.get_models() if getattr(model, "brought_by_migration", False)]
    _rows[:] = [list(model.objects.all()) for model in ours]


def empty():
    """Remove every row but those of Django's own lists: what is quick where the flush of Django is not.

    Only tables with rows are emptied, and nothing is asked of the applications afterwards.
    """
    for attempt in range(PATIENCE):
        try:
            with transaction.atomic():
                _empty_filled_tables()
            return
        except OperationalError:  # a request that is still served holds what this one wants
            if attempt == PATIENCE - 1:
                raise
            time.sleep(0.1)


def _empty_filled_tables():
    names = [model._meta.db_table for model in _emptied()]
    asked = " UNION ALL ".join(f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM {name})" for name in names)
    with connection.cursor() as cursor:
        cursor.execute(asked)
        filled = [name for (name,) in cursor.fetchall()]
        if connection.vendor == "postgresql" and filled and not _may_pass_guards(cursor):
            cursor.execute(f"TRUNCATE {', '.join(filled)} CASCADE")
            return
        with _without_guards(cursor):
            for name in filled:
                cursor.execute(f"DELETE FROM {name}")


def _may_pass_guards(cursor):
    cursor.execute("SELECT current_setting('is_superuser') = 'on'")
    return cursor.fetchone()[0]


@contextmanager
def _without_guards(cursor):
    """Keep the triggers that guard the rows, foreign keys among them, away until the tables are empty.

    On PostgreSQL a TRUNCATE passes them, too, but takes half a second where this takes milliseconds.
    """
    if connection.vendor == "postgresql":
        cursor.execute("SET LOCAL session_replication_role = replica")
        yield
        return
    cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    guards = cursor.fetchall()
    cursor.execute("PRAGMA defer_foreign_keys = ON")
    for name, _ in guards:
        cursor.execute(f"DROP TRIGGER {name}")
    yield
    for _, definition in guards:
        cursor.execute(definition)


def _emptied():
    every = apps.get_models(include_auto_created=True)
    return [model for model in every if model._meta.managed and model._meta.app_label not in DJANGO]


def put_back():
    """Write it again where it is gone: a test that was skipped has emptied nothing."""
    for rows in _rows:
        kept = type(rows[0]).objects
        if not kept.exists():
            kept.bulk_create(rows)


def is_emptied_by(item):
    """Tell whether this test leaves empty tables behind."""
    mark = item.get_closest_marker("django_db")
    return bool(mark and mark.kwargs.get("transaction")) or not TRANSACTIONAL.isdisjoint(item.fixturenames)


def is_brought(model):
    """Tell whether migrations, Django's own among them, bring the rows of this model."""
    return model._meta.app_label in DJANGO or getattr(model, "brought_by_migration", False)
