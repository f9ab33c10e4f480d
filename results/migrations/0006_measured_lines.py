"""Lines that are measured: target, actual number or level, the points that follow, a reason for others."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q

import core.fields


def number(label, digits=15):
    """A number with two decimals that may be missing."""
    return models.DecimalField(
        blank=True, decimal_places=2, max_digits=digits, null=True, verbose_name=label
    )


class Migration(migrations.Migration):
    dependencies = [
        ("blocs", "0013_kinds_of_criteria"),
        ("results", "0005_lines_by_path"),
    ]

    operations = [
        migrations.AddField("scoreline", "target", number("chỉ tiêu")),
        migrations.AddField("scoreline", "actual", number("thực hiện")),
        migrations.AddField(
            "scoreline",
            "level",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="blocs.level",
                verbose_name="mức đạt",
            ),
        ),
        migrations.AddField("scoreline", "computed_points", number("điểm theo công thức", 6)),
        migrations.AddField(
            "scoreline",
            "override_reason",
            core.fields.LineField(blank=True, max_length=300, verbose_name="lý do chấm khác công thức"),
        ),
        migrations.AddConstraint(
            "scoreline",
            models.CheckConstraint(
                condition=(Q(target__isnull=True) | Q(target__gt=0))
                & (Q(actual__isnull=True) | Q(actual__gte=0)),
                name="line_measures_not_negative",
                violation_error_message="Chỉ tiêu phải lớn hơn 0, số thực hiện không được âm.",
            ),
        ),
        migrations.AddConstraint(
            "scoreline",
            models.CheckConstraint(
                condition=Q(computed_points__isnull=True)
                | Q(self_points__isnull=False, self_points=F("computed_points"))
                | ~Q(override_reason=""),
                name="line_override_has_reason",
                violation_error_message="Tự chấm khác điểm theo công thức thì phải ghi lý do.",
            ),
        ),
    ]
