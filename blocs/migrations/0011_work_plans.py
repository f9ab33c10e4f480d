"""The work plan of a year, version by version."""

import core.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("blocs", "0010_flags"),
        ("documents", "0004_plans_and_letters"),
    ]

    operations = [
        migrations.CreateModel(
            name="WorkPlan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveSmallIntegerField(verbose_name="lần ban hành")),
                ("issued_on", models.DateField(verbose_name="ngày ban hành")),
                ("reason", core.fields.BlockField(blank=True, verbose_name="lý do sửa đổi")),
                ("sha256", models.CharField(max_length=64, verbose_name="mã băm nội dung")),
                (
                    "paper",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.document",
                        verbose_name="văn bản",
                    ),
                ),
                (
                    "season",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="work_plans",
                        to="blocs.season",
                        verbose_name="năm thi đua",
                    ),
                ),
            ],
            options={
                "verbose_name": "kế hoạch hoạt động",
                "verbose_name_plural": "kế hoạch hoạt động",
                "ordering": ["-version"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("season", "version"),
                        name="work_plan_version",
                        violation_error_message="Lần ban hành này đã có.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reason", ""), ("version", 1)),
                            models.Q(("version__gt", 1), models.Q(("reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="work_plan_change_says_why",
                        violation_error_message="Ban hành lại kế hoạch thì phải ghi lý do sửa đổi.",
                    ),
                ],
            },
        ),
    ]
