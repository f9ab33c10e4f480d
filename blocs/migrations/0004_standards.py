"""Grades and the ladder for ties stand with the criteria table, and are frozen with it."""

import core.fields
import django.db.models.deletion
from django.db import migrations, models

MESSAGE = "a published criteria table is frozen"
OF_TABLE = "SELECT 1 FROM blocs_criteriatable t WHERE t.id = {row}.table_id AND t.state = 'published'"
OF_GROUP = (
    "SELECT 1 FROM blocs_criteriagroup g JOIN blocs_criteriatable t ON t.id = g.table_id "
    "WHERE g.id = {row}.group_id AND t.state = 'published'"
)
OLD = {"blocs_criteriagroup": OF_TABLE, "blocs_criterion": OF_GROUP}  # from migration 0002
NEW = {"blocs_grade": OF_TABLE, "blocs_tiestep": OF_TABLE}
ROWS = {"INSERT": ("NEW",), "UPDATE": ("OLD", "NEW"), "DELETE": ("OLD",)}


def statements(vendor, guarded):
    for table, question in guarded.items():
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


def stand_aside(apps, schema_editor):
    """SQLite makes the table anew to add a column and refuses while a guard asks it."""
    if schema_editor.connection.vendor == "sqlite":
        for table in OLD:
            for event in ROWS:
                schema_editor.execute(f"DROP TRIGGER {table}_frozen_{event.lower()}")


def protect(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    for statement in statements(vendor, NEW | OLD if vendor == "sqlite" else NEW):
        schema_editor.execute(statement)


class Migration(migrations.Migration):

    dependencies = [
        ('blocs', '0003_activities'),
    ]

    operations = [
        migrations.RunPython(stand_aside, migrations.RunPython.noop),
        migrations.AddField(
            model_name='criteriatable',
            name='graded_by',
            field=models.CharField(choices=[('percent', '% điểm tối đa'), ('points', 'điểm')], default='percent', max_length=10, verbose_name='ngưỡng xếp loại tính bằng'),
        ),
        migrations.CreateModel(
            name='Grade',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('label', core.fields.LineField(max_length=100, verbose_name='mức xếp loại')),
                ('at_least', models.DecimalField(decimal_places=2, max_digits=7, verbose_name='từ')),
                ('table', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='grades', to='blocs.criteriatable', verbose_name='bảng')),
            ],
            options={
                'verbose_name': 'mức xếp loại',
                'verbose_name_plural': 'mức xếp loại',
                'ordering': ['-at_least'],
                'constraints': [models.UniqueConstraint(fields=('table', 'label'), name='grade_label_once', violation_error_message='Hai mức xếp loại không được cùng tên.'), models.UniqueConstraint(fields=('table', 'at_least'), name='grade_thresholds_fall', violation_error_message='Hai mức xếp loại không được cùng ngưỡng điểm.'), models.CheckConstraint(condition=models.Q(('at_least__gte', 0)), name='grade_from_zero', violation_error_message='Ngưỡng xếp loại không được âm.')],
            },
        ),
        migrations.CreateModel(
            name='TieStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(verbose_name='bước')),
                ('kind', models.CharField(choices=[('group', 'Tổng điểm của nhóm'), ('penalty', 'Điểm trừ ít hơn'), ('bonus', 'Điểm thưởng cao hơn'), ('vote', 'Số phiếu bình xét cao hơn'), ('protocol', 'Thứ tự đơn vị trong khối')], max_length=10, verbose_name='so sánh')),
                ('group', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='tie_steps', to='blocs.criteriagroup', verbose_name='nhóm')),
                ('table', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ladder', to='blocs.criteriatable', verbose_name='bảng')),
            ],
            options={
                'verbose_name': 'bước phân định',
                'verbose_name_plural': 'thứ tự phân định khi bằng điểm',
                'ordering': ['position'],
                'constraints': [models.UniqueConstraint(fields=('table', 'position'), name='tie_step_own_position'), models.UniqueConstraint(condition=models.Q(('kind', 'group'), _negated=True), fields=('table', 'kind'), name='tie_step_once', violation_error_message='Mỗi cách phân định chỉ dùng một lần.'), models.UniqueConstraint(fields=('table', 'group'), name='tie_step_group_once', violation_error_message='Mỗi nhóm chỉ dùng một lần khi phân định.'), models.CheckConstraint(condition=models.Q(models.Q(('group__isnull', False), ('kind', 'group')), models.Q(models.Q(('kind', 'group'), _negated=True), ('group__isnull', True)), _connector='OR'), name='tie_step_group_fits_kind')],
            },
        ),
        migrations.RunPython(protect, migrations.RunPython.noop),
    ]
