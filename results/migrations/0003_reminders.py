"""Letters that remind members of what they owe."""

import core.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("blocs", "0011_work_plans"),
        ("documents", "0004_plans_and_letters"),
        ("members", "0001_initial"),
        ("results", "0002_grades_and_ties"),
    ]

    operations = [
        migrations.CreateModel(
            name="Reminder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "about",
                    models.CharField(
                        choices=[("pledge", "chỉ tiêu giao ước"), ("sheet", "bảng tự chấm điểm")],
                        max_length=10,
                        verbose_name="đôn đốc về",
                    ),
                ),
                ("issued_on", models.DateField(verbose_name="ngày gửi")),
                ("reply_by", models.DateField(verbose_name="đề nghị nộp trước ngày")),
                ("note", core.fields.BlockField(blank=True, verbose_name="nội dung thêm")),
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
                        related_name="reminders",
                        to="blocs.season",
                        verbose_name="năm thi đua",
                    ),
                ),
            ],
            options={
                "verbose_name": "công văn đôn đốc",
                "verbose_name_plural": "công văn đôn đốc",
                "ordering": ["-issued_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Reminded",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="members.agency",
                        verbose_name="đơn vị",
                    ),
                ),
                (
                    "reminder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reminded",
                        to="results.reminder",
                        verbose_name="công văn đôn đốc",
                    ),
                ),
            ],
            options={
                "verbose_name": "đơn vị được đôn đốc",
                "verbose_name_plural": "đơn vị được đôn đốc",
                "ordering": ["pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="reminder",
            constraint=models.CheckConstraint(
                condition=models.Q(("reply_by__gte", models.F("issued_on"))),
                name="reminder_leaves_time",
                violation_error_message="Ngày đề nghị nộp không được trước ngày gửi.",
            ),
        ),
        migrations.AddConstraint(
            model_name="reminded",
            constraint=models.UniqueConstraint(fields=("reminder", "agency"), name="reminded_once"),
        ),
    ]
