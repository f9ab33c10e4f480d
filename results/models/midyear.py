"""A member's half-year report: how far each target is, and what the member says of its first six months."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from blocs.models import Criterion, Season
from core.fields import BlockField, LineField
from members.models import Agency
from members.models.agencies import names_on
from results import sections, states, visibility


class MidyearReportQuerySet(models.QuerySet):
    """Questions to the half-year reports."""

    def visible_to(self, user):
        """The own agency's; the whole bloc's for those who lead, deputise or manage."""
        seen = visibility.sheets(self, user).select_related("season__bloc", "season__criteria")
        return seen.prefetch_related("season__terms")

    def named(self, day):
        """Each with the name of its agency on `day`."""
        return self.annotate(**names_on(day, "agency"))


class MidyearReport(models.Model):
    """One member's report on the first half of a year, handed in to the bloc's head."""

    class State(models.TextChoices):
        DRAFT = "draft", "Đang viết"
        HANDED_IN = "handed_in", "Đã gửi"

    STATES = states.PAPER

    season = models.ForeignKey(
        Season, models.PROTECT, related_name="midyear_reports", verbose_name="năm thi đua"
    )
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="midyear_reports", verbose_name="đơn vị")
    state = models.CharField("trạng thái", max_length=10, choices=State, default=State.DRAFT)
    handed_in_at = models.DateTimeField("gửi lúc", null=True, blank=True)
    handed_in_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người gửi",
    )

    objects = MidyearReportQuerySet.as_manager()

    class Meta:
        verbose_name = "báo cáo 6 tháng"
        verbose_name_plural = "báo cáo 6 tháng"
        constraints = [
            models.UniqueConstraint(fields=["season", "agency"], name="midyear_once"),
            models.CheckConstraint(
                condition=Q(state="handed_in", handed_in_at__isnull=False)
                | Q(state="draft", handed_in_at__isnull=True),
                name="midyear_handed_in_is_stamped",
            ),
        ]

    def __str__(self):
        return f"Báo cáo 6 tháng đầu {self.season.named} của {self.agency}"

    def get_absolute_url(self):
        """Where the member writes it and others read it."""
        return reverse("results:midyear", args=[self.pk])


class MidyearLine(models.Model):
    """How far one pledged target is after six months: a number where it is counted, and words."""

    report = models.ForeignKey(MidyearReport, models.CASCADE, related_name="lines", verbose_name="báo cáo")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="+", verbose_name="tiêu chí")
    done = models.DecimalField("đã thực hiện", max_digits=15, decimal_places=2, null=True, blank=True)
    result = LineField("kết quả 6 tháng", max_length=250, blank=True)
    version = models.PositiveIntegerField("lần sửa", default=1)

    class Meta:
        verbose_name = "tiến độ chỉ tiêu"
        verbose_name_plural = "tiến độ chỉ tiêu"
        constraints = [
            models.UniqueConstraint(fields=["report", "criterion"], name="midyear_line_per_criterion"),
            models.CheckConstraint(
                condition=Q(done__isnull=True) | Q(done__gte=0),
                name="midyear_done_not_negative",
                violation_error_message="Số đã thực hiện không được âm.",
            ),
        ]

    def __str__(self):
        return f"{self.criterion.code}: {self.result}"


class MidyearText(models.Model):
    """One written part of the report; `key` names it in results/sections.py."""

    report = models.ForeignKey(MidyearReport, models.CASCADE, related_name="texts", verbose_name="báo cáo")
    position = models.PositiveSmallIntegerField("thứ tự")
    key = models.CharField("mục", max_length=40)
    text = BlockField("nội dung", max_length=4000, blank=True)
    version = models.PositiveIntegerField("lần sửa", default=1)

    class Meta:
        verbose_name = "mục báo cáo 6 tháng"
        verbose_name_plural = "mục báo cáo 6 tháng"
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["report", "key"], name="midyear_text_once")]

    def __str__(self):
        return self.part.label

    @property
    def part(self):
        """What belongs here (a sections.Part)."""
        return sections.BY_KEY[self.key]

    @property
    def words(self):
        """How many words it has."""
        return sections.words(self.text)
