"""The golden register: one series per issuing agency and year of decision, without gaps."""

from django.db import models
from django.db.models import F, Q

from awards import visibility
from core.fields import LineField
from documents.models import Document
from members import acting
from members.models import Agency, Post

from .decisions import DecisionLine


class RegisterQuerySet(models.QuerySet):
    """Questions to the registers."""

    def visible_to(self, user):
        """The register of an agency is read by its own people and by who leads or manages a bloc it led."""
        own = acting.agencies_of(user, Post.Kind.values)
        led = Q(agency__decisions__season__in=visibility.led(user))
        managed = Q(agency__decisions__season__bloc__in=visibility.managed(user))
        return self.filter(Q(agency__in=own) | led | managed).distinct()


class Register(models.Model):
    """An agency's book of one year. The agency enters other awards of its own too: the first number is data.

    `next_number` is raised under a row lock in the transaction that writes the entry, so that an act which
    fails leaves no gap.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="registers", verbose_name="cơ quan")
    year = models.PositiveSmallIntegerField("năm")
    first_number = models.PositiveIntegerField("số bắt đầu", default=1)
    next_number = models.PositiveIntegerField("số kế tiếp", default=1)
    book = models.ForeignKey(  # as it was last made into a paper; a later state of the book is another paper
        Document,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name="bản in",
    )

    objects = RegisterQuerySet.as_manager()

    class Meta:
        verbose_name = "sổ vàng"
        verbose_name_plural = "sổ vàng"
        ordering = ["-year", "agency"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "year"],
                name="register_once_a_year",
                violation_error_message="Cơ quan này đã mở sổ vàng của năm đó.",
            ),
            models.CheckConstraint(
                condition=Q(first_number__gte=1, next_number__gte=F("first_number")),
                name="register_counts_up",
                violation_error_message="Số bắt đầu phải từ 1 trở lên.",
            ),
        ]

    def __str__(self):
        return f"Sổ vàng năm {self.year}"


class RegisterEntry(models.Model):
    """One number given to one recipient: never reused, voided instead of deleted."""

    register = models.ForeignKey(Register, models.PROTECT, related_name="entries", verbose_name="sổ vàng")
    number = models.PositiveIntegerField("số vào sổ")
    line = models.ForeignKey(
        DecisionLine, models.PROTECT, related_name="entries", verbose_name="dòng quyết định"
    )
    entered_at = models.DateTimeField("vào sổ lúc")
    void_reason = LineField("lý do hủy số", max_length=300, blank=True)

    class Meta:
        verbose_name = "số vào sổ vàng"
        verbose_name_plural = "số vào sổ vàng"
        ordering = ["register", "number"]
        constraints = [
            models.UniqueConstraint(fields=["register", "number"], name="register_number_once"),
        ]

    def __str__(self):
        return f"{self.number:02d}/{self.register.year}"

    @property
    def recipient(self):
        """Who was entered, as the certificate under this number says it: a later correction has its own."""
        return (
            self.certificate.recipient if self._certified else f"{self.line.prefix} {self.line.name}".strip()
        )

    @property
    def unit(self):
        """The post and the unit, as `recipient`."""
        return self.certificate.facts["unit"] if self._certified else self.line.unit

    @property
    def _certified(self):
        return hasattr(self, "certificate")
