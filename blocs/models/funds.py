"""The book of the bloc's fund in one year: what came in, what went out. Rows are only ever added.

Reports say on paper what the book said on a day.
"""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from core.fields import BlockField, LineField
from members.models import Agency
from members.models.agencies import names_on

from .activities import Activity
from .blocs import Form
from .seasons import Season


class FundEntryQuerySet(models.QuerySet):
    """Questions to the book."""

    def visible_to(self, user):
        """The book of a year is open to whoever may see the year."""
        seen = self.filter(season__in=Season.objects.visible_to(user))
        return seen.select_related("season__bloc", "reversal").prefetch_related("season__terms")

    def told(self, day):
        """Each with `agency_name` on `day`, its activity and the entry that took it back, by number."""
        named = {f"agency_{field}": name for field, name in names_on(day, "agency").items()}
        return self.annotate(**named).select_related("activity", "reversal", "reverses").order_by("number")

    def standing(self):
        """Entries that count: neither taken back nor taking back."""
        return self.filter(reverses__isnull=True, reversal__isnull=True)


class FundEntry(models.Model):
    """One line of the book, in đồng. Never changed: a wrong one is taken back by another with a reason."""

    class Flow(models.TextChoices):
        IN = "in", "Thu"
        OUT = "out", "Chi"

    season = models.ForeignKey(
        Season, models.PROTECT, related_name="fund_entries", verbose_name="năm thi đua"
    )
    number = models.PositiveIntegerField("số")
    day = models.DateField("ngày")
    flow = models.CharField("thu hay chi", max_length=3, choices=Flow)
    amount = models.PositiveBigIntegerField("số tiền (đồng)")
    content = LineField("nội dung", max_length=300)
    agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="đơn vị đóng góp"
    )
    activity = models.ForeignKey(
        Activity,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="fund_entries",
        verbose_name="chi cho hoạt động",
    )
    reference = LineField("chứng từ", max_length=100, blank=True)
    carried_from = models.ForeignKey(
        Season, models.PROTECT, null=True, blank=True, related_name="carried_to", verbose_name="chuyển từ năm"
    )
    reverses = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="reversal", verbose_name="hủy khoản"
    )
    reason = BlockField("lý do hủy", blank=True)

    objects = FundEntryQuerySet.as_manager()

    class Meta:
        verbose_name = "khoản thu chi"
        verbose_name_plural = "khoản thu chi"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["season", "number"],
                name="fund_entry_number",
                violation_error_message="Sổ quỹ đã có khoản mang số này.",
            ),
            models.CheckConstraint(
                condition=Q(amount__gte=1),
                name="fund_entry_amount",
                violation_error_message="Số tiền phải lớn hơn 0.",
            ),
            models.CheckConstraint(
                condition=Q(flow="in", activity__isnull=True) | Q(flow="out", agency__isnull=True),
                name="fund_entry_one_side",
                violation_error_message="Khoản thu ghi đơn vị đóng góp, khoản chi ghi hoạt động.",
            ),
            models.CheckConstraint(
                condition=Q(reverses__isnull=True, reason="") | Q(reverses__isnull=False) & ~Q(reason=""),
                name="fund_reversal_says_why",
                violation_error_message="Khoản hủy phải có lý do.",
            ),
            models.CheckConstraint(
                condition=Q(carried_from__isnull=True) | ~Q(carried_from=F("season")),
                name="fund_carried_from_another_year",
                violation_error_message="Số dư chỉ chuyển từ năm khác sang.",
            ),
        ]

    def __str__(self):
        return f"khoản số {self.number} ({self.content})"

    @property
    def signed(self):
        """What it adds to the balance, in đồng; below zero for an expense."""
        return self.amount if self.flow == self.Flow.IN else -self.amount

    @property
    def taken_back_by(self):
        """The entry that takes it back, or None."""
        return getattr(self, "reversal", None)


class FundReportQuerySet(models.QuerySet):
    """Questions to the reports."""

    def visible_to(self, user):
        """As the book itself."""
        seen = self.filter(season__in=Season.objects.visible_to(user))
        return seen.select_related("paper", "season__bloc")


class FundReport(models.Model):
    """The book as it stood on a day, frozen on paper; a later one is issued when it has changed."""

    season = models.ForeignKey(
        Season, models.PROTECT, related_name="fund_reports", verbose_name="năm thi đua"
    )
    form = models.CharField("thể thức văn bản", max_length=10, choices=Form)
    issued_on = models.DateField("ngày lập")
    sha256 = models.CharField("mã băm nội dung", max_length=64)  # of what the book says
    paper = models.ForeignKey("documents.Document", models.PROTECT, related_name="+", verbose_name="văn bản")

    objects = FundReportQuerySet.as_manager()

    class Meta:
        verbose_name = "báo cáo quỹ"
        verbose_name_plural = "báo cáo quỹ"
        ordering = ["-issued_on", "-pk"]

    def __str__(self):
        return f"Báo cáo quỹ {self.season.named} ngày {self.issued_on:%d/%m/%Y}"

    def get_absolute_url(self):
        """The book with its reports."""
        return reverse("blocs:fund", args=[self.season_id])
