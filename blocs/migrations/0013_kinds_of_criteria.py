"""Groups within groups, kinds of criteria, exemptions; what belongs to a published table is frozen with it.

SQLite makes a table anew to change it, which drops its guards, and refuses while another guard asks it: the
guards stand aside and are put back at the end. Rows of before get the path that follows from their positions.
"""

import core.fields
import django.db.models.deletion
from django.db import migrations, models

MESSAGE = "a published criteria table is frozen"
OF_TABLE = "SELECT 1 FROM blocs_criteriatable t WHERE t.id = {row}.table_id AND t.state = 'published'"
OF_GROUP = (
    "SELECT 1 FROM blocs_criteriagroup g JOIN blocs_criteriatable t ON t.id = g.table_id "
    "WHERE g.id = {row}.group_id AND t.state = 'published'"
)
OF_CRITERION = (
    "SELECT 1 FROM blocs_criterion c JOIN blocs_criteriagroup g ON g.id = c.group_id "
    "JOIN blocs_criteriatable t ON t.id = g.table_id "
    "WHERE c.id = {row}.criterion_id AND t.state = 'published'"
)
OLD = {"blocs_criteriagroup": OF_TABLE, "blocs_criterion": OF_GROUP}  # from migrations 0002 and 0004
NEW = {"blocs_ratiostep": OF_CRITERION, "blocs_level": OF_CRITERION, "blocs_exemption": OF_CRITERION}
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
    for table in OLD:
        if schema_editor.connection.vendor == "sqlite":
            for event in ROWS:
                schema_editor.execute(f"DROP TRIGGER {table}_frozen_{event.lower()}")
        else:
            schema_editor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")


