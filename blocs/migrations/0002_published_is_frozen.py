"""A published criteria table cannot change: the database refuses to touch its groups and criteria."""

from django.db import migrations

MESSAGE = "a published criteria table is frozen"
PUBLISHED = {
    "blocs_criteriagroup": "SELECT 1 FROM blocs_criteriatable t WHERE t.id = {row}.table_id AND t.state = 'published'",
    "blocs_criterion": (
        "SELECT 1 FROM blocs_criteriagroup g JOIN blocs_criteriatable t ON t.id = g.table_id "
        "WHERE g.id = {row}.group_id AND t.state = 'published'"
    ),
}
ROWS = {"INSERT": ("NEW",), "UPDATE": ("OLD", "NEW"), "DELETE": ("OLD",)}


def statements(vendor):
    for table, question in PUBLISHED.items():
        for event, rows in ROWS.items():
            name = f"{table}_frozen_{event.lower()}"
            asked = " OR ".join(f"EXISTS ({question.format(row=row)})" for row in rows)
            if vendor == "sqlite":
                yield (
                    f"CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN {asked} "
                    f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
                )
            else:
                back = "OLD" if event == "DELETE" else "NEW"
                yield (
                    f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
                    f"IF {asked} THEN RAISE EXCEPTION '{MESSAGE}'; END IF; RETURN {back}; END $$"
                )
                yield f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"


def protect(apps, schema_editor):
    for statement in statements(schema_editor.connection.vendor):
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("blocs", "0001_initial")]
    operations = [migrations.RunPython(protect, migrations.RunPython.noop)]
