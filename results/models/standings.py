"""Where each member stands at the end of the appraisal."""

from django.db import models
from django.db.models import Q

from blocs.models import Season
from members.models import Agency
from members.models.agencies import names_on


class StandingQuerySet(models.QuerySet):
    """Questions to the standings."""

    def visible_to(self, user):
        """Whoever sees the year sees its standing."""
        return self.filter(season__in=Season.objects.visible_to(user))

    def named(self, day):
        """Each with the name of its agency on `day`."""
        return self.annotate(**names_on(day, "agency"))


class Standing(models.Model):
    """A member's total and place, written when the appraisal is concluded. Places may be shared."""

    season = models.ForeignKey(Season, models.PROTECT, related_name="standings", verbose_name="năm thi đua")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="standings", verbose_name="đơn vị")
    total = models.DecimalField("tổng điểm", max_digits=7, decimal_places=2)
    rank = models.PositiveSmallIntegerField("xếp thứ")

    objects = StandingQuerySet.as_manager()

    class Meta:
        verbose_name = "kết quả xếp thứ"
        verbose_name_plural = "kết quả xếp thứ"
        ordering = ["rank", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["season", "agency"], name="standing_once"),
            models.CheckConstraint(condition=Q(rank__gte=1), name="standing_rank_from_one"),
        ]

    def __str__(self):
        return f"{self.rank}. {self.agency}"
