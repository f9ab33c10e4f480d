"""The print ledger and the stock of phôi: new tables only.

The database itself keeps the book of the stock and what is said of printed sheets: both are only added to.
"""

import core.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


BOOKS = ("awards_stockentry", "awards_sheetevent")
SAID = "is append-only"


def protect(apps, schema_editor):
    for table in BOOKS:
        name = f"{table.removeprefix('awards_')}_append_only"
        if schema_editor.connection.vendor == "sqlite":
            for event in ("UPDATE", "DELETE"):
                schema_editor.execute(
                    f"CREATE TRIGGER {name}_{event.lower()} BEFORE {event} ON {table} "
                    f"BEGIN SELECT RAISE(ABORT, '{table} {SAID}'); END"
                )
            continue
        schema_editor.execute(
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{table} {SAID}'; END $$"
        )
        schema_editor.execute(
            f"CREATE TRIGGER {name} BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"
        )


class Migration(migrations.Migration):

    dependencies = [
        ('awards', '0011_calibration'),
        ('documents', '0005_previews'),
        ('members', '0007_personal_code'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CheckSheet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('decision', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='check_sheet', to='awards.decision', verbose_name='quyết định')),
                ('paper', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document', verbose_name='văn bản')),
            ],
            options={
                'verbose_name': 'bảng đối chiếu Bằng khen',
                'verbose_name_plural': 'bảng đối chiếu Bằng khen',
            },
        ),
        migrations.CreateModel(
            name='Stock',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', core.fields.LineField(max_length=120, verbose_name='loại phôi')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stocks', to='members.agency', verbose_name='cơ quan')),
            ],
            options={
                'verbose_name': 'loại phôi',
                'verbose_name_plural': 'kho phôi',
                'ordering': ['agency', 'name', 'id'],
            },
        ),
        migrations.CreateModel(
            name='BatchOutcome',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(verbose_name='lúc')),
                ('batch', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='outcome', to='awards.printbatch', verbose_name='đợt in')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người ghi')),
                ('stock', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='awards.stock', verbose_name='loại phôi')),
            ],
            options={
                'verbose_name': 'kết quả in của đợt',
                'verbose_name_plural': 'kết quả in của các đợt',
            },
        ),
        migrations.CreateModel(
            name='StockEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('received', 'Nhận về'), ('used', 'Đã in'), ('spoilt', 'Hỏng')], max_length=8, verbose_name='việc')),
                ('change', models.IntegerField(verbose_name='thêm, bớt (tờ)')),
                ('on', models.DateField(verbose_name='ngày')),
                ('note', core.fields.LineField(max_length=300, verbose_name='ghi chú')),
                ('at', models.DateTimeField(verbose_name='ghi lúc')),
                ('batch', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='stock_entries', to='awards.printbatch', verbose_name='đợt in')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người ghi')),
                ('reverses', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reversal', to='awards.stockentry', verbose_name='hủy dòng')),
                ('stock', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='awards.stock', verbose_name='loại phôi')),
            ],
            options={
                'verbose_name': 'dòng sổ kho phôi',
                'verbose_name_plural': 'sổ kho phôi',
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='CertificateCopy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='bản sao số')),
                ('receiver', core.fields.LineField(max_length=200, verbose_name='người nhận')),
                ('reason', core.fields.LineField(max_length=300, verbose_name='lý do')),
                ('on', models.DateField(verbose_name='ngày cấp')),
                ('at', models.DateTimeField(verbose_name='lúc')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người cấp')),
                ('certificate', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='copies', to='awards.certificate', verbose_name='Bằng khen')),
            ],
            options={
                'verbose_name': 'bản sao',
                'verbose_name_plural': 'bản sao',
                'ordering': ['certificate', 'number'],
                'constraints': [models.UniqueConstraint(fields=('certificate', 'number'), name='copy_number_once'), models.CheckConstraint(condition=models.Q(models.Q(('receiver', ''), _negated=True), models.Q(('reason', ''), _negated=True)), name='copy_says_for_whom_and_why', violation_error_message='Hãy ghi người nhận và lý do cấp bản sao.')],
            },
        ),
        migrations.CreateModel(
            name='HandOver',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('to', models.CharField(choices=[('recipient', 'Người, tập thể được khen'), ('agency', 'Đại diện cơ quan nhận thay'), ('ceremony', 'Trao tại hội nghị')], max_length=9, verbose_name='giao cho')),
                ('receiver', core.fields.LineField(max_length=200, verbose_name='người nhận')),
                ('on', models.DateField(verbose_name='ngày giao')),
                ('note', core.fields.LineField(blank=True, max_length=300, verbose_name='ghi chú')),
                ('at', models.DateTimeField(verbose_name='ghi lúc')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người ghi')),
                ('certificate', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='hand_over', to='awards.certificate', verbose_name='Bằng khen')),
            ],
            options={
                'verbose_name': 'lượt giao Bằng khen',
                'verbose_name_plural': 'sổ giao Bằng khen',
                'ordering': ['on', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('receiver', ''), _negated=True), name='hand_over_names_receiver', violation_error_message='Hãy ghi họ tên người nhận.')],
            },
        ),
        migrations.CreateModel(
            name='SheetEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('printed', 'Đã in'), ('spoilt', 'Hỏng')], max_length=7, verbose_name='việc')),
                ('reason', core.fields.LineField(blank=True, max_length=300, verbose_name='lý do')),
                ('at', models.DateTimeField(verbose_name='lúc')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người ghi')),
                ('reprint', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='event', to='awards.reprint', verbose_name='lần in lại')),
                ('sheet', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='awards.printedsheet', verbose_name='tờ in')),
            ],
            options={
                'verbose_name': 'việc của tờ in',
                'verbose_name_plural': 'nhật ký tờ in',
                'ordering': ['id'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('kind', 'spoilt'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='sheet_event_spoilt_says_why', violation_error_message='Hãy ghi lý do hỏng, ví dụ: kẹt giấy, phôi bị nhàu.'), models.CheckConstraint(condition=models.Q(('reprint__isnull', True), ('kind', 'printed'), _connector='OR'), name='sheet_event_reprint_came_out')],
            },
        ),
        migrations.AddConstraint(
            model_name='stock',
            constraint=models.UniqueConstraint(fields=('agency', 'name'), name='stock_named_once', violation_error_message='Kho đã có loại phôi mang tên này.'),
        ),
        migrations.AddConstraint(
            model_name='stockentry',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('change', 0), _negated=True), ('change__range', (-100000, 100000))), name='stock_entry_changes_something', violation_error_message='Nhập số tờ từ 1 đến 100.000.'),
        ),
        migrations.AddConstraint(
            model_name='stockentry',
            constraint=models.CheckConstraint(condition=models.Q(('batch__isnull', False), ('reverses__isnull', False), models.Q(('change__gt', 0), ('kind', 'received')), models.Q(('change__lt', 0), ('kind__in', ('used', 'spoilt'))), _connector='OR'), name='stock_entry_has_its_sign', violation_error_message='Phôi nhận về làm kho thêm, phôi đã in và phôi hỏng làm kho bớt.'),
        ),
        migrations.AddConstraint(
            model_name='stockentry',
            constraint=models.CheckConstraint(condition=models.Q(('note', ''), _negated=True), name='stock_entry_says_why', violation_error_message='Hãy ghi chú phôi nhận từ đâu, dùng vào việc gì hoặc vì sao hỏng.'),
        ),
        migrations.RunPython(protect, migrations.RunPython.noop),
    ]
