"""What a rehearsal goes by in place of the year: sample points; and since when it stands."""

from django.conf import settings
from django.db import models

from .meetings import Conference


class Sample(models.Model):
    """The sample points of one rehearsal, {agency: {criterion: points}} with keys as JSON has them."""

    conference = models.OneToOneField(
        Conference, models.CASCADE, related_name="sample", verbose_name="buổi diễn tập"
    )
    points = models.JSONField("điểm mẫu", default=dict, blank=True)
    made_at = models.DateTimeField("lập lúc")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người lập",
    )

    class Meta:
        verbose_name = "điểm mẫu"
        verbose_name_plural = "điểm mẫu"

    def __str__(self):
        return f"Điểm mẫu của {self.conference}"
