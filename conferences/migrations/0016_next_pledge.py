"""Next year's pledge is one of the papers that leave a closed conference."""

from django.db import migrations, models

KINDS = [
    ("standing", "Bảng xếp thứ"),
    ("nominations", "Danh sách đề nghị khen thưởng"),
    ("pledge", "Giao ước thi đua năm sau, để ký"),
    ("press", "Thông cáo tóm tắt"),
]


class Migration(migrations.Migration):
    dependencies = [("conferences", "0015_mended")]
    operations = [
        migrations.AlterField(
            model_name="closingpaper",
            name="kind",
            field=models.CharField(choices=KINDS, max_length=12, verbose_name="loại tài liệu"),
        ),
    ]
