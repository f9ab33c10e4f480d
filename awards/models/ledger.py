"""What happened to each sheet: how it came out, to whom it was handed, copies, the paper to check by."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from core.fields import LineField
from documents.models import Document

from .certificates import Certificate, PrintBatch, PrintedSheet, Reprint
from .decisions import Decision
from .stock import Stock


def _hand(name):
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=name,
    )


class BatchOutcome(models.Model):
    """The officer said how a batch came out of the printer, once, and on which phôi (None: not counted)."""

    batch = models.OneToOneField(PrintBatch, models.PROTECT, related_name="outcome", verbose_name="đợt in")
    stock = models.ForeignKey(
        Stock, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="loại phôi"
    )
    at = models.DateTimeField("lúc")
    by = _hand("người ghi")

    class Meta:
        verbose_name = "kết quả in của đợt"
        verbose_name_plural = "kết quả in của các đợt"

    def __str__(self):
        return f"Kết quả in: {self.batch}"


class SheetEvent(models.Model):
    """A sheet came out well or was spoilt. Only ever added: the latest one tells how its paper is now.

    What follows a reprint names it.
    """

    class Kind(models.TextChoices):
        PRINTED = "printed", "Đã in"
        SPOILT = "spoilt", "Hỏng"

    sheet = models.ForeignKey(PrintedSheet, models.PROTECT, related_name="events", verbose_name="tờ in")
    kind = models.CharField("việc", max_length=7, choices=Kind)
    reason = LineField("lý do", max_length=300, blank=True)
    reprint = models.OneToOneField(
        Reprint, models.PROTECT, null=True, blank=True, related_name="event", verbose_name="lần in lại"
    )
    at = models.DateTimeField("lúc")
    by = _hand("người ghi")

    class Meta:
        verbose_name = "việc của tờ in"
        verbose_name_plural = "nhật ký tờ in"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="spoilt") | ~Q(reason=""),
                name="sheet_event_spoilt_says_why",
                violation_error_message="Hãy ghi lý do hỏng, ví dụ: kẹt giấy, phôi bị nhàu.",
            ),
            models.CheckConstraint(
                condition=Q(reprint__isnull=True) | Q(kind="printed"), name="sheet_event_reprint_came_out"
            ),
        ]

    def __str__(self):
        return f"{self.sheet}: {self.get_kind_display()}"


class HandOver(models.Model):
    """A certificate was handed over: to whom, in which capacity, on which day. A slip is taken back."""

    class To(models.TextChoices):
        RECIPIENT = "recipient", "Người, tập thể được khen"
        AGENCY = "agency", "Đại diện cơ quan nhận thay"
        CEREMONY = "ceremony", "Trao tại hội nghị"

    certificate = models.OneToOneField(
        Certificate, models.PROTECT, related_name="hand_over", verbose_name="Bằng khen"
    )
    to = models.CharField("giao cho", max_length=9, choices=To)
    receiver = LineField("người nhận", max_length=200)
    on = models.DateField("ngày giao")
    note = LineField("ghi chú", max_length=300, blank=True)
    at = models.DateTimeField("ghi lúc")
    by = _hand("người ghi")

    class Meta:
        verbose_name = "lượt giao Bằng khen"
        verbose_name_plural = "sổ giao Bằng khen"
        ordering = ["on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(receiver=""),
                name="hand_over_names_receiver",
                violation_error_message="Hãy ghi họ tên người nhận.",
            ),
        ]

    def __str__(self):
        return f"Đã giao: {self.certificate}"


class CertificateCopyQuerySet(models.QuerySet):
    """Questions to the copies."""

    def visible_to(self, user):
        """As the certificates."""
        seen = self.filter(certificate__in=Certificate.objects.visible_to(user))
        return seen.select_related(
            "certificate__line__decision__season__bloc", "certificate__entry__register"
        )


class CertificateCopy(models.Model):
    """A further print of a certificate, marked “Bản sao”: same number, same token, who has it and why."""

    certificate = models.ForeignKey(
        Certificate, models.PROTECT, related_name="copies", verbose_name="Bằng khen"
    )
    number = models.PositiveSmallIntegerField("bản sao số")
    receiver = LineField("người nhận", max_length=200)
    reason = LineField("lý do", max_length=300)
    on = models.DateField("ngày cấp")
    at = models.DateTimeField("lúc")
    by = _hand("người cấp")

    objects = CertificateCopyQuerySet.as_manager()

    class Meta:
        verbose_name = "bản sao"
        verbose_name_plural = "bản sao"
        ordering = ["certificate", "number"]
        constraints = [
            models.UniqueConstraint(fields=["certificate", "number"], name="copy_number_once"),
            models.CheckConstraint(
                condition=~Q(receiver="") & ~Q(reason=""),
                name="copy_says_for_whom_and_why",
                violation_error_message="Hãy ghi người nhận và lý do cấp bản sao.",
            ),
        ]

    def __str__(self):
        return f"Bản sao số {self.number} của {self.certificate}"

    def get_absolute_url(self):
        """The page of its certificate."""
        return reverse("awards:certificate", args=[self.certificate_id])


class CheckSheet(models.Model):
    """All certificates of a decision on one paper, to check by without a network; as it was last made."""

    decision = models.OneToOneField(
        Decision, models.PROTECT, related_name="check_sheet", verbose_name="quyết định"
    )
    paper = models.ForeignKey(Document, models.PROTECT, related_name="+", verbose_name="văn bản")

    class Meta:
        verbose_name = "bảng đối chiếu Bằng khen"
        verbose_name_plural = "bảng đối chiếu Bằng khen"

    def __str__(self):
        return f"Bảng đối chiếu, {self.decision}"
