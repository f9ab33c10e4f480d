"""For how many days a member may ask for a second look at its points: part of the year's frozen rules."""

from django.db import models
from django.db.models import Q

from .criteria import CriteriaTable

MOST_DAYS = 60


class ReplyRule(models.Model):
    """The days of a table in which a reply is taken; a table without a row takes none."""

    table = models.OneToOneField(
        CriteriaTable, models.CASCADE, related_name="reply_rule", verbose_name="bảng"
    )
    days = models.PositiveSmallIntegerField("số ngày được đề nghị phúc tra")

    class Meta:
        verbose_name = "quy tắc phúc tra"
        verbose_name_plural = "quy tắc phúc tra"
        constraints = [
            models.CheckConstraint(
                condition=Q(days__gte=1, days__lte=MOST_DAYS),
                name="reply_days_possible",
                violation_error_message="Số ngày được đề nghị phúc tra từ 1 đến 60.",
            ),
        ]

    def __str__(self):
        return f"{self.days} ngày"
