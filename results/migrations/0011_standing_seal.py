"""The seal of a written standing: a SHA-256 over what it says."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("blocs", "0013_kinds_of_criteria"),
        ("results", "0010_extensions"),
    ]

    operations = [
        migrations.CreateModel(
            name="StandingSeal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("says", models.JSONField(verbose_name="nội dung")),
                ("sha256", models.CharField(max_length=64, verbose_name="mã SHA-256")),
                ("sealed_at", models.DateTimeField(verbose_name="chốt lúc")),
                (
                    "season",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="standing_seal",
                        to="blocs.season",
                        verbose_name="năm thi đua",
                    ),
                ),
            ],
            options={
                "verbose_name": "mã kiểm tra bảng xếp thứ",
                "verbose_name_plural": "mã kiểm tra bảng xếp thứ",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("sha256", ""), _negated=True), name="seal_has_its_hash"
                    )
                ],
            },
        ),
    ]
