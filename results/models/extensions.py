"""More time for one member to hand in its sheet, given by the head with a reason."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from blocs.models import Season
from core.fields import BlockField
from members.models import Agency


class ExtensionQuerySet(models.QuerySet):
    """Questions to the extensions."""

    def visible_to(self, user):
        """Whoever sees the year sees to whom more time was given."""
        return self.filter(season__in=Season.objects.visible_to(user)).select_related(
            "season__bloc", "agency"
        )


class Extension(models.Model):
    """One member may fill and hand in its sheet to the end of `until`, also while others are appraised."""

    season = models.ForeignKey(Season, models.PROTECT, related_name="extensions", verbose_name="năm thi đua")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="extensions", verbose_name="đơn vị")
    until = models.DateField("hạn mới")
    reason = BlockField("lý do", max_length=1000)
    granted_at = models.DateTimeField("gia hạn lúc")
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người gia hạn",
    )

    objects = ExtensionQuerySet.as_manager()

    class Meta:
        verbose_name = "gia hạn nộp bảng"
        verbose_name_plural = "gia hạn nộp bảng"
        constraints = [
            models.UniqueConstraint(fields=["season", "agency"], name="extension_once"),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="extension_says_why",
                violation_error_message="Gia hạn thì phải ghi lý do.",
            ),
        ]

    def __str__(self):
        return f"{self.agency}: đến {self.until:%d/%m/%Y}"
