"""Awards of the time before this system, and the files they came from. Only new tables; no trigger is touched."""

import core.derived
import core.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('awards', '0007_decisions'),
        ('documents', '0005_previews'),
        ('members', '0007_personal_code'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='PastImport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', core.fields.LineField(max_length=200, verbose_name='tên tệp')),
                ('taken_at', models.DateTimeField(verbose_name='nhập lúc')),
                ('encodings', models.JSONField(blank=True, default=dict, verbose_name='bảng mã của các cột')),
                ('left_out', models.JSONField(blank=True, default=list, verbose_name='dòng không nhập')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.storedfile', verbose_name='tệp')),
                ('taken_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người nhập')),
            ],
            options={
                'verbose_name': 'lần nhập khen thưởng cũ',
                'verbose_name_plural': 'lần nhập khen thưởng cũ',
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='PastAward',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recipient_text', core.fields.LineField(max_length=200, verbose_name='tập thể, cá nhân')),
                ('position_text', core.fields.LineField(blank=True, max_length=200, verbose_name='chức vụ')),
                ('unit_text', core.fields.LineField(blank=True, max_length=200, verbose_name='đơn vị')),
                ('form_text', core.fields.LineField(max_length=200, verbose_name='hình thức như đã ghi')),
                ('year', models.PositiveSmallIntegerField(verbose_name='năm')),
                ('decision_number', core.fields.LineField(blank=True, max_length=60, verbose_name='số quyết định')),
                ('decided_on', models.DateField(blank=True, null=True, verbose_name='ngày quyết định')),
                ('decided_by', core.fields.LineField(blank=True, max_length=200, verbose_name='người, cấp quyết định')),
                ('achievement', core.fields.BlockField(blank=True, max_length=2000, verbose_name='thành tích')),
                ('achieved_from', models.DateField(blank=True, null=True, verbose_name='lập thành tích từ ngày')),
                ('achieved_to', models.DateField(blank=True, null=True, verbose_name='đến ngày')),
                ('source_row', models.PositiveIntegerField(blank=True, null=True, verbose_name='dòng trong tệp')),
                ('entered_at', models.DateTimeField(verbose_name='ghi lúc')),
                ('mark', models.CharField(editable=False, max_length=64, verbose_name='dấu của dòng')),
                ('search_key', core.derived.KeyField(blank=True, db_index=True, editable=False, max_length=500)),
                ('agency', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='past_awards', to='members.agency', verbose_name='đơn vị')),
                ('collective', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='past_awards', to='members.collective', verbose_name='tập thể')),
                ('entered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người ghi')),
                ('form', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='past_awards', to='awards.awardform', verbose_name='hình thức trong danh mục')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='past_awards', to='members.person', verbose_name='cá nhân')),
                ('brought_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='awards', to='awards.pastimport', verbose_name='nhập từ tệp')),
            ],
            options={
                'verbose_name': 'khen thưởng cũ',
                'verbose_name_plural': 'khen thưởng cũ',
                'ordering': ['-year', '-id'],
                'constraints': [models.UniqueConstraint(fields=('mark',), name='past_award_once', violation_error_message='Lần khen thưởng này đã được ghi.'), models.CheckConstraint(condition=models.Q(models.Q(('collective__isnull', True), ('person__isnull', True)), models.Q(('agency__isnull', True), ('person__isnull', True)), models.Q(('agency__isnull', True), ('collective__isnull', True)), _connector='OR'), name='past_award_one_recipient', violation_error_message='Một lần khen thưởng chỉ gắn với một người, tập thể hoặc đơn vị.'), models.CheckConstraint(condition=models.Q(('year__gte', 1945), ('year__lte', 2100)), name='past_award_year', violation_error_message='Năm khen thưởng phải từ 1945 trở đi.'), models.CheckConstraint(condition=models.Q(('achieved_from__isnull', True), ('achieved_to__isnull', True), ('achieved_to__gte', models.F('achieved_from')), _connector='OR'), name='past_award_period_runs_forward', violation_error_message='Ngày cuối của thời gian lập thành tích phải từ ngày đầu trở đi.')],
            },
        ),
    ]
