"""Certificates: what each sheet shows, frozen; in which file it was printed; what became of the paper."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from awards import states, visibility
from core.fields import LineField
from documents.distortions import Distortion
from documents.models import Job

from .decisions import Decision, DecisionLine
from .printers import Calibration
from .registers import RegisterEntry


class CertificateQuerySet(models.QuerySet):
    """Questions to the certificates."""

    def visible_to(self, user):
        """Those of the years one leads or manages, and the own agency's; the public page asks by token."""
        seen = self.filter(visibility.printed(user, "line__decision__"))
        return seen.select_related(
            "line__decision__season__bloc", "entry__register", "replaced_by__entry__register"
        )


class Certificate(models.Model):
    """One Bằng khen. `facts` are the words on the sheet, frozen with their hash.

    A spoilt sheet keeps the certificate; a corrected text makes a new one, with a new number and token, and
    the old one then answers that it was replaced.
    """

    class State(models.TextChoices):
        VALID = "valid", "Có giá trị"
        REPLACED = "replaced", "Đã thay bằng số khác"
        REVOKED = "revoked", "Đã thu hồi"

    STATES = states.CERTIFICATE

    line = models.ForeignKey(
        DecisionLine, models.PROTECT, related_name="certificates", verbose_name="dòng quyết định"
    )
    entry = models.OneToOneField(
        RegisterEntry, models.PROTECT, related_name="certificate", verbose_name="số vào sổ vàng"
    )
    token = models.CharField("mã trong QR", max_length=40, unique=True)  # at least 128 random bits
    # 7F4K-29QX, asked for with the register number
    short_code = models.CharField("mã tra cứu", max_length=9, unique=True)
    design = models.CharField("mẫu", max_length=40)
    facts = models.JSONField("nội dung đã chốt")
    sha256 = models.CharField("mã băm nội dung", max_length=64)
    warnings = models.JSONField("điều cần xem lại", default=list, blank=True)  # sentences, while it prints
    preview = models.OneToOneField(
        Job, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="việc tạo bản in thử"
    )
    state = models.CharField("trạng thái", max_length=10, choices=State, default=State.VALID)
    ended_at = models.DateTimeField("hết giá trị lúc", null=True, blank=True)
    reason = LineField("lý do", max_length=300, blank=True)
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by", verbose_name="thay cho"
    )

    objects = CertificateQuerySet.as_manager()

    UNRECORDED = ("facts", "token", "short_code")  # frozen here, their hash is recorded; secrets stay here

    class Meta:
        verbose_name = "Bằng khen"
        verbose_name_plural = "Bằng khen"
        ordering = ["line__decision", "line__position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["line"], condition=Q(state="valid"), name="certificate_one_valid_per_line"
            ),
            models.CheckConstraint(
                condition=Q(state="valid", ended_at__isnull=True)
                | (~Q(state="valid") & Q(ended_at__isnull=False) & ~Q(reason="")),
                name="certificate_end_is_stamped",
            ),
        ]

    def __str__(self):
        return f"Bằng khen số {self.entry}"

    def get_absolute_url(self):
        """Its page for the certificate officer."""
        return reverse("awards:certificate", args=[self.pk])

    @property
    def is_valid(self):
        """Whether the paper counts: neither replaced nor revoked."""
        return self.state == self.State.VALID

    @property
    def recipient(self):
        """Who receives it, as printed: Ông Nguyễn Văn An, Tập thể Vụ Tổng hợp."""
        return f"{self.facts['prefix']} {self.facts['recipient']}".strip()


class PrintBatchQuerySet(models.QuerySet):
    """Questions to the batches."""

    def visible_to(self, user):
        """As the certificates in it."""
        seen = self.filter(visibility.printed(user, "decision__"))
        return seen.select_related(
            "decision__season__bloc", "job", "started_by__person", "calibration__profile"
        )


