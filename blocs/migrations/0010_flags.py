"""The rotating flag and who holds it from when."""

import core.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("blocs", "0009_fund_append_only"),
        ("members", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="RotatingFlag",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", core.fields.LineField(max_length=200, verbose_name="tên cờ")),
                (
                    "bloc",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="flags",
                        to="blocs.bloc",
                        verbose_name="khối",
                    ),
                ),
            ],
            options={
                "verbose_name": "cờ luân lưu",
                "verbose_name_plural": "cờ luân lưu",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="FlagHolding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("since", models.DateField(verbose_name="giữ từ ngày")),
                ("occasion", core.fields.LineField(blank=True, max_length=300, verbose_name="dịp trao")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="members.agency",
                        verbose_name="đơn vị giữ cờ",
                    ),
                ),
                (
                    "flag",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="holdings",
                        to="blocs.rotatingflag",
                        verbose_name="cờ",
                    ),
                ),
            ],
            options={
                "verbose_name": "lượt giữ cờ",
                "verbose_name_plural": "lượt giữ cờ",
                "ordering": ["-since"],
            },
        ),
        migrations.AddConstraint(
            model_name="rotatingflag",
            constraint=models.UniqueConstraint(
                fields=("bloc", "name"),
                name="flag_name_once",
                violation_error_message="Khối đã có cờ mang tên này.",
            ),
        ),
        migrations.AddConstraint(
            model_name="flagholding",
            constraint=models.UniqueConstraint(
                fields=("flag", "since"),
                name="flag_one_holder_a_day",
                violation_error_message="Ngày này cờ đã được trao cho một đơn vị.",
            ),
        ),
        migrations.AddConstraint(
            model_name="flagholding",
            constraint=models.CheckConstraint(
                condition=models.Q(("since__year__range", (1945, 2100))),
                name="flag_since_sane",
                violation_error_message="Hãy kiểm tra lại năm trao cờ.",
            ),
        ),
    ]
