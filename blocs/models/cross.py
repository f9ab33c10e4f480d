"""Whether and how members score each other: part of the year's rules, copied, published, frozen with them."""

from django.db import models
from django.db.models import Q

from .criteria import CriteriaTable

UNTRIMMABLE = "Muốn bỏ điểm cao nhất và thấp nhất thì mỗi bảng cần ít nhất 3 đơn vị chấm."


class CrossRule(models.Model):
    """How sheets are scored by other members; one for a table, or none: then nobody is."""

    class Scope(models.TextChoices):
        EVERYONE = "all", "Mọi đơn vị, kể cả đơn vị đứng đầu"
        OTHERS = "others", "Mọi đơn vị, trừ đơn vị đứng đầu"
        HEAD = "head", "Chỉ đơn vị đứng đầu"

    table = models.OneToOneField(CriteriaTable, models.CASCADE, related_name="cross", verbose_name="bảng")
    scope = models.CharField("bảng được chấm chéo", max_length=10, choices=Scope, default=Scope.EVERYONE)
    scorers = models.PositiveSmallIntegerField("số đơn vị chấm mỗi bảng", default=3)
    trimmed = models.BooleanField("bỏ điểm cao nhất và thấp nhất", default=False)
    named = models.BooleanField("cho xem tên đơn vị chấm", default=False)

    class Meta:
        verbose_name = "quy tắc chấm chéo"
        verbose_name_plural = "quy tắc chấm chéo"
        constraints = [
            models.CheckConstraint(
                condition=Q(scorers__range=(2, 15)),
                name="cross_scorers_possible",
                violation_error_message="Mỗi bảng do từ 2 đến 15 đơn vị chấm.",
            ),
            models.CheckConstraint(
                condition=Q(trimmed=False) | Q(scorers__gte=3),
                name="cross_trimmed_leaves_a_mark",
                violation_error_message=UNTRIMMABLE,
            ),
        ]

    def __str__(self):
        return self.get_scope_display()
