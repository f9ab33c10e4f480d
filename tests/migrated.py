"""Rows that migrations brought stand again after a test with real transactions, which empties every table."""

from django.apps import apps

DJANGO = {"auth", "contenttypes"}
TRANSACTIONAL = {"transactional_db", "live_server", "worker"}

_rows = []


def remember():
    """Keep what the migrations have brought; call it once, on the fresh database."""
    ours = [model for model in apps.get_models() if getattr(model, "brought_by_migration", False)]
    _rows[:] = [list(model.objects.all()) for model in ours]


def put_back():
    """Write it again."""
    for rows in _rows:
        type(rows[0]).objects.bulk_create(rows)


def is_emptied_by(item):
    """Tell whether this test leaves empty tables behind."""
    mark = item.get_closest_marker("django_db")
    return bool(mark and mark.kwargs.get("transaction")) or not TRANSACTIONAL.isdisjoint(item.fixturenames)


def is_brought(model):
    """Tell whether migrations, Django's own among them, bring the rows of this model."""
    return model._meta.app_label in DJANGO or getattr(model, "brought_by_migration", False)
