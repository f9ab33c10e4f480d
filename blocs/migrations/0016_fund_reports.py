"""The book of the fund issued as a paper."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('blocs', '0015_school_years'),
        ('documents', '0004_plans_and_letters'),
    ]

    operations = [
        migrations.CreateModel(
            name='FundReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('form', models.CharField(choices=[('party', 'Thể thức văn bản của Đảng'), ('state', 'Thể thức văn bản hành chính nhà nước')], max_length=10, verbose_name='thể thức văn bản')),
                ('issued_on', models.DateField(verbose_name='ngày lập')),
                ('sha256', models.CharField(max_length=64, verbose_name='mã băm nội dung')),
                ('paper', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document', verbose_name='văn bản')),
                ('season', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='fund_reports', to='blocs.season', verbose_name='năm thi đua')),
            ],
            options={
                'verbose_name': 'báo cáo quỹ',
                'verbose_name_plural': 'báo cáo quỹ',
                'ordering': ['-issued_on', '-pk'],
            },
        ),
    ]
