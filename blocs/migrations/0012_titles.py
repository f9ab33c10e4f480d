"""The titles members may register for."""

import core.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("blocs", "0011_work_plans"),
    ]

    operations = [
        migrations.CreateModel(
            name="TitleOption",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", core.fields.LineField(max_length=200, verbose_name="danh hiệu, hình thức")),
                (
                    "given_to",
                    models.CharField(
                        choices=[("collective", "Tập thể"), ("person", "Cá nhân")],
                        max_length=10,
                        verbose_name="dành cho",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="thứ tự")),
                (
                    "season",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="titles",
                        to="blocs.season",
                        verbose_name="năm thi đua",
                    ),
                ),
            ],
            options={
                "verbose_name": "danh hiệu cho đăng ký",
                "verbose_name_plural": "danh hiệu cho đăng ký",
                "ordering": ["position", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("season", "name"),
                        name="title_once_a_year",
                        violation_error_message="Năm này đã có danh hiệu, hình thức đó.",
                    )
                ],
            },
        ),
    ]
