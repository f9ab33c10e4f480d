"""A published table may be corrected; how votes are counted stands with it; what it said before is kept for good.

SQLite makes the altered tables anew, drops their triggers and refuses while another table's trigger asks them:
all that ask the criteria table step aside, whichever migration made them, and are put back as they were.
"""

import core.fields
import django.db.models.deletion
import django.db.models.manager
from django.conf import settings
from django.db import migrations, models

FROZEN = "a published criteria table is frozen"
KEPT = "a former version of a criteria table is kept as it was"
BALLOT, REVISION = "blocs_ballotrule", "blocs_criteriarevision"
PUBLISHED = "SELECT 1 FROM blocs_criteriatable t WHERE t.id = {row}.table_id AND t.state = 'published'"
ROWS = {"INSERT": ("NEW",), "UPDATE": ("OLD", "NEW"), "DELETE": ("OLD",)}
_aside = []


def guards():
    """(name, table, event, when it refuses, message) of the new triggers."""
    for event, rows in ROWS.items():
        asked = " OR ".join(f"EXISTS ({PUBLISHED.format(row=row)})" for row in rows)
        yield f"{BALLOT}_frozen_{event.lower()}", BALLOT, event, asked, FROZEN
    for event in ("UPDATE", "DELETE"):
        yield f"{REVISION}_kept_{event.lower()}", REVISION, event, "OLD.superseded_at IS NOT NULL", KEPT


def stand_aside(apps, schema_editor):
    if schema_editor.connection.vendor != "sqlite":
        return
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND sql LIKE '%blocs_crit%'")
        _aside[:] = cursor.fetchall()
    for name, _ in _aside:
        schema_editor.execute(f"DROP TRIGGER {name}")


