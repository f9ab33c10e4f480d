"""Ballots that put names in order, and hands shown in the room; a closed show of hands is kept as it was.

SQLite makes the table of polls anew: the triggers that speak of it step aside and are put back, as in 0007.
"""

from importlib import import_module

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

kept, second = (import_module(f"conferences.migrations.{name}") for name in ("0006_polls_are_kept", "0007_second_rounds"))
HANDS, MESSAGE = "conferences_showofhands", "a closed show of hands is kept as it was"


def guards():
    """(name, table, event, when it refuses, message)."""
    for event, row in (("INSERT", "NEW"), ("UPDATE", "OLD"), ("DELETE", "OLD")):
        yield f"hands_frozen_{event.lower()}", HANDS, event, f"EXISTS ({kept.OVER.format(row=row)})", MESSAGE


def protect_hands(apps, schema_editor):
    for name, table, event, asked, message in guards():
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(
                f"CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN {asked} "
                f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
            )
            continue
        back = "OLD" if event == "DELETE" else "NEW"
        schema_editor.execute(
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF {asked} THEN RAISE EXCEPTION '{message}'; END IF; RETURN {back}; END $$"
        )
        schema_editor.execute(
            f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"
        )


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("conferences", "0008_paper_ballots"),
    ]
    operations = [
        migrations.RunPython(second.stand_aside, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="poll",
            name="kind",
            field=models.CharField(
                choices=[
                    ("approve", "Chọn không quá một số cho trước"),
                    ("yes_no", "Đồng ý hoặc không đồng ý từng trường hợp"),
                    ("one", "Chọn một"),
                    ("rank", "Xếp thứ tự"),
                ],
                max_length=8,
                verbose_name="cách bỏ phiếu",
            ),
        ),
        migrations.AlterField(
            model_name="poll",
            name="mode",
            field=models.CharField(
                choices=[
                    ("login", "Bằng tài khoản của đơn vị"),
                    ("slip", "Bằng phiếu mã rút thăm"),
                    ("paper", "Bằng phiếu giấy"),
                    ("mixed", "Bằng tài khoản của đơn vị và phiếu giấy"),
                    ("mslip", "Bằng phiếu mã rút thăm và phiếu giấy"),
                    ("hands", "Giơ tay, đếm số"),
                    ("named", "Giơ tay, ghi tên từng phiếu"),
                ],
                max_length=6,
                verbose_name="bỏ phiếu",
            ),
        ),
        migrations.AddConstraint(
            model_name="poll",
            constraint=models.CheckConstraint(
                condition=~Q(kind="rank") | Q(mode__in=["login", "slip"], most__gte=2, most__lte=5),
                name="poll_orders_few",
                violation_error_message="Xếp thứ tự thì bỏ phiếu kín, mỗi phiếu xếp từ 2 đến 5 thứ.",
            ),
        ),
        migrations.AddConstraint(
            model_name="poll",
            constraint=models.CheckConstraint(
                condition=~Q(mode__in=["hands", "named"]) | Q(kind="yes_no", base__in=["all", "present"]),
                name="poll_by_hands_asks_each",
                violation_error_message="Biểu quyết giơ tay thì hỏi từng trường hợp và tính trên tất cả hoặc số có mặt.",
            ),
        ),
        migrations.CreateModel(
            name="ShowOfHands",
            fields=[
                (
                    "poll",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="hands",
                        serialize=False,
                        to="conferences.poll",
                    ),
                ),
                ("counts", models.JSONField(verbose_name="số đếm")),
                ("said", models.JSONField(blank=True, default=dict, verbose_name="từng phiếu")),
                ("recorded_at", models.DateTimeField(verbose_name="ghi lúc")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người ghi",
                    ),
                ),
            ],
            options={
                "verbose_name": "kết quả giơ tay",
                "verbose_name_plural": "kết quả giơ tay",
            },
        ),
        migrations.RunPython(second.protect, migrations.RunPython.noop),
        migrations.RunPython(protect_hands, migrations.RunPython.noop),
    ]
