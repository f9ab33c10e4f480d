"""The tables as one version of the program had them: which migrations that was, how to be there again."""

import os
from contextlib import contextmanager
from pathlib import Path

from django.apps import apps
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from core import tables
from core.migrating import Executor

OF_DJANGO = "django_migrations"
PATIENCE = 10  # seconds to wait for others who use the tables


def is_current():
    """Tell whether the database has all tables of this version."""
    executor = Executor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def applied():
    """Return the migrations this database has been through, as [app, name], sorted."""
    loader = MigrationLoader(connection)
    return sorted([app, name] for app, name in loader.applied_migrations if (app, name) in loader.graph.nodes)


def unknown(migrations):
    """Return those of `migrations` that this version of the program has never heard of."""
    known = MigrationLoader(None).graph.nodes
    return [f"{app}.{name}" for app, name in migrations if (app, name) not in known]


def models_after(migrations):
    """Return the registry of models as they were after `migrations`; asks no database."""
    loader = MigrationLoader(None)
    return loader.project_state(_last(loader.graph, migrations)).apps


def _build(migrations):
    executor = Executor(connection)
    executor.migrate(_last(executor.loader.graph, migrations))


def catch_up():
    """Take the database on to the present version."""
    call_command("migrate", interactive=False, verbosity=0)


def _last(graph, migrations):
    wanted = {tuple(each) for each in migrations}
    return sorted(node for node in wanted if wanted.isdisjoint(_next_in_app(graph, node)))


def _next_in_app(graph, node):
    return [child.key for child in graph.node_map[node].children if child.key[0] == node[0]]


def strange_tables():
    """Return the tables of the database that are none of ours."""
    ours = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    return sorted(set(connection.introspection.table_names()) - ours - {OF_DJANGO})


@contextmanager
def made_anew(refuse, migrations):
    """Within the block the tables are as `migrations` make them; what is done to them counts only at its end.

    When the block fails, the database is as it was before. `refuse` is called, where nobody else can write
    any more, to raise when the present tables hold anything of value. Tables that stand as `migrations` make
    them stay, with their rows: that spares the time of migrating, as on servers that were just set up.
    """
    with (_new_file if connection.vendor == "sqlite" else _new_tables)(refuse, migrations):
        _build(migrations)
        yield


def _stands_after(migrations):
    """Tell whether the database went through just these migrations and has every table still."""
    gone_through = set(MigrationRecorder(connection).applied_migrations())
    if gone_through != {tuple(each) for each in migrations}:
        return False
    made = {model._meta.db_table for model in tables.every(models_after(migrations))}
    return made <= set(connection.introspection.table_names())


@contextmanager
def _new_file(refuse, migrations):
    """SQLite: a second file, moved to its place when all is well."""
    place = Path(connection.settings_dict["NAME"])
    new = place.with_name(f"{place.name}.restoring")
    refuse()
    _remove(new)
    try:
        if _stands_after(migrations):
            _copy_to(new)
        _lead_to(new)
        yield
        _lead_to(place)  # closing folds the log into the file
        _sync(new)
        _remove(place)
        os.replace(new, place)
        _sync(place.parent)
    finally:
        _lead_to(place)
        _remove(new)


def _copy_to(path):
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(path)])


def _lead_to(path):
    connection.close()
    connection.settings_dict["NAME"] = path


def _remove(path):
    for tail in ("-journal", "-wal", "-shm", ""):
        path.with_name(path.name + tail).unlink(missing_ok=True)


def _sync(path):
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _new_tables(refuse, migrations):
    """PostgreSQL: one transaction, which drops our tables and their guards when they are other ones."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL lock_timeout = '{PATIENCE}s'")
            ours = [
                connection.ops.quote_name(table) for table in connection.introspection.table_names(cursor)
            ]
            for table in ours:
                cursor.execute(f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE")
            refuse()
            if not _stands_after(migrations):
                _drop(cursor, ours)
        yield


def _drop(cursor, ours):
    for table in ours:
        cursor.execute(f"DROP TABLE {table} CASCADE")
    cursor.execute(
        "SELECT p.oid::regprocedure::text FROM pg_proc p "
        "WHERE p.pronamespace = current_schema()::regnamespace AND p.prorettype = 'trigger'::regtype "
        "AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')"
    )
    for (guard,) in cursor.fetchall():
        cursor.execute(f"DROP FUNCTION {guard}")


def rows_of_value(but=()):
    """Return the tables that hold anything, but for those named (label_lower) in `but`."""
    models = [model for model in tables.kept(apps) if model._meta.label_lower not in but]
    return [model._meta.db_table for model in tables.holding(models)]
