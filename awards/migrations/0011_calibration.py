"""Printer profiles with their calibrations, and what a batch is printed with. New tables and an empty column; no trigger is touched."""

import core.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('awards', '0010_people'),
        ('members', '0007_personal_code'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='printbatch',
            name='mode',
            field=models.CharField(choices=[('full', 'In cả nền và chữ'), ('overlay', 'Chỉ in chữ lên phôi in sẵn'), ('two_up', 'Hai Bằng khen trên một tờ lớn, có dấu cắt'), ('proof', 'Bản in thử, có chữ “BẢN IN THỬ”')], max_length=8, verbose_name='cách in'),
        ),
        migrations.CreateModel(
            name='Calibration',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='bản')),
                ('measured', models.JSONField(verbose_name='số đo trên giấy (mm)')),
                ('dx', models.DecimalField(decimal_places=3, max_digits=6, verbose_name='lệch sang phải (mm)')),
                ('dy', models.DecimalField(decimal_places=3, max_digits=6, verbose_name='lệch xuống dưới (mm)')),
                ('scale_x', models.DecimalField(decimal_places=6, max_digits=8, verbose_name='tỉ lệ ngang')),
                ('scale_y', models.DecimalField(decimal_places=6, max_digits=8, verbose_name='tỉ lệ dọc')),
                ('skew', models.DecimalField(decimal_places=4, max_digits=7, verbose_name='xoay thuận chiều kim đồng hồ (độ)')),
                ('shear', models.DecimalField(decimal_places=4, max_digits=7, verbose_name='nét dọc ngả (độ)')),
                ('made_at', models.DateTimeField(verbose_name='đo lúc')),
                ('made_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người đo')),
            ],
            options={
                'verbose_name': 'lần căn chỉnh máy in',
                'verbose_name_plural': 'lần căn chỉnh máy in',
                'ordering': ['profile', '-number'],
            },
        ),
        migrations.AddField(
            model_name='printbatch',
            name='calibration',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='batches', to='awards.calibration', verbose_name='căn chỉnh máy in'),
        ),
        migrations.CreateModel(
            name='PrinterProfile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', core.fields.LineField(max_length=60, verbose_name='máy in')),
                ('tray', core.fields.LineField(blank=True, max_length=40, verbose_name='khay giấy')),
                ('width', models.DecimalField(decimal_places=1, max_digits=4, verbose_name='chiều ngang giấy (mm)')),
                ('height', models.DecimalField(decimal_places=1, max_digits=4, verbose_name='chiều dọc giấy (mm)')),
                ('retired_at', models.DateTimeField(blank=True, null=True, verbose_name='ngừng dùng lúc')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='printer_profiles', to='members.agency', verbose_name='cơ quan, đơn vị')),
            ],
            options={
                'verbose_name': 'cấu hình máy in',
                'verbose_name_plural': 'cấu hình máy in',
                'ordering': ['agency', 'name', 'tray', 'width', 'height', 'id'],
            },
        ),
        migrations.AddField(
            model_name='calibration',
            name='profile',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='calibrations', to='awards.printerprofile', verbose_name='cấu hình máy in'),
        ),
        migrations.AddConstraint(
            model_name='printerprofile',
            constraint=models.UniqueConstraint(condition=models.Q(('retired_at', None)), fields=('agency', 'name', 'tray', 'width', 'height'), name='printer_profile_once', violation_error_message='Máy in này đã có cấu hình cho khay và khổ giấy đó. Hãy mở cấu hình đó rồi đo lại.'),
        ),
        migrations.AddConstraint(
            model_name='printerprofile',
            constraint=models.CheckConstraint(condition=models.Q(('height__range', (100, 900)), ('width__range', (100, 900))), name='printer_profile_sane_sheet', violation_error_message='Mỗi chiều giấy nhập từ 100 đến 900 mm.'),
        ),
        migrations.AddConstraint(
            model_name='calibration',
            constraint=models.UniqueConstraint(fields=('profile', 'number'), name='calibration_number_once'),
        ),
        migrations.AddConstraint(
            model_name='calibration',
            constraint=models.CheckConstraint(condition=models.Q(('dx__range', (-20, 20)), ('dy__range', (-20, 20))), name='calibration_offset_sane', violation_error_message='Máy in lệch nhiều nhất 20 mm.'),
        ),
        migrations.AddConstraint(
            model_name='calibration',
            constraint=models.CheckConstraint(condition=models.Q(('scale_x__range', ('0.97', '1.03')), ('scale_y__range', ('0.97', '1.03'))), name='calibration_scale_sane', violation_error_message='Tỉ lệ in lệch nhiều nhất 3 %.'),
        ),
        migrations.AddConstraint(
            model_name='calibration',
            constraint=models.CheckConstraint(condition=models.Q(('shear__range', (-2, 2)), ('skew__range', (-2, 2))), name='calibration_skew_sane', violation_error_message='Bản in nghiêng nhiều nhất 2 độ.'),
        ),
    ]
