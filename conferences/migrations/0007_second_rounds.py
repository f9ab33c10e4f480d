"""A void second round makes room for another; a poll says whether the log of changes could not be ended.

SQLite makes the table anew, drops its triggers and refuses while another table's trigger asks it: all that speak
of polls step aside, whichever migration made them, and are put back as they were.
"""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

_aside = []


def stand_aside(apps, schema_editor):
    if schema_editor.connection.vendor != "sqlite":
        return
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND sql LIKE '%conferences_poll%'")
        _aside[:] = cursor.fetchall()
    for name, _ in _aside:
        schema_editor.execute(f"DROP TRIGGER {name}")


def protect(apps, schema_editor):
    for _, statement in _aside:
        schema_editor.execute(statement)
    _aside.clear()


class Migration(migrations.Migration):
    dependencies = [("conferences", "0006_polls_are_kept")]
    operations = [
        migrations.RunPython(stand_aside, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="poll",
            name="parent",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="rounds",
                to="conferences.poll",
                verbose_name="lần trước",
            ),
        ),
        migrations.AddConstraint(
            model_name="poll",
            constraint=models.UniqueConstraint(
                condition=~Q(state="void"),
                fields=("parent",),
                name="poll_one_next_round",
                violation_error_message="Lần bỏ phiếu sau đã được chuẩn bị. Hãy tải lại trang.",
            ),
        ),
        migrations.AddField(
            model_name="poll",
            name="log_kept",
            field=models.BooleanField(default=False, verbose_name="nhật ký chưa được cắt"),
        ),
        migrations.RunPython(protect, migrations.RunPython.noop),
    ]