def protect(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    for statement in statements(vendor, NEW | OLD if vendor == "sqlite" else NEW):
        schema_editor.execute(statement)
    if vendor != "sqlite":
        for table in OLD:
            schema_editor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def find_places(apps, schema_editor):
    for group in apps.get_model("blocs", "CriteriaGroup").objects.prefetch_related("criteria"):
        group.path = f"{group.position:02d}"
        group.save(update_fields=["path"])
        for criterion in group.criteria.all():
            criterion.path = f"{group.path}.{criterion.position:03d}"
            criterion.save(update_fields=["path"])


class Migration(migrations.Migration):
    dependencies = [
        ('blocs', '0012_titles'),
        ('members', '0004_post_once_at_a_time'),
    ]
    operations = [
        migrations.RunPython(stand_aside, migrations.RunPython.noop),
        migrations.CreateModel(
            name='Exemption',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', core.fields.LineField(max_length=200, verbose_name='tên đơn vị')),
                ('reason', core.fields.LineField(max_length=300, verbose_name='lý do')),
            ],
            options={
                'verbose_name': 'không áp dụng',
                'verbose_name_plural': 'không áp dụng',
                'ordering': ['name', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Level',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(verbose_name='thứ tự')),
                ('label', core.fields.LineField(max_length=200, verbose_name='mức')),
                ('points', models.DecimalField(decimal_places=2, max_digits=6, verbose_name='điểm')),
            ],
            options={
                'verbose_name': 'mức điểm',
                'verbose_name_plural': 'mức điểm',
                'ordering': ['position'],
            },
        ),
        migrations.CreateModel(
            name='RatioStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at_least', models.DecimalField(decimal_places=2, max_digits=6, verbose_name='từ (%)')),
                ('points', models.DecimalField(decimal_places=2, max_digits=6, verbose_name='điểm')),
            ],
            options={
                'verbose_name': 'bậc tỷ lệ',
                'verbose_name_plural': 'bậc tỷ lệ',
                'ordering': ['-at_least'],
            },
        ),
        migrations.AlterModelOptions(
            name='criteriagroup',
            options={'ordering': ['path'], 'verbose_name': 'nhóm tiêu chí', 'verbose_name_plural': 'nhóm tiêu chí'},
        ),
        migrations.AlterModelOptions(
            name='criterion',
            options={'ordering': ['path'], 'verbose_name': 'tiêu chí', 'verbose_name_plural': 'tiêu chí'},
        ),
        migrations.RemoveConstraint(
            model_name='criteriagroup',
            name='group_own_position',
        ),
        migrations.RemoveConstraint(
            model_name='criteriagroup',
            name='group_position_fits_kind',
        ),
        migrations.RemoveConstraint(
            model_name='criterion',
            name='criterion_own_position',
        ),
        migrations.AddField(
            model_name='criteriagroup',
            name='parent',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='children', to='blocs.criteriagroup', verbose_name='thuộc nhóm'),
        ),
        migrations.AddField(
            model_name='criteriagroup',
            name='path',
            field=models.CharField(default='', editable=False, max_length=40, verbose_name='vị trí trong bảng'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='criterion',
            name='ceiling',
            field=models.DecimalField(blank=True, decimal_places=2, max_digits=6, null=True, verbose_name='điểm cao nhất khi vượt chỉ tiêu'),
        ),
        migrations.AddField(
            model_name='criterion',
            name='kind',
            field=models.CharField(choices=[('points', 'Chấm điểm'), ('ratio', 'Theo tỷ lệ đạt chỉ tiêu'), ('levels', 'Chọn một mức'), ('units', 'Theo số lượng')], default='points', max_length=10, verbose_name='cách tính điểm'),
        ),
        migrations.AddField(
            model_name='criterion',
            name='path',
            field=models.CharField(default='', editable=False, max_length=40, verbose_name='vị trí trong bảng'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='criterion',
            name='per_unit',
            field=models.DecimalField(blank=True, decimal_places=2, max_digits=6, null=True, verbose_name='điểm mỗi đơn vị'),
        ),
        migrations.AddField(
            model_name='criterion',
            name='target',
            field=models.DecimalField(blank=True, decimal_places=2, max_digits=15, null=True, verbose_name='chỉ tiêu'),
        ),
        migrations.AddField(
            model_name='criterion',
            name='unit',
            field=core.fields.LineField(blank=True, max_length=30, verbose_name='đơn vị tính'),
        ),
        migrations.RunPython(find_places, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name='criteriagroup',
            constraint=models.UniqueConstraint(fields=('table', 'path'), name='group_own_path', violation_error_message='Bảng đã có một nhóm điểm thưởng hoặc điểm trừ như vậy.'),
        ),
        migrations.AddConstraint(
            model_name='criteriagroup',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('parent__isnull', False), ('position__range', (1, 999))), models.Q(('parent__isnull', True), models.Q(models.Q(('kind', 'scored'), ('position__range', (1, 15))), models.Q(('kind', 'bonus'), ('position', 98)), models.Q(('kind', 'penalty'), ('position', 99)), _connector='OR')), _connector='OR'), name='group_position_fits_place'),
        ),
        migrations.AddConstraint(
            model_name='criterion',
            constraint=models.UniqueConstraint(fields=('group', 'path'), name='criterion_own_path'),
        ),
        migrations.AddConstraint(
            model_name='criterion',
            constraint=models.CheckConstraint(condition=models.Q(('position__range', (1, 999))), name='criterion_position_fits_place'),
        ),
        migrations.AddConstraint(
            model_name='criterion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'ratio'), ('per_unit__isnull', True)), models.Q(('ceiling__isnull', True), ('target__isnull', True), models.Q(models.Q(('kind__in', ['points', 'levels']), ('per_unit__isnull', True), ('unit', '')), models.Q(('kind', 'units'), ('per_unit__isnull', False), models.Q(('unit', ''), _negated=True)), _connector='OR')), _connector='OR'), name='criterion_facts_fit_kind', violation_error_message='Cách tính điểm và các mục kèm theo không khớp nhau. Hãy chọn lại cách tính điểm.'),
        ),
        migrations.AddConstraint(
            model_name='criterion',
            constraint=models.CheckConstraint(condition=models.Q(('target__isnull', True), ('target__gt', 0), _connector='OR'), name='criterion_target_positive', violation_error_message='Chỉ tiêu phải lớn hơn 0.'),
        ),
        migrations.AddConstraint(
            model_name='criterion',
            constraint=models.CheckConstraint(condition=models.Q(('ceiling__isnull', True), ('ceiling__gte', models.F('max_points')), _connector='OR'), name='criterion_ceiling_over_max', violation_error_message='Điểm cao nhất khi vượt chỉ tiêu không được dưới điểm tối đa.'),
        ),
        migrations.AddConstraint(
            model_name='criterion',
            constraint=models.CheckConstraint(condition=models.Q(('per_unit__isnull', True), models.Q(('per_unit__gt', 0), ('per_unit__lte', models.F('max_points'))), _connector='OR'), name='criterion_per_unit_fits_max', violation_error_message='Điểm mỗi đơn vị phải lớn hơn 0 và không quá điểm tối đa.'),
        ),
        migrations.AddField(
            model_name='exemption',
            name='agency',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='members.agency', verbose_name='đơn vị'),
        ),
        migrations.AddField(
            model_name='exemption',
            name='criterion',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='exemptions', to='blocs.criterion', verbose_name='tiêu chí'),
        ),
        migrations.AddField(
            model_name='level',
            name='criterion',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='levels', to='blocs.criterion', verbose_name='tiêu chí'),
        ),
        migrations.AddField(
            model_name='ratiostep',
            name='criterion',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='blocs.criterion', verbose_name='tiêu chí'),
        ),
        migrations.AddConstraint(
            model_name='exemption',
            constraint=models.UniqueConstraint(fields=('criterion', 'agency'), name='exemption_once', violation_error_message='Đơn vị này đã được miễn tiêu chí này.'),
        ),
        migrations.AddConstraint(
            model_name='exemption',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('reason', ''), _negated=True), models.Q(('name', ''), _negated=True)), name='exemption_says_why', violation_error_message='Hãy ghi lý do không áp dụng.'),
        ),
        migrations.AddConstraint(
            model_name='level',
            constraint=models.UniqueConstraint(fields=('criterion', 'position'), name='level_own_position'),
        ),
        migrations.AddConstraint(
            model_name='level',
            constraint=models.UniqueConstraint(fields=('criterion', 'label'), name='level_label_once', violation_error_message='Hai mức không được cùng tên.'),
        ),
        migrations.AddConstraint(
            model_name='level',
            constraint=models.UniqueConstraint(fields=('criterion', 'points'), name='level_points_once', violation_error_message='Hai mức không được cùng số điểm.'),
        ),
        migrations.AddConstraint(
            model_name='level',
            constraint=models.CheckConstraint(condition=models.Q(('points__gte', 0)), name='level_not_negative', violation_error_message='Điểm của mức không được âm.'),
        ),
        migrations.AddConstraint(
            model_name='ratiostep',
            constraint=models.UniqueConstraint(fields=('criterion', 'at_least'), name='step_percent_once', violation_error_message='Hai bậc không được cùng tỷ lệ.'),
        ),
        migrations.AddConstraint(
            model_name='ratiostep',
            constraint=models.UniqueConstraint(fields=('criterion', 'points'), name='step_points_once', violation_error_message='Hai bậc không được cùng số điểm.'),
        ),
        migrations.AddConstraint(
            model_name='ratiostep',
            constraint=models.CheckConstraint(condition=models.Q(('at_least__gt', 0), ('points__gte', 0)), name='step_not_negative', violation_error_message='Tỷ lệ của bậc phải lớn hơn 0, điểm không được âm.'),
        ),
        migrations.RunPython(protect, migrations.RunPython.noop),
    ]
