"""A signed target may be withdrawn: an amendment without a new target."""

import core.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('blocs', '0012_titles'),
        ('documents', '0004_plans_and_letters'),
        ('results', '0008_returned_reminders'),
    ]

    operations = [
        migrations.AlterField(
            model_name='amendment',
            name='new_text',
            field=core.fields.LineField(blank=True, max_length=200, verbose_name='chỉ tiêu mới'),
        ),
        migrations.AddConstraint(
            model_name='amendment',
            constraint=models.CheckConstraint(condition=models.Q(('new_text', ''), ('old_text', ''), _negated=True), name='amendment_has_a_target', violation_error_message='Điều chỉnh phải có chỉ tiêu cũ hoặc chỉ tiêu mới.'),
        ),
    ]
