"""Letters also remind of returned sheets."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('results', '0007_midyear_reports'),
    ]

    operations = [
        migrations.AlterField(
            model_name='reminder',
            name='about',
            field=models.CharField(choices=[('pledge', 'chỉ tiêu giao ước'), ('sheet', 'bảng tự chấm điểm'), ('returned', 'bảng tự chấm điểm trả lại')], max_length=10, verbose_name='đôn đốc về'),
        ),
    ]
