"""For how many days a member may ask for a second look; frozen with the published table it belongs to.

Only a new table comes: no other one is made anew, so that no trigger is lost on SQLite.
"""

import django.db.models.deletion
from django.db import migrations, models

FROZEN = "a published criteria table is frozen"
TABLE = "blocs_replyrule"
PUBLISHED = "SELECT 1 FROM blocs_criteriatable t WHERE t.id = {row}.table_id AND t.state = 'published'"
ROWS = {"INSERT": ("NEW",), "UPDATE": ("OLD", "NEW"), "DELETE": ("OLD",)}


def protect(apps, schema_editor):
    for event, rows in ROWS.items():
        name = f"{TABLE}_frozen_{event.lower()}"
        asked = " OR ".join(f"EXISTS ({PUBLISHED.format(row=row)})" for row in rows)
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(
                f"CREATE TRIGGER {name} BEFORE {event} ON {TABLE} WHEN {asked} "
                f"BEGIN SELECT RAISE(ABORT, '{FROZEN}'); END"
            )
            continue
        back = "OLD" if event == "DELETE" else "NEW"
        schema_editor.execute(
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF {asked} THEN RAISE EXCEPTION '{FROZEN}'; END IF; RETURN {back}; END $$"
        )
        schema_editor.execute(
            f"CREATE TRIGGER {name} BEFORE {event} ON {TABLE} FOR EACH ROW EXECUTE FUNCTION {name}()"
        )


class Migration(migrations.Migration):

    dependencies = [
        ('blocs', '0016_fund_reports'),
    ]

    operations = [
        migrations.CreateModel(
            name='ReplyRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('days', models.PositiveSmallIntegerField(verbose_name='số ngày được đề nghị phúc tra')),
                ('table', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='reply_rule', to='blocs.criteriatable', verbose_name='bảng')),
            ],
            options={
                'verbose_name': 'quy tắc phúc tra',
                'verbose_name_plural': 'quy tắc phúc tra',
                'constraints': [models.CheckConstraint(condition=models.Q(('days__gte', 1), ('days__lte', 60)), name='reply_days_possible', violation_error_message='Số ngày được đề nghị phúc tra từ 1 đến 60.')],
            },
        ),
        migrations.RunPython(protect, migrations.RunPython.noop),
    ]
