"""The stock of phôi an agency keeps: its kinds, and a book of entries for each that is only ever added to."""

from django.conf import settings
from django.db import models
from django.db.models import Q, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse

from core.fields import LineField
from members import acting
from members.models import Agency, Post

from .certificates import PrintBatch


class StockQuerySet(models.QuerySet):
    """Questions to the kinds of phôi."""

    def visible_to(self, user):
        """An agency's stock is its own people's business."""
        return self.filter(agency__in=acting.agencies_of(user, Post.Kind.values)).select_related("agency")

    def counted(self):
        """Each with `received`, `used`, `spoilt` (not below 0) and `left`, by name; corrections count in."""
        kinds = StockEntry.Kind
        return self.annotate(
            received=_sum(Q(entries__kind=kinds.RECEIVED)),
            used=-_sum(Q(entries__kind=kinds.USED)),
            spoilt=-_sum(Q(entries__kind=kinds.SPOILT)),
            left=_sum(Q()),
        ).order_by("name", "pk")


class Stock(models.Model):
    """One kind of phôi of one agency: Phôi Bằng khen A4, mẫu năm 2023."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="stocks", verbose_name="cơ quan")
    name = LineField("loại phôi", max_length=120)

    objects = StockQuerySet.as_manager()

    class Meta:
        verbose_name = "loại phôi"
        verbose_name_plural = "kho phôi"
        ordering = ["agency", "name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "name"],
                name="stock_named_once",
                violation_error_message="Kho đã có loại phôi mang tên này.",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        """Its book."""
        return reverse("awards:stock", args=[self.pk])


class StockEntryQuerySet(models.QuerySet):
    """Questions to the book."""

    def visible_to(self, user):
        """As the stock."""
        seen = self.filter(stock__in=Stock.objects.visible_to(user))
        return seen.select_related("stock__agency", "reversal")


class StockEntry(models.Model):
    """One line of the book: so many sheets came in or went out. A wrong one is reversed, never changed.

    `change` is signed. Entries of a batch follow what is said of its sheets; a sheet that came out and was
    spoilt afterwards moves from used to spoilt by two of them.
    """

    class Kind(models.TextChoices):
        RECEIVED = "received", "Nhận về"
        USED = "used", "Đã in"
        SPOILT = "spoilt", "Hỏng"

    stock = models.ForeignKey(Stock, models.PROTECT, related_name="entries", verbose_name="loại phôi")
    kind = models.CharField("việc", max_length=8, choices=Kind)
    change = models.IntegerField("thêm, bớt (tờ)")
    on = models.DateField("ngày")
    note = LineField("ghi chú", max_length=300)
    batch = models.ForeignKey(
        PrintBatch, models.PROTECT, null=True, blank=True, related_name="stock_entries", verbose_name="đợt in"
    )
    reverses = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="reversal", verbose_name="hủy dòng"
    )
    at = models.DateTimeField("ghi lúc")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người ghi",
    )

    objects = StockEntryQuerySet.as_manager()

    class Meta:
        verbose_name = "dòng sổ kho phôi"
        verbose_name_plural = "sổ kho phôi"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(change=0) & Q(change__range=(-100_000, 100_000)),
                name="stock_entry_changes_something",
                violation_error_message="Nhập số tờ từ 1 đến 100.000.",
            ),
            models.CheckConstraint(
                condition=Q(batch__isnull=False)
                | Q(reverses__isnull=False)
                | Q(kind="received", change__gt=0)
                | Q(kind__in=("used", "spoilt"), change__lt=0),
                name="stock_entry_has_its_sign",
                violation_error_message="Phôi nhận về làm kho thêm, phôi đã in và phôi hỏng làm kho bớt.",
            ),
            models.CheckConstraint(
                condition=~Q(note=""),
                name="stock_entry_says_why",
                violation_error_message="Hãy ghi chú phôi nhận từ đâu, dùng vào việc gì hoặc vì sao hỏng.",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {abs(self.change)} tờ"

    @property
    def reversed_by(self):
        """The entry that takes it back, or None."""
        return getattr(self, "reversal", None)


def _sum(condition):
    return Coalesce(Sum("entries__change", filter=condition), 0)
