"""What a criteria table said before it was corrected, kept for good."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from core.fields import BlockField

from .criteria import CriteriaTable


class CriteriaRevisionQuerySet(models.QuerySet):
    """Questions to the revisions."""

    def visible_to(self, user):
        """Those of the tables one may see."""
        tables = CriteriaTable.objects.visible_to(user)
        return self.filter(table__in=tables).select_related("paper", "table__season__bloc")


class CriteriaRevision(models.Model):
    """One published version of a table that a correction replaces: its paper, its hash, all it said, and why.

    `number` is that of the version kept here (0: the first publication). It is written when the correction
    begins, gone again when that is abandoned, and never changes once the next version is published
    (`superseded_at`): the database refuses it (migration 0014).
    """

    UNRECORDED = ("content",)  # the rows of the table, kept here whole; their hash is recorded

    table = models.ForeignKey(CriteriaTable, models.PROTECT, related_name="revisions", verbose_name="bảng")
    number = models.PositiveSmallIntegerField("lần sửa")
    content = models.JSONField("nội dung")
    sha256 = models.CharField("mã băm", max_length=64)
    paper = models.ForeignKey("documents.Document", models.PROTECT, related_name="+", verbose_name="văn bản")
    published_at = models.DateTimeField("công bố lúc")
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="công bố bởi",
    )
    reason = BlockField("lý do sửa", max_length=1000)
    begun_at = models.DateTimeField("bắt đầu sửa lúc")
    begun_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người sửa",
    )
    superseded_at = models.DateTimeField("bản sửa công bố lúc", null=True, blank=True)

    objects = CriteriaRevisionQuerySet.as_manager()

    class Meta:
        verbose_name = "bản đã công bố của bảng tiêu chí"
        verbose_name_plural = "các bản đã công bố của bảng tiêu chí"
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["table", "number"], name="criteria_revision_once"),
            models.UniqueConstraint(
                fields=["table"],
                condition=Q(superseded_at__isnull=True),
                name="criteria_one_correction_at_a_time",
                violation_error_message="Bảng tiêu chí đang được sửa. Hãy tải lại trang để xem.",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="criteria_revision_says_why",
                violation_error_message="Hãy ghi lý do sửa bảng tiêu chí.",
            ),
        ]

    def __str__(self):
        return f"Bản sửa lần {self.number}" if self.number else "Bản công bố đầu tiên"

    def get_absolute_url(self):
        """What the next version changed in it."""
        return f"{reverse('blocs:criteria_changes', args=[self.table_id])}?from={self.number}"
