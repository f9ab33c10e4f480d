"""Who led a bloc in the years before the system knew it: told by the managing body, with its source."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from core.fields import LineField
from members.models import Agency
from members.models.agencies import names_on

from .blocs import Bloc
from .seasons import Term


class FormerTermQuerySet(models.QuerySet):
    """Questions to the former terms."""

    def visible_to(self, user):
        """Those of the blocs one may see."""
        return self.filter(bloc__in=Bloc.objects.visible_to(user)).select_related("bloc")

    def named(self, day):
        """Each with the name of its agency on `day`."""
        return self.annotate(**names_on(day, "agency"))


class FormerTerm(models.Model):
    """An agency held a place of the lead in a year that has no season here. It gives no rights."""

    bloc = models.ForeignKey(Bloc, models.CASCADE, related_name="former_terms", verbose_name="khối")
    year = models.PositiveSmallIntegerField("năm")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="former_terms", verbose_name="đơn vị")
    post = models.CharField("vị trí", max_length=16, choices=Term.Place)
    rank = models.PositiveSmallIntegerField("thứ tự")  # head, standing deputy, deputies
    source = LineField("căn cứ", max_length=300)

    objects = FormerTermQuerySet.as_manager()

    class Meta:
        verbose_name = "lãnh đạo năm trước"
        verbose_name_plural = "lãnh đạo các năm trước"
        ordering = ["-year", "rank"]
        constraints = [
            models.UniqueConstraint(
                fields=["bloc", "year", "agency"],
                name="former_term_one_place_each",
                violation_error_message="Một đơn vị chỉ giữ một vị trí lãnh đạo trong năm.",
            ),
            models.UniqueConstraint(
                fields=["bloc", "year", "post"],
                condition=~Q(post="deputy"),
                name="former_term_single_head",
                violation_error_message="Vị trí này của năm đó đã có đơn vị giữ.",
            ),
            models.CheckConstraint(
                condition=Q(year__range=(1948, 2100)),
                name="former_term_year_sane",
                violation_error_message="Nhập năm từ 1948 đến 2100.",
            ),
        ]

    def __str__(self):
        return f"{self.year}: {self.agency}"

    def get_absolute_url(self):
        """The bloc's page, whose board shows it."""
        return reverse("blocs:bloc", args=[self.bloc_id])

    @property
    def label(self):
        """The place as this bloc calls it."""
        return getattr(self.bloc, f"{self.post}_label")
