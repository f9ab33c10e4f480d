"""That an honour was handed over at a conference: to whom, when, by whom it is recorded."""

from django.conf import settings
from django.db import models

from awards.models import DecisionLine
from core.fields import LineField

from .meetings import Conference, OfConference


class Conferral(models.Model):
    """One recipient of a decision came up and received it. A line is handed over once."""

    conference = models.ForeignKey(
        Conference, models.PROTECT, related_name="conferrals", verbose_name="hội nghị"
    )
    line = models.OneToOneField(DecisionLine, models.PROTECT, related_name="conferral", verbose_name="dòng")
    giver = LineField("người trao", max_length=200, blank=True)
    at = models.DateTimeField("trao lúc")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người ghi",
    )

    objects = OfConference.as_manager()

    class Meta:
        verbose_name = "lượt trao thưởng"
        verbose_name_plural = "trao thưởng"
        ordering = ["at", "id"]

    def __str__(self):
        return f"Đã trao: {self.line}"
