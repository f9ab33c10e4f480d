"""Who is there on later days; after a vote those still equal are kept by a ruling of their own."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

ONCE = "Hội nghị đã kết luận về thứ này. Hãy bỏ kết luận cũ rồi ghi lại."


class Migration(migrations.Migration):
    dependencies = [("conferences", "0014_rehearsals")]
    operations = [
        migrations.CreateModel(
            name="DayPresence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.PositiveSmallIntegerField(verbose_name="ngày thứ")),
                (
                    "delegate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="later_days",
                        to="conferences.delegate",
                        verbose_name="đại biểu",
                    ),
                ),
            ],
            options={
                "verbose_name": "có mặt theo ngày",
                "verbose_name_plural": "có mặt theo ngày",
                "ordering": ["day", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("delegate", "day"),
                        name="day_presence_once",
                        violation_error_message="Người này đã được ghi có mặt ngày đó. Hãy tải lại trang.",
                    ),
                    models.CheckConstraint(
                        condition=Q(day__gte=2),
                        name="day_presence_of_later_days",
                        violation_error_message="Ngày đầu được điểm danh ở danh sách đại biểu.",
                    ),
                ],
            },
        ),
        migrations.RemoveConstraint(model_name="tieruling", name="tie_ruling_once_a_place"),
        migrations.AddConstraint(
            model_name="tieruling",
            constraint=models.UniqueConstraint(
                fields=("conference", "rank", "how"),
                name="tie_ruling_once_a_place",
                violation_error_message=ONCE,
            ),
        ),
    ]
