"""A standing tells its grade and what decided a tie; votes that settle ties."""

import core.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('blocs', '0004_standards'),
        ('members', '0001_initial'),
        ('results', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='standing',
            name='decided_by',
            field=core.fields.LineField(blank=True, max_length=100, verbose_name='hơn ở'),
        ),
        migrations.AddField(
            model_name='standing',
            name='grade',
            field=core.fields.LineField(blank=True, max_length=100, verbose_name='xếp loại'),
        ),
        migrations.CreateModel(
            name='TieVote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('votes', models.PositiveSmallIntegerField(verbose_name='số phiếu')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tie_votes', to='members.agency', verbose_name='đơn vị')),
                ('season', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tie_votes', to='blocs.season', verbose_name='năm thi đua')),
            ],
            options={
                'verbose_name': 'phiếu phân định',
                'verbose_name_plural': 'phiếu phân định',
                'constraints': [models.UniqueConstraint(fields=('season', 'agency'), name='tie_vote_once')],
            },
        ),
    ]
