"""The lines of a sheet stand as the criteria table is read, at any depth."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('blocs', '0013_kinds_of_criteria'),
        ('results', '0004_pledged_in_figures'),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='scoreline',
            options={'ordering': ['criterion__path'], 'verbose_name': 'dòng điểm', 'verbose_name_plural': 'dòng điểm'},
        ),
    ]
