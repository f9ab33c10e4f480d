"""What is costly to build through the rules is built once; later tests get a copy of its rows.

The first test that calls a function marked `@once` builds for real. Whoever calls it again with the same
arguments, on the same day, when nothing has been written but the same worlds before it, finds the same rows
with the same ids: a matter of milliseconds instead of a second. So worlds may stand on worlds:

    bloc = world.bloc()            # laid out from its copy
    season = world.season(bloc)    # what this one added or changed is laid on top

What else writes between two calls makes the rest of the test build for real. Processes that share a run share
what each has built, too (tests/shelf.py).
"""

import re
import secrets
from contextlib import contextmanager
from functools import wraps
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, connection, models, transaction

from core import clock
from core.models import Entry, User
from documents.models import StoredFile
from tests import migrated, shelf

READS = ("SELECT", "SAVEPOINT", "RELEASE", "SET ", "SHOW", "PRAGMA", "EXPLAIN")
WRITES = re.compile(r'(?:INSERT INTO|INSERT OR \w+ INTO|UPDATE|DELETE FROM)\s+"(\w+)"')
COUNT_ON = "SELECT setval(s, GREATEST(nextval(s), %s)) FROM pg_get_serial_sequence(%s, %s) AS s"
UNREAD = ""  # stands in the log for a statement that does not tell its one table

_log = []  # the tables written to, one entry a statement
_worlds = {}  # {the calls that led to it: World}
_now = []  # the World the database holds, the length of the log and the last entry then; empty: not known


def once(build):
    """Mark a function whose result depends on nothing but its arguments, what stands and what it builds.

    It returns a row, None, or a tuple, list or dict of such. Rows among the arguments are read again after
    a copy was laid out.
    """

    @wraps(build)
    def built(*args, **kwargs):
        before = _standing()
        if before is None:
            return build(*args, **kwargs)
        call = (build, _circumstances(), _named(args), _named(sorted(kwargs.items())))
        world = _worlds.get((*before.calls, call))
        if world:
            return _copied(world, args, kwargs) if world.lay_out() else build(*args, **kwargs)
        place = shelf.place_of(before.identity, call)
        with shelf.turn(place):
            world = _taken(place, before, call)
            if world and world.lay_out():
                return _copied(world, args, kwargs)
            return _built(before, call, place, args, kwargs)

    return built


def _copied(world, args, kwargs):
    _remember(world)
    _read_again((*args, *kwargs.values()))
    return _found(world.result)


def _taken(place, before, call):
    """The world another process has built, as if it had been built here."""
    facts = shelf.take(place)
    if facts is None:
        return None
    world = _worlds[*before.calls, call] = World.told(before, call, facts)
    return world


def _built(before, call, place, args, kwargs):
    start = len(_log)
    build, *_ = call
    result = build(*args, **kwargs)
    written = set(_log[start:])
    if UNREAD not in written and (*before.calls, call) not in _worlds:
        world = _worlds[*before.calls, call] = World.seen(before, call, written, _pointers(result))
        shelf.put(place, world.facts(before))
        _remember(world)
    return result


def watch():
    """Log what is written from here on. Beside a browser the tests have another connection than before."""
    if _note not in connection.execute_wrappers:
        connection.execute_wrappers.append(_note)
        _now.clear()


@contextmanager
def written():
    """Collect the names of the tables that are written to meanwhile."""
    watch()
    tables, start = set(), len(_log)
    yield tables
    tables |= set(_log[start:]) - {UNREAD}


def forget():
    """Begin a test: what the last one left behind is gone."""
    _now.clear()


