"""Two more kinds of papers: plans and letters."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0003_last_sweep"),
    ]

    operations = [
        migrations.AlterField(
            model_name="document",
            name="kind",
            field=models.CharField(
                choices=[
                    ("criteria", "Bảng tiêu chí"),
                    ("pledge", "Giao ước thi đua"),
                    ("scores", "Bảng điểm"),
                    ("report", "Báo cáo"),
                    ("minutes", "Biên bản"),
                    ("submission", "Tờ trình"),
                    ("decision", "Quyết định"),
                    ("plan", "Kế hoạch"),
                    ("letter", "Công văn"),
                ],
                max_length=20,
                verbose_name="loại văn bản",
            ),
        ),
    ]
