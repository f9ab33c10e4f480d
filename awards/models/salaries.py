"""The base salary (lương cơ sở), dated: prize money is a multiple of that of the day of signing."""

from django.db import models
from django.db.models import Q

from core.fields import BlockField


class BaseSalaryQuerySet(models.QuerySet):
    """Questions to the table of base salaries."""

    def on(self, day):
        """The row in force on `day`, or None before the first one."""
        return self.filter(valid_from__lte=day).order_by("-valid_from").first()

    def visible_to(self, user):
        """The table is open to everybody who is signed in."""
        return self


class BaseSalary(models.Model):
    """An amount in đồng from a day on, until the next row begins. `recalled`: nobody has read the source yet.

    `doubling` is how "twice the money of a person" is read for collectives, which the decrees leave open.
    """

    class Doubling(models.TextChoices):
        COEFFICIENT = "coefficient", "Nhân hệ số rồi làm tròn"
        AMOUNT = "amount", "Làm tròn mức của cá nhân rồi nhân"

    amount = models.PositiveIntegerField("mức lương cơ sở (đồng)")
    valid_from = models.DateField("áp dụng từ ngày", unique=True)
    doubling = models.CharField(
        "tiền thưởng của tập thể", max_length=11, choices=Doubling, default=Doubling.COEFFICIENT
    )
    source = BlockField("căn cứ", max_length=400)
    recalled = models.BooleanField("chưa đối chiếu văn bản gốc", default=False)

    objects = BaseSalaryQuerySet.as_manager()
    brought_by_migration = True  # rows are no sign that anybody has worked here (documents.restore)

    class Meta:
        verbose_name = "mức lương cơ sở"
        verbose_name_plural = "mức lương cơ sở"
        ordering = ["-valid_from"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gte=1),
                name="base_salary_is_something",
                violation_error_message="Mức lương cơ sở phải lớn hơn 0 đồng.",
            ),
        ]

    def __str__(self):
        return f"Mức lương cơ sở từ {self.valid_from:%d/%m/%Y}"
