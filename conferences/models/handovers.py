"""The record of a hand-over: what the old head of a bloc leaves to the new one, signed by both."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from blocs.models import Season
from blocs.models.blocs import Form
from core.fields import BlockField, LineField
from documents.models import Document
from members.models import Agency


class HandoverQuerySet(models.QuerySet):
    """Questions to the records."""

    def visible_to(self, user):
        """Those of the years one may see; whom they concern is asked by the permission."""
        seen = self.filter(season__in=Season.objects.visible_to(user))
        return seen.select_related("season__bloc", "paper").prefetch_related("season__terms")


class Handover(models.Model):
    """Issued once and frozen as a paper; a later one of the same year corrects it, and both are kept."""

    season = models.ForeignKey(Season, models.PROTECT, related_name="handovers", verbose_name="năm thi đua")
    giver = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name="bên giao")
    taker = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name="bên nhận")
    dated = models.DateField("ngày bàn giao")
    form = models.CharField("thể thức văn bản", max_length=10, choices=Form)
    giver_name = LineField("người đại diện bên giao", max_length=120)
    giver_post = LineField("chức vụ", max_length=200)
    taker_name = LineField("người đại diện bên nhận", max_length=120)
    taker_post = LineField("chức vụ", max_length=200)
    enclosed = BlockField("hồ sơ, tài sản khác", blank=True, max_length=4000)
    agreed = BlockField("hai bên thống nhất", blank=True, max_length=4000)
    issued_at = models.DateTimeField("lập lúc")
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người lập",
    )
    paper = models.ForeignKey(Document, models.PROTECT, related_name="+", verbose_name="văn bản")

    objects = HandoverQuerySet.as_manager()

    class Meta:
        verbose_name = "biên bản bàn giao"
        verbose_name_plural = "biên bản bàn giao"
        ordering = ["-issued_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(giver=F("taker")),
                name="handover_between_two",
                violation_error_message="Bên giao và bên nhận phải là hai đơn vị.",
            ),
        ]

    def __str__(self):
        return f"Biên bản bàn giao {self.season.named}"

    def get_absolute_url(self):
        """The page of the year's hand-over."""
        return reverse("conferences:handovers", args=[self.season_id])