class World:
    """The rows of every table that is written to, and what the last call added, changed and removed."""

    def __init__(self, calls=(), tables=None, files=None, result=None):
        self.calls, self.tables, self.files, self.result = calls, tables or {}, files or {}, result
        self.added, self.changed, self.removed = [], [], []
        self.identity = secrets.token_hex(8) if calls else ""
        self.is_foreign = False  # its numbers were given out by the database of another process

    @classmethod
    def seen(cls, before, call, written, result):
        """Read what stands after `call`, which wrote to the tables named."""
        world = cls((*before.calls, call), dict(before.tables), dict(before.files), result)
        for model in _kinds():
            if model._meta.db_table in written:
                world._compare(model, before.tables.get(model, {}))
        if StoredFile in world.tables:
            paths = [row.path for row in world.tables[StoredFile].values()]
            world.files = {path: before.files.get(path) or _place(path).read_bytes() for path in paths}
        return world

    def facts(self, before):
        """What another process must know of it that knows the world before."""
        touched = {model for model, _ in (*self.removed, *self.added)}
        tables = {model: rows for model, rows in self.tables.items() if model in touched}
        files = {path: content for path, content in self.files.items() if path not in before.files}
        steps = (self.added, self.changed, self.removed)
        return self.identity, tables, files, steps, self.result

    @classmethod
    def told(cls, before, call, facts):
        """Stand up again what `facts` tell."""
        identity, tables, files, steps, result = facts
        calls = (*before.calls, call)
        world = cls(calls, before.tables | tables, before.files | files, result)
        world.identity, world.is_foreign = identity, True
        world.added, world.changed, world.removed = steps
        return world

    def _compare(self, model, before):
        rows = {row.pk: row for row in model._base_manager.all()}
        self.tables[model] = rows
        self.removed.append((model, [pk for pk in before if pk not in rows]))
        self.added.append((model, [row for pk, row in rows.items() if pk not in before]))
        for pk, row in rows.items():
            if pk in before and (facts := _differing(before[pk], row)):
                self.changed.append((model, pk, facts))

    def lay_out(self):
        """Write the difference to the world before it; return whether the database took it."""
        for path, content in self.files.items():
            place = _place(path)
            if not place.exists():
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(content)
        try:
            with transaction.atomic():
                self._write()
        except DatabaseError:  # a guard of the database lets these rows change by an act only
            return False
        return True

    def _write(self):
        for model, gone in self.removed:
            if gone:
                model._base_manager.filter(pk__in=gone).delete()
        for model, rows in self.added:
            if rows:
                model._base_manager.bulk_create(rows)
        for model, pk, facts in self.changed:
            model._base_manager.filter(pk=pk).update(**facts)
        if self.is_foreign:
            _count_on({model: [row.pk for row in rows] for model, rows in self.added if rows})
            self.is_foreign = False  # counters do not go back


NOTHING = World()


def _standing():
    """The world the database holds now, or None if something else was written, here or by a server."""
    watch()
    if _now and _now[1:] == [len(_log), _last_entry()]:
        return _now[0]
    return None if Entry.objects.exists() or User.objects.exists() else NOTHING


def _remember(world):
    _now[:] = world, len(_log), _last_entry()


def _place(path):
    return Path(settings.MEDIA_ROOT) / path


def _count_on(numbers):
    """Let the counter of each table go on behind the numbers its rows have; SQLite does so by itself."""
    counted = {model: pks for model, pks in numbers.items() if isinstance(model._meta.pk, models.AutoField)}
    if connection.vendor != "postgresql" or not counted:
        return
    told = []
    for model, pks in counted.items():
        told += [max(pks), f'"{model._meta.db_table}"', model._meta.pk.column]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join([COUNT_ON] * len(counted)), told)


def _last_entry():
    return Entry.objects.order_by("pk").values_list("pk", flat=True).last()


def _note(execute, sql, params, many, context):
    if not sql.lstrip().startswith(READS):
        match = WRITES.match(sql)
        _log.append(match[1] if match else UNREAD)
    return execute(sql, params, many, context)


def _kinds():
    """Every model whose rows people make, those that point to others first.

    In this order the criteria stand before the published table that would not let them in any more; the
    database asks at the end of the transaction whether everything points to something.
    """
    every = apps.get_models(include_auto_created=True)
    return [model for model in reversed(every) if model._meta.managed and not migrated.is_brought(model)]


def _differing(old, new):
    fields = (field.attname for field in new._meta.concrete_fields)
    return {name: getattr(new, name) for name in fields if getattr(old, name) != getattr(new, name)}


def _circumstances():
    """The day (the very moment where a test holds the clock) and the public address, which codes hold."""
    moment = clock.now()
    return moment if moment == clock.now() else moment.date(), settings.PUBLIC_URL


def _named(values):
    """The arguments of a call as a key: a row by its kind and id, anything else as it reads."""
    if isinstance(values, models.Model):
        return f"{values._meta.label} {values.pk}"
    if isinstance(values, tuple | list):
        return tuple(_named(each) for each in values)
    return repr(values)


def _pointers(result):
    """What a call gave back, with (model, id) instead of each row."""
    if isinstance(result, models.Model):
        return type(result), result.pk
    if isinstance(result, tuple | list):
        return type(result), [_pointers(each) for each in result]
    if isinstance(result, dict):
        return dict, {key: _pointers(each) for key, each in result.items()}
    assert result is None, f"{result!r} cannot be kept"
    return None


def _found(pointers):
    """The rows that _pointers() stands for, read anew."""
    if pointers is None:
        return None
    kind, what = pointers
    if issubclass(kind, models.Model):
        return kind._base_manager.get(pk=what)
    if kind is dict:
        return {key: _found(each) for key, each in what.items()}
    return kind(_found(each) for each in what)


def _read_again(values):
    """Let the rows a caller holds tell what stands now."""
    for value in values:
        if isinstance(value, models.Model):
            value.refresh_from_db()
            value.__dict__ = {
                name: held
                for name, held in value.__dict__.items()
                if name == "_state" or name in {field.attname for field in value._meta.concrete_fields}
            }
            value._state.fields_cache = {}
        elif isinstance(value, tuple | list):
            _read_again(value)
