"""Gives the forms that member agencies receive labels short enough to stand beside a name on the ranking."""

from django.db import migrations

SHORTER = {  # code: as it was entered, as it is now
    "government-flag": ("Cờ thi đua của Chính phủ", "Cờ thi đua"),
    "labour-order": ("Huân chương Lao động", "Huân chương LĐ"),
    "pm-merit": ("Bằng khen của Thủ tướng", "Bằng khen TTCP"),
    "ministry-flag": ("Cờ thi đua cấp bộ, tỉnh", "Cờ bộ, tỉnh"),
    "ministry-fighter": ("CSTĐ cấp bộ, tỉnh", "CSTĐ bộ, tỉnh"),
    "ministry-merit": ("Bằng khen cấp bộ, tỉnh", "BK bộ, tỉnh"),
}


def shorten(apps, schema_editor):
    """Rename what still bears the label it was entered with."""
    forms = apps.get_model("awards", "AwardForm").objects
    for code, (entered, short) in SHORTER.items():
        forms.filter(code=code, short_name=entered).update(short_name=short)


class Migration(migrations.Migration):
    dependencies = [("awards", "0002_catalogue")]

    operations = [migrations.RunPython(shorten, migrations.RunPython.noop)]
