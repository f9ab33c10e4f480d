"""The work plan of a year as it was issued, each version of it."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from core.fields import BlockField

from .seasons import Season


class WorkPlanQuerySet(models.QuerySet):
    """Questions to the issued plans."""

    def visible_to(self, user):
        """The plan of a year is open to whoever may see the year."""
        seen = self.filter(season__in=Season.objects.visible_to(user))
        return seen.select_related("paper", "season__bloc").prefetch_related("season__terms")


class WorkPlan(models.Model):
    """The plan of the year's work, frozen on paper; a changed one is issued as the next version."""

    season = models.ForeignKey(Season, models.PROTECT, related_name="work_plans", verbose_name="năm thi đua")
    version = models.PositiveSmallIntegerField("lần ban hành")
    issued_on = models.DateField("ngày ban hành")
    reason = BlockField("lý do sửa đổi", blank=True)
    sha256 = models.CharField("mã băm nội dung", max_length=64)  # of what it plans, without day and reason
    paper = models.ForeignKey("documents.Document", models.PROTECT, related_name="+", verbose_name="văn bản")

    objects = WorkPlanQuerySet.as_manager()

    class Meta:
        verbose_name = "kế hoạch hoạt động"
        verbose_name_plural = "kế hoạch hoạt động"
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["season", "version"],
                name="work_plan_version",
                violation_error_message="Lần ban hành này đã có.",
            ),
            models.CheckConstraint(
                condition=Q(version=1, reason="") | Q(version__gt=1) & ~Q(reason=""),
                name="work_plan_change_says_why",
                violation_error_message="Ban hành lại kế hoạch thì phải ghi lý do sửa đổi.",
            ),
        ]

    def __str__(self):
        return f"Kế hoạch hoạt động {self.season.named}, lần ban hành thứ {self.version}"

    def get_absolute_url(self):
        """The page of the year's plan with all its versions."""
        return reverse("blocs:work_plan", args=[self.season_id])
