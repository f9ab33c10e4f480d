"""How the bloc's meeting counts votes: part of the year's rules, copied, published and frozen with them."""

from django.db import models
from django.db.models import Q

from .criteria import CriteriaTable


class BallotRule(models.Model):
    """Who votes, of what the votes are counted, and from where on they carry; one for a table, or none."""

    class Roll(models.TextChoices):
        UNITS = "units", "Mỗi đơn vị một phiếu"
        DELEGATES = "delegates", "Mỗi đại biểu một phiếu"

    class Base(models.TextChoices):
        ALL = "all", "Tất cả, kể cả vắng mặt"
        PRESENT = "present", "Số có mặt"
        VALID = "valid", "Số phiếu hợp lệ"

    table = models.OneToOneField(CriteriaTable, models.CASCADE, related_name="ballot", verbose_name="bảng")
    roll = models.CharField("ai bỏ phiếu", max_length=10, choices=Roll, default=Roll.UNITS)
    base = models.CharField("tỷ lệ tính trên", max_length=10, choices=Base, default=Base.PRESENT)
    percent = models.DecimalField("tỷ lệ (%)", max_digits=5, decimal_places=2)
    above = models.BooleanField("phải trên mức này", default=True)

    class Meta:
        verbose_name = "quy tắc bỏ phiếu"
        verbose_name_plural = "quy tắc bỏ phiếu"
        constraints = [
            models.CheckConstraint(
                condition=Q(percent__gt=0, percent__lte=100),
                name="ballot_percent_possible",
                violation_error_message="Tỷ lệ phải lớn hơn 0 và không quá 100%%.",
            ),
            models.CheckConstraint(
                condition=Q(above=False) | Q(percent__lt=100),
                name="ballot_can_be_reached",
                violation_error_message="Không thể có phiếu trên 100%%. Hãy chọn “từ 100%% trở lên”.",
            ),
        ]

    def __str__(self):
        return self.get_roll_display()
