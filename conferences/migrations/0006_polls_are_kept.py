"""An opened poll keeps its rules, a closed one its roll, urn and tally: the database itself refuses others."""

from django.db import migrations

RULES = "the rules of an opened poll are frozen"
ROLL = "the roll of a closed poll is frozen"
URN = "a closed urn is never touched again"
POLL, ELECTOR, TABLE_OF_URN = "conferences_poll", "conferences_elector", "conferences_urn"
FROZEN = ("title", "options", "kind", "most", "mode", "roll", "base", "percent", "above", "blanks", "round", "sha256")
NULLABLE = ("seats", "award_id", "parent_id")
OVER = "SELECT 1 FROM conferences_poll p WHERE p.id = {row}.poll_id AND p.state IN ('closed', 'void')"


def guards():
    """(name, table, event, when it refuses, message)."""
    changed = [f"OLD.{name} <> NEW.{name}" for name in FROZEN if name != "sha256"]
    changed += [f"COALESCE(OLD.{name}, 0) <> COALESCE(NEW.{name}, 0)" for name in NULLABLE]
    changed += ["OLD.post <> NEW.post", "OLD.conference_id <> NEW.conference_id"]
    changed += ["OLD.sha256 <> NEW.sha256", "NEW.state = 'draft'"]
    told = "OLD.state IN ('closed', 'void') AND OLD.state <> NEW.state"
    kept = "OLD.state = 'closed' AND OLD.tally <> NEW.tally"
    asked = f"(OLD.state <> 'draft' AND ({' OR '.join(changed)})) OR ({told}) OR ({kept})"
    yield "poll_frozen_update", POLL, "UPDATE", asked, RULES
    yield "poll_frozen_delete", POLL, "DELETE", "OLD.state <> 'draft'", RULES
    for event, row in (("INSERT", "NEW"), ("UPDATE", "OLD"), ("DELETE", "OLD")):
        yield f"elector_frozen_{event.lower()}", ELECTOR, event, f"EXISTS ({OVER.format(row=row)})", ROLL
    yield "urn_shut_update", TABLE_OF_URN, "UPDATE", "NOT OLD.is_open", URN
    yield "urn_shut_delete", TABLE_OF_URN, "DELETE", "OLD.poll_id IS NOT NULL", URN


def protect(apps, schema_editor):
    for name, table, event, asked, message in guards():
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(
                f"CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN {asked} "
                f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
            )
            continue
        back = "OLD" if event == "DELETE" else "NEW"
        schema_editor.execute(
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF {asked} THEN RAISE EXCEPTION '{message}'; END IF; RETURN {back}; END $$"
        )
        schema_editor.execute(
            f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"
        )


class Migration(migrations.Migration):
    dependencies = [("conferences", "0005_polls")]
    operations = [migrations.RunPython(protect, migrations.RunPython.noop)]