def protect(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    for _, statement in _aside:
        schema_editor.execute(statement)
    _aside.clear()
    for name, table, event, asked, message in guards():
        if vendor == "sqlite":
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

    dependencies = [
        ('blocs', '0013_kinds_of_criteria'),
        ('documents', '0004_plans_and_letters'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(stand_aside, migrations.RunPython.noop),
        migrations.CreateModel(
            name='BallotRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('roll', models.CharField(choices=[('units', 'Mỗi đơn vị một phiếu'), ('delegates', 'Mỗi đại biểu một phiếu')], default='units', max_length=10, verbose_name='ai bỏ phiếu')),
                ('base', models.CharField(choices=[('all', 'Tất cả, kể cả vắng mặt'), ('present', 'Số có mặt'), ('valid', 'Số phiếu hợp lệ')], default='present', max_length=10, verbose_name='tỷ lệ tính trên')),
                ('percent', models.DecimalField(decimal_places=2, max_digits=5, verbose_name='tỷ lệ (%)')),
                ('above', models.BooleanField(default=True, verbose_name='phải trên mức này')),
            ],
            options={
                'verbose_name': 'quy tắc bỏ phiếu',
                'verbose_name_plural': 'quy tắc bỏ phiếu',
            },
        ),
        migrations.CreateModel(
            name='CriteriaRevision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='lần sửa')),
                ('content', models.JSONField(verbose_name='nội dung')),
                ('sha256', models.CharField(max_length=64, verbose_name='mã băm')),
                ('published_at', models.DateTimeField(verbose_name='công bố lúc')),
                ('reason', core.fields.BlockField(max_length=1000, verbose_name='lý do sửa')),
                ('begun_at', models.DateTimeField(verbose_name='bắt đầu sửa lúc')),
                ('superseded_at', models.DateTimeField(blank=True, null=True, verbose_name='bản sửa công bố lúc')),
            ],
            options={
                'verbose_name': 'bản đã công bố của bảng tiêu chí',
                'verbose_name_plural': 'các bản đã công bố của bảng tiêu chí',
                'ordering': ['-number'],
            },
        ),
        migrations.AlterModelOptions(
            name='criterion',
            options={'base_manager_name': 'every', 'ordering': ['path'], 'verbose_name': 'tiêu chí', 'verbose_name_plural': 'tiêu chí'},
        ),
        migrations.AlterModelManagers(
            name='criterion',
            managers=[
                ('objects', django.db.models.manager.Manager()),
                ('every', django.db.models.manager.Manager()),
            ],
        ),
        migrations.RemoveConstraint(
            model_name='criteriatable',
            name='criteria_published_is_stamped',
        ),
        migrations.AddField(
            model_name='criteriatable',
            name='revision',
            field=models.PositiveSmallIntegerField(default=0, verbose_name='lần sửa'),
        ),
        migrations.AddField(
            model_name='criterion',
            name='leaving',
            field=models.BooleanField(default=False, verbose_name='bỏ khi công bố bản sửa'),
        ),
        migrations.AlterField(
            model_name='criteriatable',
            name='state',
            field=models.CharField(choices=[('draft', 'Đang soạn'), ('published', 'Đã công bố'), ('correcting', 'Đang sửa')], default='draft', max_length=10, verbose_name='trạng thái'),
        ),
        migrations.AddConstraint(
            model_name='criteriatable',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('paper__isnull', False), ('published_at__isnull', False), ('state__in', ('published', 'correcting')), models.Q(('sha256', ''), _negated=True)), models.Q(('paper__isnull', True), ('published_at__isnull', True), ('sha256', ''), ('state', 'draft')), _connector='OR'), name='criteria_published_is_stamped'),
        ),
        migrations.AddField(
            model_name='ballotrule',
            name='table',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='ballot', to='blocs.criteriatable', verbose_name='bảng'),
        ),
        migrations.AddField(
            model_name='criteriarevision',
            name='begun_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người sửa'),
        ),
        migrations.AddField(
            model_name='criteriarevision',
            name='paper',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document', verbose_name='văn bản'),
        ),
        migrations.AddField(
            model_name='criteriarevision',
            name='published_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='công bố bởi'),
        ),
        migrations.AddField(
            model_name='criteriarevision',
            name='table',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='revisions', to='blocs.criteriatable', verbose_name='bảng'),
        ),
        migrations.AddConstraint(
            model_name='ballotrule',
            constraint=models.CheckConstraint(condition=models.Q(('percent__gt', 0), ('percent__lte', 100)), name='ballot_percent_possible', violation_error_message='Tỷ lệ phải lớn hơn 0 và không quá 100%%.'),
        ),
        migrations.AddConstraint(
            model_name='ballotrule',
            constraint=models.CheckConstraint(condition=models.Q(('above', False), ('percent__lt', 100), _connector='OR'), name='ballot_can_be_reached', violation_error_message='Không thể có phiếu trên 100%%. Hãy chọn “từ 100%% trở lên”.'),
        ),
        migrations.AddConstraint(
            model_name='criteriarevision',
            constraint=models.UniqueConstraint(fields=('table', 'number'), name='criteria_revision_once'),
        ),
        migrations.AddConstraint(
            model_name='criteriarevision',
            constraint=models.UniqueConstraint(condition=models.Q(('superseded_at__isnull', True)), fields=('table',), name='criteria_one_correction_at_a_time', violation_error_message='Bảng tiêu chí đang được sửa. Hãy tải lại trang để xem.'),
        ),
        migrations.AddConstraint(
            model_name='criteriarevision',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='criteria_revision_says_why', violation_error_message='Hãy ghi lý do sửa bảng tiêu chí.'),
        ),
        migrations.RemoveConstraint(
            model_name='criterion',
            name='criterion_own_path',
        ),
        migrations.AddConstraint(
            model_name='criterion',
            constraint=models.UniqueConstraint(condition=models.Q(('leaving', False)), fields=('group', 'path'), name='criterion_own_path'),
        ),
        migrations.RunPython(protect, migrations.RunPython.noop),
    ]
