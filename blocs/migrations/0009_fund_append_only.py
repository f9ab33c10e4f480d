"""The book of a fund can only grow: the database itself refuses to change or delete an entry."""

from django.db import migrations

SQLITE = [
    """CREATE TRIGGER fundentry_no_update BEFORE UPDATE ON blocs_fundentry
       BEGIN SELECT RAISE(ABORT, 'the book of a fund is append-only'); END""",
    """CREATE TRIGGER fundentry_no_delete BEFORE DELETE ON blocs_fundentry
       BEGIN SELECT RAISE(ABORT, 'the book of a fund is append-only'); END""",
]
POSTGRESQL = [
    """CREATE FUNCTION fundentry_append_only() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN RAISE EXCEPTION 'the book of a fund is append-only'; END $$""",
    """CREATE TRIGGER fundentry_append_only BEFORE UPDATE OR DELETE ON blocs_fundentry
       FOR EACH ROW EXECUTE FUNCTION fundentry_append_only()""",
]


def protect(apps, schema_editor):
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("blocs", "0008_funds")]
    operations = [migrations.RunPython(protect, migrations.RunPython.noop)]
