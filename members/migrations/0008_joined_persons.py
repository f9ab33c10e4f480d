"""A person's second record is joined into the first; no trigger stands on the table or speaks of it."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('members', '0007_personal_code'),
    ]

    operations = [
        migrations.AddField(
            model_name='person',
            name='joined_into',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='joined', to='members.person', verbose_name='đã gộp vào'),
        ),
        migrations.AddConstraint(
            model_name='person',
            constraint=models.CheckConstraint(condition=models.Q(('joined_into__isnull', True), models.Q(models.Q(('joined_into', models.F('id')), _negated=True), ('personal_code', '')), _connector='OR'), name='person_joined_into_another', violation_error_message='Bản ghi đã gộp thì chỉ về bản ghi khác và không giữ mã cá nhân.'),
        ),
    ]
