"""An invitation may propose a user name."""

import core.fields
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("members", "0004_post_once_at_a_time")]
    operations = [
        migrations.AddField(
            model_name="invitation",
            name="username",
            field=core.fields.LineField(blank=True, max_length=60, verbose_name="tên đăng nhập đề nghị"),
        ),
    ]