class PrintBatch(models.Model):
    """Certificates of one decision made into one PDF, in ceremony order.

    A proof holds no sheets: it counts nowhere as printed and no page of it is printed again as a real one.
    """

    class Mode(models.TextChoices):
        FULL = "full", "In cả nền và chữ"
        OVERLAY = "overlay", "Chỉ in chữ lên phôi in sẵn"
        TWO_UP = "two_up", "Hai Bằng khen trên một tờ lớn, có dấu cắt"
        PROOF = "proof", "Bản in thử, có chữ “BẢN IN THỬ”"

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="batches", verbose_name="quyết định")
    number = models.PositiveSmallIntegerField("đợt")
    mode = models.CharField("cách in", max_length=8, choices=Mode)
    calibration = models.ForeignKey(
        Calibration,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="batches",
        verbose_name="căn chỉnh máy in",
    )
    # of the batches before there were profiles: by how much their text was moved
    dx = models.DecimalField("dời ngang (mm)", max_digits=4, decimal_places=1, default=0)
    dy = models.DecimalField("dời dọc (mm)", max_digits=4, decimal_places=1, default=0)
    job = models.OneToOneField(Job, models.PROTECT, related_name="+", verbose_name="việc tạo tệp")
    started_at = models.DateTimeField("bắt đầu lúc")
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người in",
    )

    objects = PrintBatchQuerySet.as_manager()

    class Meta:
        verbose_name = "đợt in"
        verbose_name_plural = "đợt in"
        ordering = ["decision", "number"]
        constraints = [
            models.UniqueConstraint(fields=["decision", "number"], name="batch_number_once"),
            models.CheckConstraint(
                condition=Q(dx__range=(-20, 20), dy__range=(-20, 20)),
                name="batch_offset_sane",
                violation_error_message="Độ dời nhập từ −20 đến 20 mm.",
            ),
        ]

    def __str__(self):
        return f"Bản in thử {self.number}" if self.is_proof else f"Đợt {self.number}"

    def get_absolute_url(self):
        """Its page: how far the file is, every sheet of it."""
        return reverse("awards:batch", args=[self.pk])

    @property
    def is_proof(self):
        """Whether it is only to be looked at."""
        return self.mode == self.Mode.PROOF

    @property
    def distortion(self):
        """How its printer is off; text that was moved by hand met one that is off the other way."""
        if self.calibration:
            return self.calibration.distortion
        return Distortion(dx=-float(self.dx), dy=-float(self.dy))


class PrintedSheetQuerySet(models.QuerySet):
    """Questions to the printed sheets."""

    def visible_to(self, user):
        """As the certificates they show."""
        seen = self.filter(certificate__in=Certificate.objects.visible_to(user))
        return seen.select_related(
            "batch__decision__season__bloc", "batch__job", "certificate__entry__register"
        )


class PrintedSheet(models.Model):
    """The page of a certificate in a batch's file: spoilt, it is printed again from there."""

    batch = models.ForeignKey(PrintBatch, models.PROTECT, related_name="sheets", verbose_name="đợt in")
    page = models.PositiveIntegerField("trang")
    certificate = models.ForeignKey(
        Certificate, models.PROTECT, related_name="sheets", verbose_name="Bằng khen"
    )

    objects = PrintedSheetQuerySet.as_manager()

    class Meta:
        verbose_name = "tờ in"
        verbose_name_plural = "tờ in"
        ordering = ["batch", "page"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "page"], name="sheet_page_once"),
            models.UniqueConstraint(fields=["batch", "certificate"], name="sheet_certificate_once_per_batch"),
        ]

    def __str__(self):
        return f"{self.batch}, trang {self.page}"

    @property
    def latest(self):
        """The last that was said of its paper (a SheetEvent, of the `events` read with it), or None."""
        return max(self.events.all(), key=lambda event: event.pk, default=None)


class ReprintQuerySet(models.QuerySet):
    """Questions to the log of reprints."""

    def visible_to(self, user):
        """As the sheets."""
        seen = self.filter(sheet__in=PrintedSheet.objects.visible_to(user))
        return seen.select_related(
            "sheet__batch__decision__season__bloc", "sheet__certificate__entry__register", "by__person"
        )


class Reprint(models.Model):
    """A sheet that was spoilt and printed again from its batch's file; the log of wasted phôi."""

    sheet = models.ForeignKey(PrintedSheet, models.PROTECT, related_name="reprints", verbose_name="tờ in")
    reason = LineField("lý do", max_length=300)
    at = models.DateTimeField("lúc")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người in lại",
    )

    objects = ReprintQuerySet.as_manager()

    class Meta:
        verbose_name = "lần in lại"
        verbose_name_plural = "lần in lại"
        ordering = ["-at", "-id"]

    def __str__(self):
        return f"In lại {self.sheet}: {self.reason}"
