"""Beside the list of delegates: who stands in for whom, the codes on badges, the share that must come."""

from django.db import models
from django.db.models import F, Q

from core.dates import short
from core.fields import LineField

from .meetings import Conference, Delegate


class SubstitutionQuerySet(models.QuerySet):
    """Questions to the substitutions."""

    def of(self, conference):
        """Those of one conference, each with both people."""
        return self.filter(absent__conference=conference).select_related("absent", "substitute")


class Substitution(models.Model):
    """A delegate who cannot come is stood in for by another of the same body, with or without a paper."""

    absent = models.OneToOneField(
        Delegate, models.CASCADE, related_name="substitution", verbose_name="người ủy quyền"
    )
    substitute = models.OneToOneField(
        Delegate, models.CASCADE, related_name="stands_for", verbose_name="người được ủy quyền"
    )
    reason = LineField("lý do", max_length=300)
    paper_number = LineField("số văn bản ủy quyền", max_length=60, blank=True)
    paper_date = models.DateField("ngày văn bản ủy quyền", null=True, blank=True)

    objects = SubstitutionQuerySet.as_manager()

    class Meta:
        verbose_name = "ủy quyền dự họp"
        verbose_name_plural = "ủy quyền dự họp"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(absent=F("substitute")),
                name="substitution_of_two",
                violation_error_message="Một người không ủy quyền cho chính mình.",
            ),
        ]

    def __str__(self):
        return f"{self.substitute} thay {self.absent}"

    @property
    def words(self):
        """Whom the substitute stands for, and by which paper, as the minutes say it."""
        paper = f", văn bản ủy quyền số {self.paper_number}" if self.paper_number else ""
        if paper and self.paper_date:
            paper += f" ngày {short(self.paper_date)}"
        return f"thay {self.absent.full_name}{paper}"


class DayPresence(models.Model):
    """Somebody was there on a later day of a conference; of the first day the check-in tells."""

    delegate = models.ForeignKey(Delegate, models.CASCADE, related_name="later_days", verbose_name="đại biểu")
    day = models.PositiveSmallIntegerField("ngày thứ")  # 1 is the day on which the conference begins

    class Meta:
        verbose_name = "có mặt theo ngày"
        verbose_name_plural = "có mặt theo ngày"
        ordering = ["day", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["delegate", "day"],
                name="day_presence_once",
                violation_error_message="Người này đã được ghi có mặt ngày đó. Hãy tải lại trang.",
            ),
            models.CheckConstraint(
                condition=Q(day__gte=2),
                name="day_presence_of_later_days",
                violation_error_message="Ngày đầu được điểm danh ở danh sách đại biểu.",
            ),
        ]

    def __str__(self):
        return f"{self.delegate} có mặt ngày thứ {self.day}"


class Badge(models.Model):
    """The code on somebody's badge. Only its hash is kept: who reads the database cannot print it."""

    UNRECORDED = ("token_hash",)

    delegate = models.OneToOneField(
        Delegate, models.CASCADE, related_name="badge", verbose_name="người mang thẻ"
    )
    token_hash = models.CharField("dấu của mã thẻ", max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField("lập lúc")

    class Meta:
        verbose_name = "thẻ đại biểu"
        verbose_name_plural = "thẻ đại biểu"

    def __str__(self):
        return f"Thẻ của {self.delegate}"


class BadgeSheetQuerySet(models.QuerySet):
    """Questions to the printed badges."""

    def visible_to(self, user):
        """Those of the conferences one may see."""
        seen = self.filter(conference__in=Conference.objects.visible_to(user).values("pk"))
        return seen.select_related("conference__season__bloc", "job")


class BadgeSheet(models.Model):
    """Badges drawn into one file, several on a sheet of A4."""

    conference = models.ForeignKey(
        Conference, models.CASCADE, related_name="badge_sheets", verbose_name="hội nghị"
    )
    count = models.PositiveSmallIntegerField("số thẻ")
    made_at = models.DateTimeField("lập lúc")
    job = models.OneToOneField("documents.Job", models.PROTECT, related_name="+", verbose_name="việc tạo tệp")

    objects = BadgeSheetQuerySet.as_manager()

    class Meta:
        verbose_name = "tệp thẻ đại biểu"
        verbose_name_plural = "tệp thẻ đại biểu"
        ordering = ["-id"]

    def __str__(self):
        return f"{self.count} thẻ"


class Quorum(models.Model):
    """The share that must be there for a conference to begin, by the bloc's own rules, and what was there."""

    class Counted(models.TextChoices):
        UNITS = "units", "đơn vị thành viên"
        DELEGATES = "delegates", "đại biểu được mời"

    conference = models.OneToOneField(
        Conference, models.CASCADE, related_name="quorum", verbose_name="hội nghị"
    )
    counted = models.CharField("tính theo", max_length=10, choices=Counted, default=Counted.UNITS)
    part = models.PositiveSmallIntegerField("số phần", default=2)
    whole = models.PositiveSmallIntegerField("trên tổng số phần", default=3)
    source = LineField("căn cứ", max_length=200, default="quy chế của Khối")
    present = models.PositiveSmallIntegerField("có mặt khi khai mạc", null=True, blank=True)
    total = models.PositiveSmallIntegerField("tổng số khi khai mạc", null=True, blank=True)
    below_reason = LineField("lý do khai mạc khi chưa đủ", max_length=300, blank=True)

    class Meta:
        verbose_name = "điều kiện tiến hành"
        verbose_name_plural = "điều kiện tiến hành"
        constraints = [
            models.CheckConstraint(
                condition=Q(part__gte=1, part__lte=F("whole")),
                name="quorum_is_a_share",
                violation_error_message="Số phần phải từ 1 đến tổng số phần, ví dụ 2 trên 3.",
            ),
            models.CheckConstraint(
                condition=Q(present__isnull=True, total__isnull=True, below_reason="")
                | Q(present__isnull=False, total__isnull=False, present__lte=F("total")),
                name="quorum_counted_at_opening",
            ),
        ]

    def __str__(self):
        return f"{self.part}/{self.whole} {self.get_counted_display()}"
