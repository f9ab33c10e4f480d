"""Targets changed or withdrawn after the signing: both versions, why, and the paper that says so."""

from django.db import models
from django.db.models import Q

from blocs.models import Criterion, Season
from core.fields import BlockField, LineField

from .pledges import Pledge, said


class AmendmentQuerySet(models.QuerySet):
    """Questions to the amendments."""

    def visible_to(self, user):
        """As the pledges: whoever sees the year sees them."""
        seen = self.filter(pledge__season__in=Season.objects.visible_to(user))
        return seen.select_related("pledge__season__bloc", "paper")


class Amendment(models.Model):
    """One target as it was signed and as it stands from `amended_on`; never changed itself.

    Of a new target the old words are empty, of a withdrawn one the new.
    """

    pledge = models.ForeignKey(Pledge, models.PROTECT, related_name="amendments", verbose_name="giao ước")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="+", verbose_name="tiêu chí")
    amended_on = models.DateField("ngày điều chỉnh")
    reason = BlockField("lý do")
    old_text = LineField("chỉ tiêu cũ", max_length=200, blank=True)
    old_number = models.DecimalField("số lượng cũ", max_digits=15, decimal_places=2, null=True, blank=True)
    old_unit = LineField("đơn vị tính cũ", max_length=30, blank=True)
    old_due_on = models.DateField("hạn cũ", null=True, blank=True)
    new_text = LineField("chỉ tiêu mới", max_length=200, blank=True)
    new_number = models.DecimalField("số lượng mới", max_digits=15, decimal_places=2, null=True, blank=True)
    new_unit = LineField("đơn vị tính mới", max_length=30, blank=True)
    new_due_on = models.DateField("hạn mới", null=True, blank=True)
    paper = models.ForeignKey("documents.Document", models.PROTECT, related_name="+", verbose_name="văn bản")

    objects = AmendmentQuerySet.as_manager()

    class Meta:
        verbose_name = "điều chỉnh chỉ tiêu"
        verbose_name_plural = "điều chỉnh chỉ tiêu"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="amendment_says_why",
                violation_error_message="Điều chỉnh chỉ tiêu thì phải ghi lý do.",
            ),
            models.CheckConstraint(
                condition=~Q(old_text="", new_text=""),
                name="amendment_has_a_target",
                violation_error_message="Điều chỉnh phải có chỉ tiêu cũ hoặc chỉ tiêu mới.",
            ),
        ]

    def __str__(self):
        return f"{self.criterion.code}: {self.old or 'chưa có'} → {self.new or 'rút'}"

    @property
    def old(self):
        """The target as it was; empty when there was none."""
        return said(self.old_text, self.old_number, self.old_unit, self.old_due_on)

    @property
    def new(self):
        """The target as it became; empty when it was withdrawn."""
        return said(self.new_text, self.new_number, self.new_unit, self.new_due_on)
