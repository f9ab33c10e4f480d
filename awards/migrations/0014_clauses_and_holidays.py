"""The clause of the Law on one honour for one achievement, as it is cited: khoản 2 điểm c of Điều 5.

Rows whose source an officer has worded anew stay as they are. Two constraints say their sentence again: a
percent sign in it is written twice. A table of public holidays comes; no other is made anew.
"""

import core.fields
from django.db import migrations, models

ARTICLE = "Luật Thi đua, khen thưởng 06/2022/QH15, Điều 5"
ENDINGS = ("", ", sửa đổi theo Luật 06/2026/QH16")


def name_clause(apps, schema_editor):
    rules = apps.get_model("awards", "EligibilityRule").objects.filter(kind="one_form")
    for ending in ENDINGS:
        rules.filter(source=f"{ARTICLE}{ending}").update(source=f"{ARTICLE} khoản 2 điểm c{ending}")


class Migration(migrations.Migration):

    dependencies = [
        ('awards', '0013_designs'),
    ]

    operations = [
        migrations.AlterField(
            model_name='decision',
            name='backdated',
            field=core.fields.LineField(blank=True, max_length=300, verbose_name='lý do ký trước ngày đề nghị, không theo thứ tự số'),
        ),
        migrations.AlterConstraint(
            model_name='calibration',
            name='calibration_scale_sane',
            constraint=models.CheckConstraint(condition=models.Q(('scale_x__range', ('0.97', '1.03')), ('scale_y__range', ('0.97', '1.03'))), name='calibration_scale_sane', violation_error_message='Tỉ lệ in lệch nhiều nhất 3 %%.'),
        ),
        migrations.AlterConstraint(
            model_name='quota',
            name='quota_percent_fits',
            constraint=models.CheckConstraint(condition=models.Q(('percent__isnull', True), models.Q(('percent__gt', 0), ('percent__lte', 100)), _connector='OR'), name='quota_percent_fits', violation_error_message='Tỷ lệ phải lớn hơn 0 và nhiều nhất 100 %%.'),
        ),
        migrations.CreateModel(
            name='Holiday',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', core.fields.LineField(max_length=120, verbose_name='tên ngày nghỉ')),
                ('first_day', models.DateField(verbose_name='từ ngày')),
                ('last_day', models.DateField(verbose_name='đến hết ngày')),
                ('source', core.fields.LineField(max_length=300, verbose_name='căn cứ')),
            ],
            options={
                'verbose_name': 'ngày nghỉ lễ',
                'verbose_name_plural': 'ngày nghỉ lễ',
                'ordering': ['-first_day', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('last_day__gte', models.F('first_day'))), name='holiday_ends_after_start', violation_error_message='Ngày cuối của kỳ nghỉ phải từ ngày đầu trở đi.'), models.UniqueConstraint(fields=('first_day',), name='holiday_once_a_day', violation_error_message='Ngày nghỉ lễ bắt đầu từ ngày này đã được ghi.')],
            },
        ),
        migrations.RunPython(name_clause, migrations.RunPython.noop),
    ]
