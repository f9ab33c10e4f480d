"""Agencies merge, split, take new names and end; province, contacts and what papers show."""

import core.fields
import django.db.models.deletion
import members.provinces
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('members', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='agency',
            name='address',
            field=core.fields.LineField(blank=True, max_length=200, verbose_name='địa chỉ'),
        ),
        migrations.AddField(
            model_name='agency',
            name='email',
            field=models.EmailField(blank=True, max_length=254, verbose_name='thư điện tử'),
        ),
        migrations.AddField(
            model_name='agency',
            name='phone',
            field=core.fields.LineField(blank=True, max_length=40, verbose_name='điện thoại'),
        ),
        migrations.AddField(
            model_name='agency',
            name='province',
            field=models.CharField(blank=True, choices=members.provinces.choices, max_length=2, verbose_name='tỉnh, thành phố'),
        ),
        migrations.AddField(
            model_name='agencyname',
            name='party_heading',
            field=core.fields.BlockField(blank=True, max_length=300, verbose_name='đầu văn bản của Đảng'),
        ),
        migrations.AddField(
            model_name='agencyname',
            name='party_signer',
            field=core.fields.LineField(blank=True, max_length=120, verbose_name='chức vụ người ký văn bản của Đảng'),
        ),
        migrations.AddField(
            model_name='agencyname',
            name='state_heading',
            field=core.fields.BlockField(blank=True, max_length=300, verbose_name='đầu văn bản hành chính'),
        ),
        migrations.AddField(
            model_name='agencyname',
            name='state_signer',
            field=core.fields.LineField(blank=True, max_length=120, verbose_name='chức vụ người ký văn bản hành chính'),
        ),
        migrations.CreateModel(
            name='Succession',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('merge', 'Sáp nhập, hợp nhất'), ('split', 'Chia, tách'), ('rename', 'Đổi tên'), ('dissolve', 'Kết thúc hoạt động')], max_length=10, verbose_name='việc')),
                ('happens_on', models.DateField(verbose_name='từ ngày')),
                ('decision', core.fields.LineField(max_length=100, verbose_name='số quyết định')),
                ('decided_on', models.DateField(blank=True, null=True, verbose_name='ngày quyết định')),
                ('authority', core.fields.LineField(blank=True, max_length=200, verbose_name='nơi quyết định')),
                ('note', core.fields.LineField(blank=True, max_length=300, verbose_name='ghi chú')),
            ],
            options={
                'verbose_name': 'việc sắp xếp tổ chức',
                'verbose_name_plural': 'việc sắp xếp tổ chức',
                'ordering': ['-happens_on', '-id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('decision', ''), _negated=True), name='succession_has_a_decision', violation_error_message='Hãy ghi số quyết định.')],
            },
        ),
        migrations.AddField(
            model_name='agencyname',
            name='brought_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='names', to='members.succession', verbose_name='theo việc đổi tên'),
        ),
        migrations.CreateModel(
            name='SuccessionLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('takes_over', models.BooleanField(default=False, verbose_name='nhận việc còn mở')),
                ('predecessor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='succeeded_by', to='members.agency', verbose_name='cơ quan trước')),
                ('succession', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='links', to='members.succession', verbose_name='việc')),
                ('successor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='succeeded_from', to='members.agency', verbose_name='cơ quan sau')),
            ],
            options={
                'verbose_name': 'kế thừa',
                'verbose_name_plural': 'kế thừa',
                'ordering': ['succession', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('successor__isnull', True), models.Q(('predecessor', models.F('successor')), _negated=True), _connector='OR'), name='succession_never_itself', violation_error_message='Một cơ quan không thể kế thừa chính mình.'), models.CheckConstraint(condition=models.Q(('successor__isnull', False), ('takes_over', False), _connector='OR'), name='succession_nobody_takes_nothing_over', violation_error_message='Hãy chọn cơ quan nhận những việc còn mở.'), models.UniqueConstraint(condition=models.Q(('takes_over', True), ('successor__isnull', True), _connector='OR'), fields=('predecessor',), name='succession_one_end_each', violation_error_message='Cơ quan này đã kết thúc theo một quyết định ghi trước.'), models.UniqueConstraint(fields=('succession', 'predecessor', 'successor'), name='succession_each_pair_once', violation_error_message='Một cơ quan chỉ ghi một lần trong một việc.')],
            },
        ),
    ]
