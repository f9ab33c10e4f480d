"""Questions asked with every click: Django puts each into SQL once, then only the values change.

    LINE = Prepared(lambda: ScoreLine.objects.with_exemptions().filter(pk=Given("pk")))
    line = LINE.one(pk=7)

Making the SQL is most of what a small question costs (docs/decisions/0022). What is asked stays a queryset,
so that rights and joins have one place, and its rows come back as it would give them itself: models with
what was selected and annotated, or the tuples of a `values_list`. It takes no prefetching.
"""

from threading import local

from django.db import connections, router
from django.db.models import BigIntegerField, Expression
from django.db.models.query import get_related_populators
from django.db.models.sql import InsertQuery
from django.db.transaction import TransactionManagementError


class Given(Expression):
    """A value that comes with each asking, by its name; `field` says how it is sent (None: a number)."""

    def __init__(self, name, field=None):
        super().__init__(output_field=field or BigIntegerField())
        self.name = name

    def as_sql(self, compiler, connection):
        """Hold the place."""
        return "%s", [self]

    def filled(self, sql, value, connection):
        """Return (the SQL with room for `value`, what is sent of it)."""
        return sql, [self.output_field.get_db_prep_value(value, connection)]


class GivenMany(Given):
    """Several values that come with each asking, for `__in`; where there are none, nothing is in it."""

    def as_sql(self, compiler, connection):
        """Hold the place, which grows to as many as come."""
        return self._place, [self]

    def filled(self, sql, values, connection):
        """Return (the SQL with room for all `values`, what is sent of them)."""
        sent = [self.output_field.get_db_prep_value(value, connection) for value in values or (None,)]
        return sql.replace(self._place, f"({', '.join(['%s'] * len(sent))})", 1), sent

    @property
    def _place(self):
        return f"({self.name}…)"


class Prepared:
    """One question; `make` returns the queryset to ask, with a Given for each value that changes."""

    def __init__(self, make):
        self._make = make
        self._here = local()  # what Django makes of it knows its connection, and each thread has its own

    def one(self, **given):
        """Return the first row, or None."""
        return next(iter(self.all(**given)), None)

    def all(self, **given):
        """Return the list of rows, with what is `given` by name in place of each Given.

        Raises TransactionManagementError where rows are to be locked outside a transaction.
        """
        made = self._made()
        connection = connections[made.using]
        if made.query.select_for_update and not connection.in_atomic_block:
            raise TransactionManagementError("select_for_update cannot be used outside of a transaction.")
        sql, sent = made.sql, []
        for value in made.params:
            if isinstance(value, Given):
                sql, values = value.filled(sql, given[value.name], connection)
                sent += values
            else:
                sent.append(value)
        with connection.cursor() as cursor:
            cursor.execute(sql, sent)
            return made.read(cursor.fetchall())

    def _made(self):
        if not hasattr(self._here, "made"):
            self._here.made = _Made(self._make())
        return self._here.made


class PreparedRow:
    """A row that many acts write: its INSERT, in SQL once for each thread."""

    def __init__(self, model):
        self._model = model
        self._here = local()

    def write(self, **values):
        """Write one row; `values` has every field but the key by its name, another row by its key."""
        if not hasattr(self._here, "sql"):
            self._here.using, self._here.sql, self._here.params = self._made()
        connection = connections[self._here.using]
        sent = [value.filled("", values[value.name], connection)[1][0] for value in self._here.params]
        with connection.cursor() as cursor:
            cursor.execute(self._here.sql, sent)

    def _made(self):
        fields = [field for field in self._model._meta.concrete_fields if not field.primary_key]
        given = {
            field.attname: Given(field.name, field.target_field if field.is_relation else field)
            for field in fields
        }
        query, using = InsertQuery(self._model), router.db_for_write(self._model)
        query.insert_values(fields, [self._model(**given)])
        ((sql, params),) = query.get_compiler(using).as_sql()
        return using, sql, params


class _Made:
    """A queryset in SQL, with what reading its rows takes."""

    def __init__(self, rows):
        assert not rows._prefetch_related_lookups, "nothing can be prefetched here"
        self.query, self.using = rows.query, rows.db
        self._compiler = self.query.get_compiler(self.using)
        self.sql, self.params = self._compiler.as_sql()
        columns = [column for column, *_ in self._compiler.select[: self._compiler.col_count]]
        self._converters = self._compiler.get_converters(columns)
        self._model = None
        if rows._fields is None:  # not a values_list
            kind = self._compiler.klass_info
            self._model, self._first = kind["model"], kind["select_fields"][0]
            self._names = [columns[place].target.attname for place in kind["select_fields"]]
            self._beside = get_related_populators(kind, self._compiler.select, self.using)

    def read(self, rows):
        """Return what the rows of the database stand for."""
        rows = self._compiler.apply_converters(rows, self._converters)
        return list(map(self._object if self._model else tuple, rows))

    def _object(self, row):
        found = self._model.from_db(
            self.using, self._names, row[self._first : self._first + len(self._names)]
        )
        for beside in self._beside:
            beside.populate(row, found)
        for name, place in (self._compiler.annotation_col_map or {}).items():
            setattr(found, name, row[place])
        return found
