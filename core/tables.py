"""The rows of whole tables as lines of text, and back: what a backup is made of, on any database.

A line is one row in JSON, in the order of the first line, which names the columns. The same content gives
the same lines on SQLite and on PostgreSQL, so their hash proves that nothing was lost on the way. Values go
in as they came out: no default, no cleaning, no moment of saving. Writes no history: it carries the history.
"""

import base64
import json
from contextlib import contextmanager
from datetime import date, datetime, time
from decimal import Decimal
from itertools import islice
from uuid import UUID

from django.db import connection, transaction

AT_ONCE = 1000  # rows in memory
LEFT_OUT = {"sessions.session"}  # everybody signs in again

READ = {  # what JSON has no kind of its own for: type of the field → its value from text
    "DateField": date.fromisoformat,
    "DateTimeField": datetime.fromisoformat,
    "TimeField": time.fromisoformat,
    "DecimalField": Decimal,
    "UUIDField": UUID,
    "BinaryField": base64.b64decode,
}


class ForeignRowsError(ValueError):
    """Lines do not fit the table they are meant for."""


def every(apps):
    """Return the models of the registry `apps` that have a table, by its name."""
    found = [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    ]
    return sorted(found, key=lambda model: model._meta.db_table)


def kept(apps):
    """Return those whose rows a backup holds."""
    return [model for model in every(apps) if model._meta.label_lower not in LEFT_OUT]


@contextmanager
def one_moment():
    """Everything read in the block is of one moment; others may go on writing meanwhile."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")  # atomic() would keep every writer waiting
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")
    else:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield


def lines(model):
    """Yield the lines (bytes) of a table: its columns, then its rows by their number."""
    fields = _fields(model)
    yield _line([field.column for field in fields])
    rows = model._base_manager.order_by("pk").values_list(*(field.attname for field in fields))
    for row in rows.iterator(chunk_size=AT_ONCE):
        yield _line([_plain(value) for value in row])


def load(model, text):
    """Write the rows of the lines `text` into the table and return how many there were.

    Raises ForeignRowsError when they are not of this table.
    """
    text = iter(text)
    fields = _fields(model)
    refuse_foreign(model, text)
    names = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    holes = ", ".join(["%s"] * len(fields))
    statement = f"INSERT INTO {_quoted(model)} ({names}) VALUES ({holes})"
    count = 0
    with connection.cursor() as cursor:
        while rows := [_read(fields, line) for line in islice(text, AT_ONCE)]:
            cursor.executemany(statement, rows)
            count += len(rows)
    return count


def refuse_foreign(model, text):
    """Raise ForeignRowsError unless the first of the lines `text` names the columns of this table."""
    if json.loads(next(iter(text), b"null")) != [field.column for field in _fields(model)]:
        raise ForeignRowsError(model._meta.db_table)


def column(name, text):
    """Return what the lines `text` of a table say in the column `name`."""
    text = iter(text)
    place = json.loads(next(text)).index(name)
    return [json.loads(line)[place] for line in text]


def empty(models):
    """Take out all rows, those that migrations put in among them."""
    with connection.cursor() as cursor:
        for model in models:
            cursor.execute(f"DELETE FROM {_quoted(model)}")


def holding(models):
    """Return those of `models` whose tables exist and hold any row."""
    there = set(connection.introspection.table_names())
    return [model for model in models if model._meta.db_table in there and model._base_manager.exists()]


@contextmanager
def without_triggers():
    """Let rows in, in any order, that the database's own guards would refuse; within one transaction.

    At the end of the block the guards are back, and every reference must lead somewhere by then.
    """
    with connection.cursor() as cursor:
        put_back = _take_off(cursor)
        yield
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # a table with open checks cannot be altered
        for statement in put_back:
            cursor.execute(statement)


def _take_off(cursor):
    """Take the guards off and return the statements that put them back."""
    if connection.vendor == "sqlite":
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        guards = cursor.fetchall()
        for name, _ in guards:
            cursor.execute(f"DROP TRIGGER {connection.ops.quote_name(name)}")
        return [definition for _, definition in guards]
    cursor.execute("SET CONSTRAINTS ALL DEFERRED")  # migrations leave them immediate
    cursor.execute(
        "SELECT DISTINCT t.tgrelid::regclass::text FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
        "WHERE NOT t.tgisinternal AND c.relnamespace = current_schema()::regnamespace"
    )
    guarded = [table for (table,) in cursor.fetchall()]
    for table in guarded:
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    return [f"ALTER TABLE {table} ENABLE TRIGGER USER" for table in guarded]


def highest_numbers(models):
    """Return table → the highest number it ever gave out; a new row must never get that of a deleted one."""
    found = {}
    with connection.cursor() as cursor:
        for model in _numbered(models):
            table = model._meta.db_table
            if connection.vendor == "sqlite":
                cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
                found[table] = (cursor.fetchone() or [0])[0]
            else:
                cursor.execute(f"SELECT last_value, is_called FROM {_sequence(cursor, model)}")
                value, given_out = cursor.fetchone()
                found[table] = value if given_out else 0
    return found


def go_on_from(models, numbers):
    """Make each table number its next row after `numbers`, as `highest_numbers` returned them."""
    with connection.cursor() as cursor:
        for model in _numbered(models):
            table = model._meta.db_table
            if connection.vendor == "sqlite":
                cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
                cursor.execute(
                    "INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, numbers[table]]
                )
            else:
                told = [numbers[table] or 1, bool(numbers[table])]
                cursor.execute(f"SELECT setval('{_sequence(cursor, model)}', %s, %s)", told)


def _numbered(models):
    return [model for model in models if model._meta.auto_field]


def _sequence(cursor, model):
    cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [_quoted(model), model._meta.pk.column])
    return cursor.fetchone()[0]


def _fields(model):
    """The columns by name: models of the past list them in another order."""
    fields = (field for field in model._meta.concrete_fields if not field.generated)
    return sorted(fields, key=lambda field: field.column)


def _quoted(model):
    return connection.ops.quote_name(model._meta.db_table)


def _line(values):
    text = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return text.encode() + b"\n"


def _plain(value):
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, Decimal | UUID):
        return str(value)
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(value).decode()
    return value


def _read(fields, line):
    values = json.loads(line)
    if len(values) != len(fields):
        raise ForeignRowsError(line[:100])
    return [_for_database(field, value) for field, value in zip(fields, values, strict=True)]


def _for_database(field, value):
    if value is not None:
        kind = getattr(field, "target_field", field).get_internal_type()
        value = READ.get(kind, lambda same: same)(value)
    return field.get_db_prep_save(value, connection)
