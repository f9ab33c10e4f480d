"""Activities: due day, who took part, photos; movements: their days, content and results."""

import core.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('blocs', '0006_memberships_apart'),
        ('documents', '0003_last_sweep'),
        ('members', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Participant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('people', models.PositiveIntegerField(verbose_name='số người')),
            ],
            options={
                'verbose_name': 'đơn vị tham gia',
                'verbose_name_plural': 'đơn vị tham gia',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Photo',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', core.fields.LineField(max_length=200, verbose_name='tên tệp')),
                ('caption', core.fields.LineField(blank=True, max_length=300, verbose_name='chú thích')),
                ('added_at', models.DateTimeField(verbose_name='thêm lúc')),
            ],
            options={
                'verbose_name': 'ảnh',
                'verbose_name_plural': 'ảnh',
                'ordering': ['pk'],
            },
        ),
        migrations.AddField(
            model_name='activity',
            name='due_on',
            field=models.DateField(blank=True, null=True, verbose_name='hạn hoàn thành'),
        ),
        migrations.AddField(
            model_name='movement',
            name='content',
            field=core.fields.BlockField(blank=True, verbose_name='nội dung'),
        ),
        migrations.AddField(
            model_name='movement',
            name='ends_on',
            field=models.DateField(blank=True, null=True, verbose_name='đến ngày'),
        ),
        migrations.AddField(
            model_name='movement',
            name='results',
            field=core.fields.BlockField(blank=True, verbose_name='kết quả'),
        ),
        migrations.AddField(
            model_name='movement',
            name='starts_on',
            field=models.DateField(blank=True, null=True, verbose_name='từ ngày'),
        ),
        migrations.AddConstraint(
            model_name='movement',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('starts_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='movement_ends_after_it_starts', violation_error_message='Ngày kết thúc phong trào không được trước ngày bắt đầu.'),
        ),
        migrations.AddField(
            model_name='participant',
            name='activity',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='participants', to='blocs.activity', verbose_name='hoạt động'),
        ),
        migrations.AddField(
            model_name='participant',
            name='agency',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='members.agency', verbose_name='đơn vị'),
        ),
        migrations.AddField(
            model_name='photo',
            name='activity',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='photos', to='blocs.activity', verbose_name='hoạt động'),
        ),
        migrations.AddField(
            model_name='photo',
            name='file',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.storedfile', verbose_name='tệp'),
        ),
        migrations.AddConstraint(
            model_name='participant',
            constraint=models.UniqueConstraint(fields=('activity', 'agency'), name='participant_once', violation_error_message='Đơn vị này đã được ghi tham gia.'),
        ),
        migrations.AddConstraint(
            model_name='participant',
            constraint=models.CheckConstraint(condition=models.Q(('people__gte', 1)), name='participant_people', violation_error_message='Số người tham gia phải từ 1 trở lên; không tham gia thì để trống.'),
        ),
        migrations.AddConstraint(
            model_name='photo',
            constraint=models.UniqueConstraint(fields=('activity', 'file'), name='photo_once', violation_error_message='Hoạt động này đã có ảnh đó.'),
        ),
    ]
