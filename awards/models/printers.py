"""Printers as paper shows them: one profile for each printer, tray and size of paper of an agency."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from core import numbers
from core.fields import LineField
from documents.distortions import Distortion
from members import acting
from members.models import Agency, Post

PRINTERS = (Post.Kind.CERTIFICATE_OFFICER, Post.Kind.CLERK)
SMALLEST, LARGEST = 100, 900  # mm a sheet may measure


class PrinterProfileQuerySet(models.QuerySet):
    """Questions to the profiles."""

    def visible_to(self, user):
        """Those of the agencies one prints for."""
        own = acting.agencies_of(user, PRINTERS)
        return self.filter(agency__in=own).select_related("agency")

    def in_use(self):
        """Those a batch may be printed with: measured, and not given up."""
        measured = Calibration.objects.filter(profile=OuterRef("pk"))
        return self.filter(Exists(measured), retired_at=None)


class PrinterProfile(models.Model):
    """A printer with one of its trays and one size of paper. How it is off stands in its calibrations.

    Another paper or tray is another profile; a profile is never renamed, so that a batch keeps saying what
    it was printed with.
    """

    agency = models.ForeignKey(
        Agency, models.PROTECT, related_name="printer_profiles", verbose_name="cơ quan, đơn vị"
    )
    name = LineField("máy in", max_length=60)
    tray = LineField("khay giấy", max_length=40, blank=True)
    width = models.DecimalField("chiều ngang giấy (mm)", max_digits=4, decimal_places=1)
    height = models.DecimalField("chiều dọc giấy (mm)", max_digits=4, decimal_places=1)
    retired_at = models.DateTimeField("ngừng dùng lúc", null=True, blank=True)

    objects = PrinterProfileQuerySet.as_manager()

    class Meta:
        verbose_name = "cấu hình máy in"
        verbose_name_plural = "cấu hình máy in"
        ordering = ["agency", "name", "tray", "width", "height", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "name", "tray", "width", "height"],
                condition=Q(retired_at=None),
                name="printer_profile_once",
                violation_error_message="Máy in này đã có cấu hình cho khay và khổ giấy đó. "
                "Hãy mở cấu hình đó rồi đo lại.",
            ),
            models.CheckConstraint(
                condition=Q(width__range=(SMALLEST, LARGEST), height__range=(SMALLEST, LARGEST)),
                name="printer_profile_sane_sheet",
                violation_error_message=f"Mỗi chiều giấy nhập từ {SMALLEST} đến {LARGEST} mm.",
            ),
        ]

    def __str__(self):
        return ", ".join(part for part in (self.name, self.tray, f"giấy {self.sheet}") if part)

    def get_absolute_url(self):
        """Its page: the ruler sheet, what was measured, the check sheet."""
        return reverse("awards:printer", args=[self.pk])

    @property
    def size(self):
        """(width, height) in mm."""
        return float(self.width), float(self.height)

    @property
    def sheet(self):
        """Its paper in words: 297 × 210 mm."""
        return f"{numbers.plain(self.width)} × {numbers.plain(self.height)} mm"


class Calibration(models.Model):
    """How a profile's printer was off when it was measured. Never changed: the next measuring makes another.

    A batch points to the one it is printed with, whatever is measured later.
    """

    profile = models.ForeignKey(
        PrinterProfile, models.PROTECT, related_name="calibrations", verbose_name="cấu hình máy in"
    )
    number = models.PositiveSmallIntegerField("bản")
    measured = models.JSONField("số đo trên giấy (mm)")  # {"a_x": "21,8", …}, as typed
    dx = models.DecimalField("lệch sang phải (mm)", max_digits=6, decimal_places=3)
    dy = models.DecimalField("lệch xuống dưới (mm)", max_digits=6, decimal_places=3)
    scale_x = models.DecimalField("tỉ lệ ngang", max_digits=8, decimal_places=6)
    scale_y = models.DecimalField("tỉ lệ dọc", max_digits=8, decimal_places=6)
    skew = models.DecimalField("xoay thuận chiều kim đồng hồ (độ)", max_digits=7, decimal_places=4)
    shear = models.DecimalField("nét dọc ngả (độ)", max_digits=7, decimal_places=4)
    made_at = models.DateTimeField("đo lúc")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người đo",
    )

    class Meta:
        verbose_name = "lần căn chỉnh máy in"
        verbose_name_plural = "lần căn chỉnh máy in"
        ordering = ["profile", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["profile", "number"], name="calibration_number_once"),
            models.CheckConstraint(
                condition=Q(dx__range=(-20, 20), dy__range=(-20, 20)),
                name="calibration_offset_sane",
                violation_error_message="Máy in lệch nhiều nhất 20 mm.",
            ),
            models.CheckConstraint(
                condition=Q(scale_x__range=("0.97", "1.03"), scale_y__range=("0.97", "1.03")),
                name="calibration_scale_sane",
                violation_error_message="Tỉ lệ in lệch nhiều nhất 3 %%.",
            ),
            models.CheckConstraint(
                condition=Q(skew__range=(-2, 2), shear__range=(-2, 2)),
                name="calibration_skew_sane",
                violation_error_message="Bản in nghiêng nhiều nhất 2 độ.",
            ),
        ]

    def __str__(self):
        return f"{self.profile}, bản {self.number}"

    @property
    def distortion(self):
        """Its figures as the drawing of pages wants them."""
        names = ("dx", "dy", "scale_x", "scale_y", "skew", "shear")
        return Distortion(**{name: float(getattr(self, name)) for name in names})
