"""What goes with a criterion beside its own fields: steps of a ratio, levels to choose from, exemptions.

All are part of the table: copied, published, hashed and frozen with it.
"""

from django.db import models
from django.db.models import Q

from core.fields import LineField
from members.models import Agency

from .criteria import CriteriaTable, Criterion


class RatioStep(models.Model):
    """From `at_least` percent of the target on, a ratio brings `points`; the highest step reached counts."""

    criterion = models.ForeignKey(Criterion, models.CASCADE, related_name="steps", verbose_name="tiêu chí")
    at_least = models.DecimalField("từ (%)", max_digits=6, decimal_places=2)
    points = models.DecimalField("điểm", max_digits=6, decimal_places=2)

    class Meta:
        verbose_name = "bậc tỷ lệ"
        verbose_name_plural = "bậc tỷ lệ"
        ordering = ["-at_least"]
        constraints = [
            models.UniqueConstraint(
                fields=["criterion", "at_least"],
                name="step_percent_once",
                violation_error_message="Hai bậc không được cùng tỷ lệ.",
            ),
            models.UniqueConstraint(
                fields=["criterion", "points"],
                name="step_points_once",
                violation_error_message="Hai bậc không được cùng số điểm.",
            ),
            models.CheckConstraint(
                condition=Q(at_least__gt=0, points__gte=0),
                name="step_not_negative",
                violation_error_message="Tỷ lệ của bậc phải lớn hơn 0, điểm không được âm.",
            ),
        ]

    def __str__(self):
        return f"từ {self.at_least}%: {self.points}"


class Level(models.Model):
    """One of the levels among which a criterion chooses; the best comes first."""

    criterion = models.ForeignKey(Criterion, models.CASCADE, related_name="levels", verbose_name="tiêu chí")
    position = models.PositiveSmallIntegerField("thứ tự")
    label = LineField("mức", max_length=200)
    points = models.DecimalField("điểm", max_digits=6, decimal_places=2)

    class Meta:
        verbose_name = "mức điểm"
        verbose_name_plural = "mức điểm"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["criterion", "position"], name="level_own_position"),
            models.UniqueConstraint(
                fields=["criterion", "label"],
                name="level_label_once",
                violation_error_message="Hai mức không được cùng tên.",
            ),
            models.UniqueConstraint(
                fields=["criterion", "points"],
                name="level_points_once",
                violation_error_message="Hai mức không được cùng số điểm.",
            ),
            models.CheckConstraint(
                condition=Q(points__gte=0),
                name="level_not_negative",
                violation_error_message="Điểm của mức không được âm.",
            ),
        ]

    def __str__(self):
        return self.label


class ExemptionQuerySet(models.QuerySet):
    """Questions to the exemptions."""

    def visible_to(self, user):
        """Exemptions of the tables one may see."""
        tables = CriteriaTable.objects.visible_to(user)
        seen = self.filter(criterion__group__table__in=tables)
        return seen.select_related("criterion__group__table__season__bloc")


class Exemption(models.Model):
    """A criterion does not apply to one member ("không áp dụng"): it counts as nothing and rescales.

    `name` is what the member is called on the standing day of the year, as the table says it: a later change
    of the directory does not change what was published.
    """

    criterion = models.ForeignKey(
        Criterion, models.CASCADE, related_name="exemptions", verbose_name="tiêu chí"
    )
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name="đơn vị")
    name = LineField("tên đơn vị", max_length=200)
    reason = LineField("lý do", max_length=300)

    objects = ExemptionQuerySet.as_manager()

    class Meta:
        verbose_name = "không áp dụng"
        verbose_name_plural = "không áp dụng"
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["criterion", "agency"],
                name="exemption_once",
                violation_error_message="Đơn vị này đã được miễn tiêu chí này.",
            ),
            models.CheckConstraint(
                condition=~Q(reason="") & ~Q(name=""),
                name="exemption_says_why",
                violation_error_message="Hãy ghi lý do không áp dụng.",
            ),
        ]

    def __str__(self):
        return f"{self.name}: {self.reason}"
