"""Reports of a year: figures filled from the data when issued, narrative written in the browser before."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from blocs.models import Season
from blocs.models.blocs import Form
from conferences import states
from core.fields import BlockField, LineField
from documents.models import Document


class ReportQuerySet(models.QuerySet):
    """Questions to the reports."""

    def visible_to(self, user):
        """Whoever sees the year sees its reports; a draft is written by the lead in the open."""
        seen = self.filter(season__in=Season.objects.visible_to(user))
        return seen.select_related("season__bloc", "season__criteria", "paper").prefetch_related(
            "season__terms"
        )


class Report(models.Model):
    """The half-year or the year-end report of a bloc. Issuing freezes its words and figures as a paper."""

    class Kind(models.TextChoices):
        MIDYEAR = "midyear", "Báo cáo sơ kết 6 tháng đầu năm"
        YEAREND = "yearend", "Báo cáo tổng kết năm"

    class State(models.TextChoices):
        DRAFT = "draft", "Đang soạn"
        ISSUED = "issued", "Đã ban hành"

    STATES = states.REPORT

    season = models.ForeignKey(Season, models.PROTECT, related_name="reports", verbose_name="năm thi đua")
    kind = models.CharField("loại báo cáo", max_length=8, choices=Kind)
    form = models.CharField("thể thức văn bản", max_length=10, choices=Form)
    number = LineField("số", max_length=20, blank=True)
    dated = models.DateField("ngày báo cáo")
    signer_name = LineField("người ký", max_length=120, blank=True)
    signer_post = LineField("chức vụ người ký", max_length=200, blank=True)
    state = models.CharField("trạng thái", max_length=6, choices=State, default=State.DRAFT)
    issued_at = models.DateTimeField("ban hành lúc", null=True, blank=True)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người ban hành",
    )
    paper = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="văn bản"
    )

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = "báo cáo"
        verbose_name_plural = "báo cáo"
        ordering = ["season", "kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["season", "kind"],
                condition=Q(state="draft"),
                name="report_one_draft",
                violation_error_message="Báo cáo này đang được soạn.",
            ),
            models.CheckConstraint(
                condition=Q(state="issued", issued_at__isnull=False, paper__isnull=False)
                | Q(state="draft", issued_at__isnull=True, paper__isnull=True),
                name="report_issued_is_stamped",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.season.label}"

    def get_absolute_url(self):
        """Where it is written and issued."""
        return reverse("conferences:report", args=[self.pk])


class ReportSection(models.Model):
    """One part of a report's narrative: `key` names it in its outline, `version` guards its cell."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="sections", verbose_name="báo cáo")
    position = models.PositiveSmallIntegerField("thứ tự")
    key = models.CharField("mục", max_length=40)
    text = BlockField("nội dung", max_length=8000, blank=True)
    version = models.PositiveIntegerField("lần sửa", default=1)

    class Meta:
        verbose_name = "mục báo cáo"
        verbose_name_plural = "mục báo cáo"
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["report", "key"], name="section_once")]

    def __str__(self):
        return self.key
