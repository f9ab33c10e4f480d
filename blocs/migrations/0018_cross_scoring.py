"""Cross-scoring is switched on and ruled with the criteria table, and frozen with it once published."""

import django.db.models.deletion
from django.db import migrations, models

FROZEN = "a published criteria table is frozen"
CROSS = "blocs_crossrule"
PUBLISHED = "SELECT 1 FROM blocs_criteriatable t WHERE t.id = {row}.table_id AND t.state = 'published'"
ROWS = {"INSERT": ("NEW",), "UPDATE": ("OLD", "NEW"), "DELETE": ("OLD",)}


def protect(apps, schema_editor):
    for event, rows in ROWS.items():
        name = f"{CROSS}_frozen_{event.lower()}"
        asked = " OR ".join(f"EXISTS ({PUBLISHED.format(row=row)})" for row in rows)
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(
                f"CREATE TRIGGER {name} BEFORE {event} ON {CROSS} WHEN {asked} "
                f"BEGIN SELECT RAISE(ABORT, '{FROZEN}'); END"
            )
            continue
        back = "OLD" if event == "DELETE" else "NEW"
        schema_editor.execute(
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF {asked} THEN RAISE EXCEPTION '{FROZEN}'; END IF; RETURN {back}; END $$"
        )
        schema_editor.execute(
            f"CREATE TRIGGER {name} BEFORE {event} ON {CROSS} FOR EACH ROW EXECUTE FUNCTION {name}()"
        )


class Migration(migrations.Migration):

    dependencies = [("blocs", "0017_reply_rules")]

    operations = [
        migrations.CreateModel(
            name='CrossRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('scope', models.CharField(choices=[('all', 'Mọi đơn vị, kể cả đơn vị đứng đầu'), ('others', 'Mọi đơn vị, trừ đơn vị đứng đầu'), ('head', 'Chỉ đơn vị đứng đầu')], default='all', max_length=10, verbose_name='phiếu được chấm chéo')),
                ('scorers', models.PositiveSmallIntegerField(default=3, verbose_name='số đơn vị chấm mỗi phiếu')),
                ('trimmed', models.BooleanField(default=False, verbose_name='bỏ điểm cao nhất và thấp nhất')),
                ('named', models.BooleanField(default=False, verbose_name='cho xem tên đơn vị chấm')),
                ('table', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='cross', to='blocs.criteriatable', verbose_name='bảng')),
            ],
            options={
                'verbose_name': 'quy tắc chấm chéo',
                'verbose_name_plural': 'quy tắc chấm chéo',
                'constraints': [models.CheckConstraint(condition=models.Q(('scorers__range', (2, 15))), name='cross_scorers_possible', violation_error_message='Mỗi phiếu do từ 2 đến 15 đơn vị chấm.'), models.CheckConstraint(condition=models.Q(('trimmed', False), ('scorers__gte', 3), _connector='OR'), name='cross_trimmed_leaves_a_mark', violation_error_message='Muốn bỏ điểm cao nhất và thấp nhất thì mỗi phiếu cần ít nhất 3 đơn vị chấm.')],
            },
        ),
        migrations.RunPython(protect, migrations.RunPython.noop),
    ]
