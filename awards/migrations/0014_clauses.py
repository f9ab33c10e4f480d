"""The clause of the Law on one honour for one achievement, as it is cited: khoản 2 điểm c of Điều 5.

Rows whose source an officer has worded anew stay as they are.
"""

import core.fields
from django.db import migrations

ARTICLE = "Luật Thi đua, khen thưởng 06/2022/QH15, Điều 5"
ENDINGS = ("", ", sửa đổi theo Luật 06/2026/QH16")


def name_clause(apps, schema_editor):
    rules = apps.get_model("awards", "EligibilityRule").objects.filter(kind="one_form")
    for ending in ENDINGS:
        rules.filter(source=f"{ARTICLE}{ending}").update(source=f"{ARTICLE} khoản 2 điểm c{ending}")


class Migration(migrations.Migration):

    dependencies = [
        ('awards', '0012_ledger'),
    ]

    operations = [
        migrations.AlterField(
            model_name='decision',
            name='backdated',
            field=core.fields.LineField(blank=True, max_length=300, verbose_name='lý do ký trước ngày đề nghị, không theo thứ tự số'),
        ),
        migrations.RunPython(name_clause, migrations.RunPython.noop),
    ]
