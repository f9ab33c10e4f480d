"""A bloc counts calendar years or school years; each year keeps how it was counted.

No table changed here carries triggers, and no trigger speaks of these two tables.
"""

from django.db import migrations, models

CHOICES = [
    ("calendar", "Năm dương lịch, từ tháng 1 đến tháng 12"),
    ("school", "Năm học, từ tháng 9 đến tháng 8 năm sau"),
]


class Migration(migrations.Migration):
    dependencies = [("blocs", "0014_corrections_and_ballots")]
    operations = [
        migrations.AddField(
            model_name="bloc",
            name="span",
            field=models.CharField(
                choices=CHOICES, default="calendar", max_length=10, verbose_name="năm thi đua tính theo"
            ),
        ),
        migrations.AddField(
            model_name="season",
            name="span",
            field=models.CharField(
                choices=CHOICES, default="calendar", max_length=10, verbose_name="tính theo"
            ),
        ),
    ]
