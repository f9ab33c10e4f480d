"""Public holidays: days that do not count as working days, as the notice of each year names them."""

from django.db import models
from django.db.models import F, Q

from core.fields import LineField


class HolidayQuerySet(models.QuerySet):
    """Questions to the holidays."""

    def visible_to(self, user):
        """Open to everybody who is signed in, as all that is said of dossiers."""
        return self


class Holiday(models.Model):
    """One holiday, of a day or of several in a row. Who enters it says by which notice.

    Days that are worked in exchange are not kept: an answer due a day later harms nobody.
    """

    name = LineField("tên ngày nghỉ", max_length=120)
    first_day = models.DateField("từ ngày")
    last_day = models.DateField("đến hết ngày")
    source = LineField("căn cứ", max_length=300)

    objects = HolidayQuerySet.as_manager()

    class Meta:
        verbose_name = "ngày nghỉ lễ"
        verbose_name_plural = "ngày nghỉ lễ"
        ordering = ["-first_day", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")),
                name="holiday_ends_after_start",
                violation_error_message="Ngày cuối của kỳ nghỉ phải từ ngày đầu trở đi.",
            ),
            models.UniqueConstraint(
                fields=["first_day"],
                name="holiday_once_a_day",
                violation_error_message="Ngày nghỉ lễ bắt đầu từ ngày này đã được ghi.",
            ),
        ]

    def __str__(self):
        return self.name
