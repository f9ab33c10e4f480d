"""Invitations sent by e-mail."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0004_plans_and_letters'),
        ('members', '0005_proposed_username'),
    ]

    operations = [
        migrations.CreateModel(
            name='InvitationLetter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.EmailField(max_length=254, verbose_name='địa chỉ thư')),
                ('asked_at', models.DateTimeField(verbose_name='giao gửi lúc')),
                ('token_hash', models.CharField(blank=True, editable=False, max_length=64, verbose_name='dấu của mã mời')),
                ('invitation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='letters', to='members.invitation', verbose_name='lời mời')),
                ('job', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.job', verbose_name='việc gửi')),
            ],
            options={
                'verbose_name': 'thư mời',
                'verbose_name_plural': 'thư mời',
                'ordering': ['-id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('token_hash', ''), _negated=True), fields=('token_hash',), name='letter_own_code')],
            },
        ),
    ]
