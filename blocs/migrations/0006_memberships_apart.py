"""The memberships of one agency in one bloc never overlap: the database refuses a row that would.

PostgreSQL has exclusion constraints; ranges of one number each stand for the two keys, so that no extension
is needed. SQLite has triggers. A later migration that makes SQLite build the table anew (a constraint or a
foreign key of Membership) drops them: it then calls `protect` of this module again (the tests notice).
"""

from django.db import migrations

TABLE, NAME = "blocs_membership", "membership_apart"
OVERLAPS = (
    f"EXISTS (SELECT 1 FROM {TABLE} m WHERE m.bloc_id = NEW.bloc_id AND m.agency_id = NEW.agency_id "
    "AND m.id IS NOT NEW.id AND m.joined_on < COALESCE(NEW.left_on, '9999-12-31') "
    "AND NEW.joined_on < COALESCE(m.left_on, '9999-12-31'))"
)
EXCLUDES = (
    f"ALTER TABLE {TABLE} ADD CONSTRAINT {NAME} EXCLUDE USING gist ("
    "int8range(bloc_id, bloc_id, '[]') WITH &&, int8range(agency_id, agency_id, '[]') WITH &&, "
    "daterange(joined_on, left_on) WITH &&)"
)


def statements(vendor):
    if vendor == "sqlite":
        for event in ("INSERT", "UPDATE"):
            yield (
                f"CREATE TRIGGER {NAME}_{event.lower()} BEFORE {event} ON {TABLE} WHEN {OVERLAPS} "
                "BEGIN SELECT RAISE(ABORT, 'memberships of one agency overlap'); END"
            )
    else:
        yield EXCLUDES


def protect(apps, schema_editor):
    for statement in statements(schema_editor.connection.vendor):
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("blocs", "0005_founding_and_former_terms")]
    operations = [migrations.RunPython(protect, migrations.RunPython.noop)]
