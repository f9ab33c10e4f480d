"""Nobody holds one post twice at a time: the database itself refuses it."""

from django.db import migrations

MESSAGE = "this person holds the same post on some of these days"
ASKED = """SELECT 1 FROM members_post p
    WHERE p.person_id = NEW.person_id AND p.agency_id = NEW.agency_id AND p.kind = NEW.kind AND p.id <> NEW.id
    AND (p.ends_on IS NULL OR p.ends_on >= NEW.starts_on)
    AND (NEW.ends_on IS NULL OR p.starts_on <= NEW.ends_on)"""
SQLITE = [
    f"""CREATE TRIGGER post_once_at_a_time_{event.lower()} AFTER {event} ON members_post
        WHEN EXISTS ({ASKED}) BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"""
    for event in ("INSERT", "UPDATE")
]
POSTGRESQL = [
    # Two transactions at once take turns at the person; then each sees what the other wrote.
    f"""CREATE FUNCTION post_once_at_a_time() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        PERFORM 1 FROM members_person WHERE id = NEW.person_id FOR NO KEY UPDATE;
        IF EXISTS ({ASKED}) THEN
            RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'exclusion_violation';
        END IF;
        RETURN NULL; END $$""",
    """CREATE TRIGGER post_once_at_a_time AFTER INSERT OR UPDATE ON members_post
       FOR EACH ROW EXECUTE FUNCTION post_once_at_a_time()""",
]


def protect(apps, schema_editor):
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("members", "0003_invitations")]
    operations = [migrations.RunPython(protect, migrations.RunPython.noop)]
