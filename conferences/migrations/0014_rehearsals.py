"""A conference may rehearse another; of a rehearsal the database lets everything go, opened polls and urns too.

SQLite makes tables anew, drops their triggers and refuses while another table's trigger asks them: all that speak of
conferences step aside, whichever migration made them, and are put back as they were. Then the guards against deleting
are made anew, with the way out for rehearsals, and a new one: no conference ever becomes a rehearsal, or ceases to be.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

CONFERENCE, POLL, ELECTOR, URN = (f"conferences_{name}" for name in ("conference", "poll", "elector", "urn"))
OF_POLL = f"SELECT 1 FROM {POLL} p JOIN {CONFERENCE} c ON c.id = p.conference_id WHERE p.id = OLD.poll_id"
OF_REHEARSED = f"{OF_POLL} AND c.rehearses_id IS NOT NULL"
REHEARSED = f"SELECT 1 FROM {CONFERENCE} c WHERE c.id = OLD.conference_id AND c.rehearses_id IS NOT NULL"
CHOICE, COUNT, BOX, HANDS = (f"conferences_{name}" for name in ("paperchoice", "tellercount", "box", "showofhands"))
BEGUN, OVER = "<> 'draft'", "IN ('closed', 'void')"
LATER = f"SELECT 1 FROM {BOX} b WHERE b.poll_id = OLD.poll_id AND b.round > OLD.round"
OTHER = f"SELECT 1 FROM {COUNT} t WHERE t.poll_id = OLD.poll_id AND t.round = OLD.round AND t.id <> OLD.id"

_aside = []


def guards():
    """(name, table, event, when it refuses, message); all but the last stand since 0006, 0008 and 0009."""
    asked = f"OLD.state <> 'draft' AND NOT EXISTS ({REHEARSED})"
    yield "poll_frozen_delete", POLL, "DELETE", asked, "the rules of an opened poll are frozen"
    asked = f"EXISTS ({OF_POLL} AND p.state IN ('closed', 'void') AND c.rehearses_id IS NULL)"
    yield "elector_frozen_delete", ELECTOR, "DELETE", asked, "the roll of a closed poll is frozen"
    asked = f"NOT EXISTS ({OF_REHEARSED})"
    yield "urn_shut_delete", URN, "DELETE", asked, "a closed urn is never touched again"
    begun, over = (f"{OF_POLL} AND c.rehearses_id IS NULL AND p.state {state}" for state in (BEGUN, OVER))
    yield "paper_choice_delete", CHOICE, "DELETE", f"EXISTS ({begun})", "channels are chosen before a poll is opened"
    counted = f"EXISTS ({over}) OR ((EXISTS ({LATER}) OR EXISTS ({OTHER})) AND NOT EXISTS ({OF_REHEARSED}))"
    yield "teller_count_delete", COUNT, "DELETE", counted, "a count that was compared is kept"
    yield "box_delete", BOX, "DELETE", f"NOT EXISTS ({OF_REHEARSED})", "a closed box is never opened again"
    yield "hands_frozen_delete", HANDS, "DELETE", f"EXISTS ({over})", "a closed show of hands is kept as it was"
    asked = "COALESCE(OLD.rehearses_id, 0) <> COALESCE(NEW.rehearses_id, 0)"
    yield "conference_stays_what_it_is", CONFERENCE, "UPDATE", asked, "a conference never becomes a rehearsal"


def stand_aside(apps, schema_editor):
    if schema_editor.connection.vendor != "sqlite":
        return
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND sql LIKE '%conferences_%'")
        _aside[:] = cursor.fetchall()
    for name, _ in _aside:
        schema_editor.execute(f"DROP TRIGGER {name}")


def protect(apps, schema_editor):
    anew = {name for name, *_ in guards()}
    for name, statement in _aside:
        if name not in anew:
            schema_editor.execute(statement)
    _aside.clear()
    for name, table, event, asked, message in guards():
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(
                f"CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN {asked} "
                f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
            )
            continue
        back = "OLD" if event == "DELETE" else "NEW"
        schema_editor.execute(
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF {asked} THEN RAISE EXCEPTION '{message}'; END IF; RETURN {back}; END $$"
        )
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {name} ON {table}")
        schema_editor.execute(
            f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"
        )


class Migration(migrations.Migration):
    dependencies = [
        ("conferences", "0013_conferrals_and_tie_rulings"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.RunPython(stand_aside, migrations.RunPython.noop),
        migrations.AddField(
            model_name="conference",
            name="rehearses",
            field=models.OneToOneField(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="rehearsal",
                to="conferences.conference",
                verbose_name="diễn tập cho",
            ),
        ),
        migrations.RemoveConstraint(model_name="conference", name="conference_one_of_each"),
        migrations.AddConstraint(
            model_name="conference",
            constraint=models.UniqueConstraint(
                condition=Q(kind__in=["midyear", "yearend"], rehearses__isnull=True),
                fields=("season", "kind"),
                name="conference_one_of_each",
                violation_error_message="Năm này đã có hội nghị loại đó.",
            ),
        ),
        migrations.CreateModel(
            name="Sample",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("points", models.JSONField(blank=True, default=dict, verbose_name="điểm mẫu")),
                ("made_at", models.DateTimeField(verbose_name="lập lúc")),
                (
                    "conference",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sample",
                        to="conferences.conference",
                        verbose_name="buổi diễn tập",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người lập",
                    ),
                ),
            ],
            options={"verbose_name": "điểm mẫu", "verbose_name_plural": "điểm mẫu"},
        ),
        migrations.RunPython(protect, migrations.RunPython.noop),
    ]
