"""The history can only grow: the database itself refuses to change or delete a row."""

from django.db import migrations

SQLITE = [
    """CREATE TRIGGER entry_no_update BEFORE UPDATE ON core_entry
       BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END""",
    """CREATE TRIGGER entry_no_delete BEFORE DELETE ON core_entry
       BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END""",
]
POSTGRESQL = [
    """CREATE FUNCTION entry_append_only() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN RAISE EXCEPTION 'the history is append-only'; END $$""",
    """CREATE TRIGGER entry_append_only BEFORE UPDATE OR DELETE ON core_entry
       FOR EACH ROW EXECUTE FUNCTION entry_append_only()""",
]


def protect(apps, schema_editor):
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]
    operations = [migrations.RunPython(protect, migrations.RunPython.noop)]
