"""A person has a code of its own, where one is known; no trigger stands on the table or speaks of it."""

import core.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('members', '0006_invitation_letters'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='person',
            name='personal_code',
            field=core.fields.LineField(blank=True, default='', max_length=20, verbose_name='mã cá nhân'),
        ),
        migrations.AddConstraint(
            model_name='person',
            constraint=models.UniqueConstraint(condition=models.Q(('personal_code', ''), _negated=True), fields=('personal_code',), name='person_code_once', violation_error_message='Mã cá nhân này đã ghi cho một người khác. Mỗi người chỉ có một bản ghi: hãy tìm người ấy, hoặc hỏi cán bộ của cơ quan quản lý khối.'),
        ),
    ]
