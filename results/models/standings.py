"""Where each member stands at the end of the appraisal, and the votes that tell equal members apart."""

from django.db import models
from django.db.models import Q

from blocs.models import Season
from core.fields import LineField
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
    """A member's total, grade and place, written when the appraisal is concluded. Places may be shared.

    `decided_by` is the step of the ladder that puts it before the next one with the same total, in words.
    """

    season = models.ForeignKey(Season, models.PROTECT, related_name="standings", verbose_name="năm thi đua")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="standings", verbose_name="đơn vị")
    total = models.DecimalField("tổng điểm", max_digits=7, decimal_places=2)
    rank = models.PositiveSmallIntegerField("xếp thứ")
    grade = LineField("xếp loại", max_length=100, blank=True)
    decided_by = LineField("hơn ở", max_length=100, blank=True)

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


class TieVote(models.Model):
    """How many votes one of several members with the same total got, where the ladder asks for them."""

    season = models.ForeignKey(Season, models.PROTECT, related_name="tie_votes", verbose_name="năm thi đua")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="tie_votes", verbose_name="đơn vị")
    votes = models.PositiveSmallIntegerField("số phiếu")

    class Meta:
        verbose_name = "phiếu phân định"
        verbose_name_plural = "phiếu phân định"
        constraints = [models.UniqueConstraint(fields=["season", "agency"], name="tie_vote_once")]

    def __str__(self):
        return f"{self.agency}: {self.votes}"
